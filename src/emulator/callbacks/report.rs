//! Reports that wait to be posted, in the form of the HTTP callbacks ChatAppStatus, ChatAppAudit and ChatAppInbound.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use crate::emulator::documented::WABA;
use crate::emulator::messages::{Event, Message, Stage};
use crate::emulator::state::StoredTemplate;

/// So many reports wait at most; beyond that the oldest are dropped.
const WAITING: usize = 100_000;
/// So many go into one request.
const BATCH: usize = 100;

/// What a report is about; each kind goes in requests of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Status,
    Audit,
    Inbound,
}

/// Reports that wait.
pub(in crate::emulator) struct Callbacks {
    /// Whether anybody wants them.
    wanted: bool,
    waiting: VecDeque<(Kind, Value)>,
}

impl Callbacks {
    pub fn new(wanted: bool) -> Self {
        Self { wanted, waiting: VecDeque::new() }
    }

    /// Takes in what has happened.
    pub fn report(&mut self, audited: VecDeque<StoredTemplate>, happened: Vec<(Arc<Message>, Event)>) {
        for template in audited {
            self.push(Kind::Audit, audit(&template));
        }
        for (message, event) in happened {
            match &event.stage {
                Stage::Clicked { kind, text } if kind == "quick_reply_button" => {
                    self.push(Kind::Inbound, tapped(&message, &event, text));
                }
                Stage::Clicked { .. } => {}
                stage => self.push(Kind::Status, status(&message, &event, stage)),
            }
        }
    }

    /// Takes in a message from a person.
    pub fn inbound(&mut self, report: Value) {
        self.push(Kind::Inbound, report);
    }

    /// Drops what waits.
    pub fn clear(&mut self) {
        self.waiting.clear();
    }

    /// Whether any wait.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next reports of one kind, as the body of one request.
    pub fn take(&mut self) -> Option<Value> {
        let kind = self.waiting.front()?.0;
        let mut batch = Vec::new();
        while batch.len() < BATCH && self.waiting.front().is_some_and(|(next, _)| *next == kind) {
            batch.extend(self.waiting.pop_front().map(|(_, report)| report));
        }
        Some(Value::Array(batch))
    }

    fn push(&mut self, kind: Kind, report: Value) {
        if self.wanted {
            self.waiting.push_back((kind, report));
            if self.waiting.len() > WAITING {
                self.waiting.pop_front();
            }
        }
    }
}

fn audit(template: &StoredTemplate) -> Value {
    json!({
        "WabaId": WABA,
        "TemplateCode": template.template_code,
        "Language": template.language,
        "AuditStatus": template.audit_status,
        "Reason": template.reason,
    })
}

fn status(message: &Message, event: &Event, stage: &Stage) -> Value {
    let (name, description) = match stage {
        Stage::Sent => ("Sent", "The message was sent."),
        Stage::Delivered => ("Delivered", "The message was delivered to the receiver."),
        Stage::Read => ("Read", "The message was read by the receiver."),
        _ => ("Failed", "The message failed to be sent."),
    };
    let frame = if message.template.is_some() { "template" } else { "message" };
    let mut report = Map::from_iter(
        [
            ("MessageId", json!(message.id)),
            ("From", json!(message.from)),
            ("To", json!(message.to)),
            ("Timestamp", json!(event.at)),
            ("Status", json!(name)),
            ("StatusDescription", json!(description)),
            ("MsgFrameType", json!(frame)),
            ("Type", json!(message.message_type.as_deref().unwrap_or(frame).to_uppercase())),
            ("TaskId", json!(message.task)),
            ("OriginPhoneNumber", json!(message.from)),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    if let Some(template) = &message.template {
        report.insert("TemplateCode".to_owned(), json!(template.code));
        report.insert("TemplateName".to_owned(), json!(template.name));
        report.insert("Language".to_owned(), json!(template.language));
    }
    if let Stage::Failed { code, description } = stage {
        report.insert("ErrorCode".to_owned(), json!(code));
        report.insert("ErrorDescription".to_owned(), json!(format!("{code}:{description}")));
    }
    Value::Object(report)
}

/// A tapped button comes back as a message from the recipient.
fn tapped(message: &Message, event: &Event, text: &str) -> Value {
    json!({
        "MessageId": format!("{}-tapped", message.id),
        "CustSpaceId": message.space,
        "NoticeType": "inbound",
        "From": message.to,
        "To": message.from,
        "DisplayName": "Emulated person",
        "Name": "Emulated person",
        "Type": "BUTTON",
        "Message": json!({ "text": text, "payload": text }).to_string(),
        "ContextMessageId": message.id,
        "Timestamp": event.at,
        "WabaId": WABA,
    })
}
