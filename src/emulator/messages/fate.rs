//! What becomes of messages: drawn from a seed, so that the same messages have the same fates.

use serde::{Deserialize, Serialize};

use super::{Event, Stage};
use crate::signature::v3::payload_hash;

/// How likely each fate is, in percent of the messages that came so far, and the seed that they are drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fates {
    /// What they are drawn from.
    pub seed: u64,
    /// Messages that fail.
    pub failed: u8,
    /// Sent messages that are delivered.
    pub delivered: u8,
    /// Delivered messages that are read.
    pub read: u8,
    /// Read messages with a button whose button is tapped.
    pub clicked: u8,
}

impl Default for Fates {
    fn default() -> Self {
        Self { seed: 0, failed: 3, delivered: 96, read: 70, clicked: 25 }
    }
}

/// Numbers drawn one after another from a text.
struct Draws {
    seed: String,
    drawn: u32,
}

impl Draws {
    fn below(&mut self, limit: u64) -> u64 {
        self.drawn += 1;
        let hash = payload_hash(format!("{}/{}", self.seed, self.drawn).as_bytes());
        u64::from_str_radix(&hash[..15], 16).unwrap_or(0) % limit.max(1)
    }

    fn hits(&mut self, percent: u8) -> bool {
        self.below(100) < u64::from(percent)
    }

    /// A time so many milliseconds later than another, at most.
    fn later(&mut self, from: i64, least: u64, most: u64) -> i64 {
        from.saturating_add(i64::try_from(least + self.below(most - least)).unwrap_or(0))
    }
}

impl Fates {
    /// The life of a message that was accepted at `now`. `what` tells it from others: its number and recipient.
    /// `fails` is a fate that it cannot escape; `buttons` are those that can be tapped, kind and text.
    pub(in crate::emulator) fn of(
        &self,
        what: &str,
        now: i64,
        fails: Option<(&str, &str)>,
        buttons: &[(String, String)],
    ) -> Vec<Event> {
        let mut draws = Draws { seed: format!("{}/{what}", self.seed), drawn: 0 };
        let sent = draws.later(now, 100, 900);
        let failed = draws.hits(self.failed);
        let unreachable = ("131026", "Receiver is incapable of receiving this message(Message Undeliverable.)");
        if let Some((code, description)) = fails.or(failed.then_some(unreachable)) {
            let stage = Stage::Failed { code: code.to_owned(), description: description.to_owned() };
            return vec![Event { at: sent, stage }];
        }
        let mut life = vec![Event { at: sent, stage: Stage::Sent }];
        let delivered = draws.later(sent, 300, 4_000);
        if !draws.hits(self.delivered) {
            return life;
        }
        life.push(Event { at: delivered, stage: Stage::Delivered });
        let read = draws.later(delivered, 2_000, 45 * 60 * 1000);
        if !draws.hits(self.read) {
            return life;
        }
        life.push(Event { at: read, stage: Stage::Read });
        if !buttons.is_empty() && draws.hits(self.clicked) {
            let at = draws.later(read, 1_000, 60_000);
            let choice = usize::try_from(draws.below(buttons.len() as u64)).unwrap_or(0);
            let (kind, text) = buttons[choice].clone();
            life.push(Event { at, stage: Stage::Clicked { kind, text } });
        }
        life
    }
}
