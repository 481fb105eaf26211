//! What was last said of each message and of each template.

use std::collections::HashMap;
use std::path::Path;

use jiff::Timestamp;

use super::event::{Event, Kind};
use super::folder::Folder;
use crate::store::StoreError;

/// How far a message got.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageLife {
    /// The furthest state: `Sent`, `Delivered`, `Read` or `Failed`, as the service spells it.
    pub state: String,
    /// The code of a failure, where one was named.
    pub error_code: Option<String>,
    /// What the service says of a failure.
    pub error: Option<String>,
}

/// What was last said of one language of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// `pass`, `fail`, `auditing`, `unaudit`, `disabled`, `paused`, or what the service adds.
    pub status: String,
    /// Why, where the service says so.
    pub reason: Option<String>,
    /// When the report arrived.
    pub at: Timestamp,
}

/// The latest of everything in a folder.
#[derive(Clone, Debug, Default)]
pub struct Latest {
    messages: HashMap<String, MessageLife>,
    audits: HashMap<(String, String), Audit>,
}

impl Latest {
    /// Reads a folder; one that is not there holds nothing.
    pub fn read(folder: &Path) -> Result<Self, StoreError> {
        let mut latest = Self::default();
        Folder::each(folder, |event| latest.take(&event))?;
        Ok(latest)
    }

    /// How far a message got, by its MessageId.
    pub fn message(&self, id: &str) -> Option<&MessageLife> {
        self.messages.get(id)
    }

    /// What was last said of a language of a template, by TemplateCode and language.
    pub fn audit(&self, code: &str, language: &str) -> Option<&Audit> {
        self.audits.get(&(code.to_owned(), language.to_owned()))
    }

    fn take(&mut self, event: &Event) {
        let said = |field: &str| event.text(field).filter(|text| !text.is_empty());
        match event.kind {
            Kind::Status => {
                let (Some(id), Some(state)) = (said("MessageId"), said("Status")) else { return };
                let life = self.messages.entry(id).or_default();
                // Reports overtake each other: a message that was read is not back at sent.
                if rank(&state) >= rank(&life.state) {
                    *life = MessageLife { state, error_code: said("ErrorCode"), error: said("ErrorDescription") };
                }
            }
            Kind::Audit => {
                let (Some(code), Some(status)) = (said("TemplateCode"), said("AuditStatus")) else { return };
                let audit = Audit { status, reason: said("Reason"), at: event.at };
                self.audits.insert((code, said("Language").unwrap_or_default()), audit);
            }
            Kind::Inbound | Kind::Other => {}
        }
    }
}

fn rank(state: &str) -> u8 {
    match state {
        "" => 0,
        "Sent" => 1,
        "Delivered" => 2,
        "Read" => 3,
        _ => 4,
    }
}
