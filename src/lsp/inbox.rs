//! What has come and is not answered yet. Everything that is there is taken at once, so that a request that was
//! cancelled meanwhile is never begun, and a text that changed ten times is looked at once.

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::mpsc::{Receiver, Sender};

use lsp_server::{Message, RequestId};

use super::frames::{self, Frame};

/// How a request is cancelled.
const CANCEL: &str = "$/cancelRequest";

/// Messages that came together.
pub(super) struct Batch {
    /// All of them, in order.
    pub(super) frames: Vec<Frame>,
    cancelled: HashSet<RequestId>,
}

impl Batch {
    /// Waits for the next messages; `None` when no more will come.
    pub(super) fn next(receiver: &Receiver<Frame>) -> Option<Self> {
        let frames: Vec<Frame> = std::iter::once(receiver.recv().ok()?).chain(receiver.try_iter()).collect();
        let cancelled = frames.iter().filter_map(cancelled).collect();
        Some(Self { frames, cancelled })
    }

    /// Whether somebody has lost interest in a request.
    pub(super) fn is_cancelled(&self, id: &RequestId) -> bool {
        self.cancelled.contains(id)
    }
}

/// Reads until the stream ends or nobody listens.
pub(super) fn fill(mut input: impl BufRead, sender: &Sender<Frame>) {
    while let Ok(Some(frame)) = frames::read(&mut input) {
        if sender.send(frame).is_err() {
            return;
        }
    }
}

fn cancelled(frame: &Frame) -> Option<RequestId> {
    let Frame::Message(Message::Notification(notification)) = frame else { return None };
    let id = notification.params.get("id").filter(|_| notification.method == CANCEL)?;
    serde_json::from_value(id.clone()).ok()
}
