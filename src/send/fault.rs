//! What is wrong with a message before it is sent.

use crate::finding::Level;

/// What a fault is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The message as a whole: something is missing.
    Whole,
    /// The recipient.
    Recipient,
    /// The value of a variable.
    Value(String),
    /// A payload, counted from 0.
    Payload(usize),
    /// The products.
    Products,
    /// What is handed to the flow.
    Flow,
}

/// A fault: whoever knows where the subject was written turns it into a finding there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How it is called: `send/value-missing`.
    pub rule: &'static str,
    /// How bad it is; nothing is sent with an error.
    pub level: Level,
    /// What it is about.
    pub subject: Subject,
    /// Fact and limit.
    pub message: String,
    /// A few words at the place; may be empty.
    pub label: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    /// A fault that keeps the message from being sent.
    pub fn error(rule: &'static str, subject: Subject, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { rule, level: Level::Error, subject, message, label: String::new(), help }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { level: Level::Warning, ..self }
    }

    /// The same with a few words at its place.
    #[must_use]
    pub fn label(self, label: impl Into<String>) -> Self {
        Self { label: label.into(), ..self }
    }
}
