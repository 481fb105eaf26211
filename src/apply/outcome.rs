//! How the items of a run ended.

use serde::{Deserialize, Serialize};

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

/// How many items ended how. The sum is the number of items that were to be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
}

impl Tally {
    /// Counts one more.
    pub fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Done { .. } => self.done += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Stale { .. } => self.stale += 1,
            Outcome::Failed { .. } => self.failed += 1,
            Outcome::Unknown { .. } => self.unknown += 1,
            Outcome::NotStarted => self.not_started += 1,
        }
    }

    /// Whether every item is as the plan wants it.
    pub fn is_complete(&self) -> bool {
        self.stale + self.failed + self.unknown + self.not_started == 0
    }
}
