//! Asking a run to come to its end.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Asks a run to begin nothing new, to finish what is under way, and to wait for nothing.
#[derive(Default)]
pub struct Interrupt {
    asked: AtomicBool,
    wake: Notify,
}

impl Interrupt {
    /// Asks.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::SeqCst);
        self.wake.notify_waiters();
    }

    /// Whether somebody asked.
    pub fn asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// Ends once somebody has asked.
    pub(super) async fn come(&self) {
        // Made before the look, so that whoever asks in between is heard.
        let woken = self.wake.notified();
        if !self.asked() {
            woken.await;
        }
    }
}
