//! The life of a server: beginning, messages, end. A panic while one message is handled ends that message alone.

use std::io::{self, BufRead};
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::channel;
use std::thread;

use gen_lsp_types::MessageType;
use lsp_server::{Message, Notification, Request};
use serde_json::Value;

use super::capabilities;
use super::client::Client;
use super::failure::{Answer, Failure};
use super::frames::Frame;
use super::inbox::{self, Batch};
use super::requests;
use super::settings::Settings;
use super::state::State;
use super::workspace::Workspace;
use crate::context::Context;
use crate::rules::Facts;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol has it: the editor said beforehand that it would.
    AfterShutdown,
    /// The editor was gone, or said it without warning.
    WithoutShutdown,
}

/// Serves the editor at the other end of two streams until it is over.
pub fn serve(
    input: impl BufRead + Send + 'static,
    write: &dyn Fn(&[u8]) -> io::Result<()>,
    context: &Context,
) -> Ended {
    let (sender, receiver) = channel();
    thread::spawn(move || inbox::fill(input, &sender));
    let mut server = Server { client: Client::new(write), context, phase: Phase::Fresh, state: State::default() };
    while let Some(batch) = Batch::next(&receiver) {
        if server.handle(batch) || server.client.is_gone() {
            break;
        }
    }
    match server.phase {
        Phase::ShutDown => Ended::AfterShutdown,
        Phase::Fresh | Phase::Running => Ended::WithoutShutdown,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nobody said `initialize`.
    Fresh,
    Running,
    /// Somebody said `shutdown`.
    ShutDown,
}

struct Server<'c> {
    client: Client<'c>,
    context: &'c Context,
    phase: Phase,
    state: State,
}

impl Server<'_> {
    /// Handles messages that came together, and says whether it is over.
    fn handle(&mut self, mut batch: Batch) -> bool {
        for frame in std::mem::take(&mut batch.frames) {
            match frame {
                Frame::Message(Message::Notification(notification)) if notification.method == "exit" => return true,
                Frame::Message(Message::Notification(notification)) => self.notification(notification),
                Frame::Message(Message::Request(request)) => self.request(request, &batch),
                // Answers to what was asked change nothing.
                Frame::Message(Message::Response(_)) => {}
                Frame::Malformed { id: Some(id), why } => self.client.answer(id, Err(Failure::NotNow(why).into())),
                Frame::Malformed { id: None, why } => {
                    self.client.log(MessageType::Warning, &format!("passed over {why}"))
                }
            }
        }
        if self.phase == Phase::Running {
            self.caught(|server| server.state.settle(&server.client));
        }
        false
    }

    fn request(&mut self, request: Request, batch: &Batch) {
        let Request { id, method, params } = request;
        let answer = match self.phase {
            _ if batch.is_cancelled(&id) => Err(Failure::Cancelled),
            Phase::Fresh if method == "initialize" => Ok(self.initialize(&params)),
            Phase::Fresh => Err(Failure::NotInitialized),
            Phase::Running if method == "shutdown" => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            Phase::Running if method != "initialize" => self
                .caught(|server| {
                    server.state.settle(&server.client);
                    requests::answer(&mut server.state, &method, params)
                })
                .unwrap_or(Err(Failure::Bug)),
            Phase::Running | Phase::ShutDown => Err(Failure::NotNow(method)),
        };
        self.client.answer(id, answer.map_err(Into::into));
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if self.phase != Phase::Running {
            return;
        }
        if method == "initialized" && self.state.settings.watches_files {
            self.client.ask("client/registerCapability", capabilities::watched());
        }
        let noted: Option<Answer<()>> = self.caught(|server| requests::note(&mut server.state, &method, params));
        if let Some(Err(failure)) = noted {
            self.client.log(MessageType::Warning, &format!("passed over `{method}`: {failure}"));
        }
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.phase = Phase::Running;
        let settings = Settings::of(params);
        let today = self.context.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let facts = Facts { today: Some(today), ..Facts::default() };
        self.state.workspace = Workspace::new(settings.folders.clone(), facts);
        self.state.settings = settings;
        capabilities::of_server(&self.state.settings)
    }

    /// Does something. After a panic all that is known is made anew from the editor's texts, because it may be wrong.
    fn caught<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let done = panic::catch_unwind(AssertUnwindSafe(|| work(self)));
        if done.is_err() {
            self.client.show(MessageType::Error, "chatform met a bug in itself and goes on; its log says where");
            self.state.workspace.begin_again();
        }
        done.ok()
    }
}
