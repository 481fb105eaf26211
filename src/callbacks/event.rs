//! One report of the service.

use std::fmt::Write;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A sent message: sent, delivered, read or failed (ChatAppStatus).
    Status,
    /// A template, a phone number or an account: reviewed, paused, disabled, of another quality (ChatAppAudit).
    Audit,
    /// A message from a person (ChatAppInbound).
    Inbound,
    /// Anything else; kept, because the service adds kinds.
    Other,
}

/// A report with the time it arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When it arrived.
    pub at: Timestamp,
    /// What it is about.
    pub kind: Kind,
    /// What it says, as it was sent, keys without the blanks that the service leaves behind some of them.
    pub report: Value,
}

/// Two reports with the same are the same report, sent twice.
pub(super) type Identity = u128;

impl Event {
    /// A report that arrived at this time.
    pub fn new(at: Timestamp, report: Value) -> Self {
        let report = trimmed(report);
        Self { at, kind: kind(&report), report }
    }

    /// Every report of a request, which holds one or a list of them; `None` when it is no JSON of that shape.
    pub fn all_of(at: Timestamp, body: &[u8]) -> Option<Vec<Self>> {
        match serde_json::from_slice(body).ok()? {
            Value::Array(reports) if reports.iter().all(Value::is_object) => {
                Some(reports.into_iter().map(|report| Self::new(at, report)).collect())
            }
            report @ Value::Object(_) => Some(vec![Self::new(at, report)]),
            _ => None,
        }
    }

    /// A field as text; numbers as their digits.
    pub fn text(&self, field: &str) -> Option<String> {
        match self.report.get(field)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// What tells it from other reports. A message has each state once, and a person's message one id; an audit has
    /// no id, so it is the same as the one before it about the same thing if it says the same: see [`Self::subject`].
    pub(super) fn identity(&self) -> Identity {
        let field = |name: &str| self.text(name).unwrap_or_default();
        match self.kind {
            Kind::Status => digest(&["status", &field("MessageId"), &field("Status")]),
            Kind::Inbound => digest(&["inbound", &field("MessageId")]),
            Kind::Audit | Kind::Other => digest(&["content", &self.report.to_string()]),
        }
    }

    /// What an audit is about: a later one replaces an earlier one. `None` for what has an identity for good.
    pub(super) fn subject(&self) -> Option<Identity> {
        let field = |name: &str| self.text(name).unwrap_or_default();
        (self.kind == Kind::Audit).then(|| {
            digest(&[
                "audit",
                &field("WabaId"),
                &field("Type"),
                &field("TemplateCode"),
                &field("Language"),
                &field("PhoneNumber"),
            ])
        })
    }
}

fn kind(report: &Value) -> Kind {
    let has = |field: &str| report.get(field).is_some();
    if has("AuditStatus") || (has("WabaId") && has("Type") && !has("MessageId")) {
        Kind::Audit
    } else if has("MessageId") && has("Status") {
        Kind::Status
    } else if has("MessageId") && (has("Message") || has("NoticeType")) {
        Kind::Inbound
    } else {
        Kind::Other
    }
}

/// The vendor's own samples have `"Timestamp "` among their keys.
fn trimmed(report: Value) -> Value {
    let Value::Object(fields) = report else { return report };
    Value::Object(fields.into_iter().map(|(key, value)| (key.trim().to_owned(), value)).collect::<Map<_, _>>())
}

fn digest(parts: &[&str]) -> Identity {
    let mut text = String::new();
    for part in parts {
        // The length keeps "ab","c" from being "a","bc".
        let _ = write!(text, "{}:{part}", part.len());
    }
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(16).fold(0, |number, byte| number << 8 | Identity::from(*byte))
}
