//! A sent message and its life.

use serde::{Deserialize, Serialize};

/// A message as the emulator keeps it. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id: 24 hexadecimal digits.
    pub id: String,
    /// The id of the request's other messages, where it was a mass message.
    pub group: Option<String>,
    /// The space (CustSpaceId); empty for the default one.
    pub space: String,
    /// The channel, in lower case.
    pub channel: String,
    /// The sender.
    pub from: String,
    /// The recipient.
    pub to: String,
    /// The template, unless it is a free message.
    pub template: Option<SentTemplate>,
    /// The type of a free message.
    pub message_type: Option<String>,
    /// TaskId as it was sent; the message's id where it was not.
    pub task: String,
    /// Whether the statistics of its space were enabled when it was accepted.
    pub counted: bool,
    /// When it was accepted.
    pub accepted: i64,
    /// What becomes of it, in the order of time; what lies ahead has not happened yet.
    pub life: Vec<Event>,
}

/// Which template a message was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTemplate {
    /// TemplateCode.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its category at that time.
    pub category: String,
}

/// One step in the life of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: i64,
    /// What.
    pub stage: Stage,
}

/// What can become of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It left the service.
    Sent,
    /// It reached the recipient's device.
    Delivered,
    /// The recipient saw it.
    Read,
    /// It did not arrive.
    Failed {
        /// Meta's code.
        code: String,
        /// What it means.
        description: String,
    },
    /// The recipient tapped a button.
    Clicked {
        /// The kind as the metrics name it.
        kind: String,
        /// The button's text.
        text: String,
    },
}

impl Message {
    /// How far it has come at `now`: the last step that has happened.
    pub fn stage(&self, now: i64) -> Option<&Stage> {
        self.life.iter().rev().find(|event| event.at <= now).map(|event| &event.stage)
    }
}
