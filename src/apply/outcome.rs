//! How the items of a run ended.

use serde::{Deserialize, Serialize};

use crate::plan::Plan;

/// How one item ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum Outcome {
    /// Written, and confirmed by the service.
    Done {
        /// The code at the service.
        template_code: String,
    },
    /// It was there already, as the plan wants it.
    Unchanged,
    /// It is no longer what the plan was made for: skipped, nothing written.
    Stale {
        /// What moved.
        reason: String,
    },
    /// Refused or not carried out; nothing was written, or what was written is not what was asked.
    Failed {
        /// Why.
        reason: String,
        /// What to do.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        help: Option<String>,
    },
    /// Whether it was written could not be found out.
    Unknown {
        /// Why.
        reason: String,
    },
    /// The run ended before its turn.
    NotStarted,
}

impl Outcome {
    /// The word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Done { .. } => "done",
            Self::Unchanged => "there already",
            Self::Stale { .. } => "stale",
            Self::Failed { .. } => "failed",
            Self::Unknown { .. } => "unknown",
            Self::NotStarted => "not started",
        }
    }

    /// Whether the service now holds what the plan wants.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Done { .. } | Self::Unchanged)
    }
}

/// The review's verdict on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// `name/language`.
    pub key: String,
    /// The status.
    pub status: crate::remote::AuditStatus,
    /// Why it was rejected; empty when it was not.
    pub reason: String,
    /// The code at the service.
    pub template_code: String,
}

/// How many items ended how. Without `blocked`, the sum is the number of items that were to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Written and confirmed.
    pub done: usize,
    /// There already.
    pub unchanged: usize,
    /// Skipped because they moved.
    pub stale: usize,
    /// Refused.
    pub failed: usize,
    /// Not known.
    pub unknown: usize,
    /// Never begun.
    pub not_started: usize,
    /// Different from what the files say, and not to be changed: the plan says why.
    pub blocked: usize,
}

impl Tally {
    /// Counts how the items of a plan ended; those of which nothing is known were not begun.
    pub fn of<'a>(plan: &Plan, outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let mut tally = Self { blocked: plan.counts().blocked, ..Self::default() };
        let mut counted = 0;
        for outcome in outcomes {
            tally.add(outcome);
            counted += 1;
        }
        let writes = plan.items.iter().filter(|item| item.operation.writes()).count();
        tally.not_started += writes.saturating_sub(counted);
        tally
    }

    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Done { .. } => self.done += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Stale { .. } => self.stale += 1,
            Outcome::Failed { .. } => self.failed += 1,
            Outcome::Unknown { .. } => self.unknown += 1,
            Outcome::NotStarted => self.not_started += 1,
        }
    }

    /// Whether every item that was to be written is as the plan wants it.
    pub fn is_settled(&self) -> bool {
        self.stale + self.failed + self.unknown + self.not_started == 0
    }

    /// The counts in words, those that are not 0: "38 done, 1 failed, 1 blocked".
    pub fn in_words(&self) -> String {
        let parts = [
            (self.done, "done"),
            (self.unchanged, "there already"),
            (self.stale, "stale"),
            (self.failed, "failed"),
            (self.unknown, "unknown"),
            (self.not_started, "not started"),
            (self.blocked, "blocked"),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if said.is_empty() { "nothing".to_owned() } else { said.join(", ") }
    }
}
