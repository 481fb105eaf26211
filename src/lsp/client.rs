//! The editor at the other end: what is sent to it.

use std::cell::Cell;
use std::io;

use gen_lsp_types::MessageType;
use lsp_server::{Message, Notification, Request, RequestId, Response, ResponseError};
use serde::Serialize;
use serde_json::{Value, json};

/// Sends messages. An editor that is gone is remembered, not an error.
pub(super) struct Client<'w> {
    write: &'w dyn Fn(&[u8]) -> io::Result<()>,
    is_gone: Cell<bool>,
    requests: Cell<i32>,
}

impl<'w> Client<'w> {
    pub(super) fn new(write: &'w dyn Fn(&[u8]) -> io::Result<()>) -> Self {
        Self { write, is_gone: Cell::new(false), requests: Cell::new(0) }
    }

    /// Whether nobody listens any more.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone.get()
    }

    /// Answers a request.
    pub(super) fn answer(&self, id: RequestId, result: Result<Value, ResponseError>) {
        self.send(Response { id, response_result: result }.into());
    }

    /// Says something that wants no answer.
    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Asks for something whose answer changes nothing.
    pub(super) fn ask(&self, method: &str, params: impl Serialize) {
        let number = self.requests.get();
        self.requests.set(number.wrapping_add(1));
        let id = RequestId::from(format!("chatform-{number}"));
        self.send(Request::new(id, method.to_owned(), params).into());
    }

    /// Writes to the log that the editor keeps.
    pub(super) fn log(&self, kind: MessageType, message: &str) {
        self.notify("window/logMessage", json!({ "type": kind, "message": message }));
    }

    /// Shows a message to the person at the editor.
    pub(super) fn show(&self, kind: MessageType, message: &str) {
        self.notify("window/showMessage", json!({ "type": kind, "message": message }));
    }

    fn send(&self, message: Message) {
        let mut bytes = Vec::new();
        let written = message.write(&mut bytes).and_then(|()| (self.write)(&bytes));
        if written.is_err() {
            self.is_gone.set(true);
        }
    }
}
