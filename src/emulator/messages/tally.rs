//! What the statistics count, by half hours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Message, Stage};

/// The finest period that is asked for (Granularity HALF_HOUR), in milliseconds.
const HALF_HOUR: i64 = 30 * 60 * 1000;

/// What one count is about: messages accepted in one half hour.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::emulator) struct Bucket {
    /// The space.
    pub space: String,
    /// When the half hour begins, in milliseconds since 1970.
    pub start: i64,
    /// The sender.
    pub from: String,
    /// The template's code; empty for free messages.
    pub code: String,
    /// The template's language.
    pub language: String,
    /// Whether the template is a MARKETING one.
    pub marketing: bool,
}

impl Bucket {
    /// The bucket that a message counts in.
    pub fn of(message: &Message) -> Self {
        let template = message.template.as_ref();
        Self {
            space: message.space.clone(),
            start: message.accepted.div_euclid(HALF_HOUR) * HALF_HOUR,
            from: message.from.clone(),
            code: template.map(|template| template.code.clone()).unwrap_or_default(),
            language: template.map(|template| template.language.clone()).unwrap_or_default(),
            marketing: template.is_some_and(|template| template.category == "MARKETING"),
        }
    }
}

/// What has been counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::emulator) struct Counts {
    /// Sent messages.
    pub sent: u64,
    /// Delivered ones.
    pub delivered: u64,
    /// Read ones.
    pub read: u64,
    /// Taps, by kind and text of the button.
    pub clicks: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Counts {
    /// Counts one step of one message.
    pub fn count(&mut self, stage: &Stage) {
        match stage {
            Stage::Sent => self.sent += 1,
            Stage::Delivered => self.delivered += 1,
            Stage::Read => self.read += 1,
            Stage::Failed { .. } => {}
            Stage::Clicked { kind, text } => {
                *self.clicks.entry(kind.clone()).or_default().entry(text.clone()).or_default() += 1;
            }
        }
    }

    /// Takes in what another has counted.
    pub fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.delivered += other.delivered;
        self.read += other.read;
        for (kind, texts) in &other.clicks {
            for (text, count) in texts {
                *self.clicks.entry(kind.clone()).or_default().entry(text.clone()).or_default() += count;
            }
        }
    }
}
