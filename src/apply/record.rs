//! The lines of a journal.

use serde::{Deserialize, Serialize};

use super::{Outcome, Tally};
use crate::plan::{Operation, Plan};

/// One line of a journal. Items are named by their index in the plan: two messengers may share a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Record {
    /// The run began.
    Began(Box<Began>),
    /// A write is about to be sent.
    Intent {
        /// When.
        at: String,
        /// The item's index in the plan.
        item: usize,
        /// `name/language`.
        key: String,
        /// What is about to happen.
        operation: Operation,
        /// The digest that the service shall hold afterwards; absent when nothing shall be there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// What came of an item.
    Outcome {
        /// When.
        at: String,
        /// The item's index in the plan.
        item: usize,
        /// `name/language`.
        key: String,
        /// How it ended.
        outcome: Outcome,
    },
    /// The run ended.
    Ended {
        /// When.
        at: String,
        /// How many items ended how.
        tally: Tally,
    },
}

/// The first record: with it a journal needs nothing else to be understood, or to be finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Began {
    /// When (RFC 3339).
    pub at: String,
    /// The digest of the plan.
    pub digest: String,
    /// The plan that is carried out.
    pub plan: Plan,
    /// The run that this one finishes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<String>,
}
