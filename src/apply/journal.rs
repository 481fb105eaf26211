//! The journal of a run: what was about to be done, then what came of it. Never a secret, never a text.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Outcome, Tally};
use crate::context::Context;
use crate::plan::{Item, Operation, Plan, Target};
use crate::store::{JsonLines, StoreError, create_folder};

/// The name of the format in the first line of each journal.
const FORMAT: &str = "chatform-run";
/// The version that this program writes.
const VERSION: u32 = 1;

/// A journal that cannot be written: nothing may be sent without it.
#[derive(Debug, thiserror::Error)]
#[error("journal cannot be written: {0}")]
pub struct JournalError(#[from] StoreError);

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Record {
    /// The run began.
    Began {
        /// When (RFC 3339).
        at: String,
        /// The digest of the plan.
        plan: String,
        /// What the plan is for.
        target: Target,
    },
    /// A write is about to be sent.
    Intent {
        /// When.
        at: String,
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

/// The open journal of one run. Each line is on the disk before the call returns.
pub struct Journal {
    /// The run's id, also the file's name.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    lines: Mutex<JsonLines<Record>>,
    context: Context,
}

impl Journal {
    /// Begins the journal of a run of `plan` in `folder`.
    pub fn begin(folder: &Path, plan: &Plan, context: &Context) -> Result<Self, JournalError> {
        create_folder(folder)?;
        let moment = context.clock.now().strftime("%Y%m%dT%H%M%SZ").to_string();
        let random = context.random.hex_id();
        let id = format!("{moment}-{}", &random[..6]);
        let path = folder.join(format!("{id}.jsonl"));
        let lines = Mutex::new(JsonLines::create(&path, FORMAT, VERSION)?);
        let journal = Self { id, path, lines, context: context.clone() };
        let target = plan.target.clone();
        journal.append(Record::Began { at: journal.now(), plan: plan.digest(), target })?;
        Ok(journal)
    }

    /// Notes that a write is about to be sent.
    pub fn intent(&self, item: &Item) -> Result<(), JournalError> {
        let to = item.to_digest.clone();
        self.append(Record::Intent { at: self.now(), key: item.key(), operation: item.operation, to })
    }

    /// Notes what came of an item.
    pub fn outcome(&self, key: &str, outcome: &Outcome) -> Result<(), JournalError> {
        self.append(Record::Outcome { at: self.now(), key: key.to_owned(), outcome: outcome.clone() })
    }

    /// Notes the end of the run.
    pub fn end(&self, tally: Tally) -> Result<(), JournalError> {
        self.append(Record::Ended { at: self.now(), tally })
    }

    /// Reads the records of a journal; a last line that was cut off by a crash is left out.
    pub fn read(path: &Path) -> Result<Vec<Record>, JournalError> {
        Ok(JsonLines::<Record>::read(path, FORMAT, VERSION)?.records)
    }

    fn append(&self, record: Record) -> Result<(), JournalError> {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(lines.append(&record)?)
    }

    fn now(&self) -> String {
        self.context.clock.now().to_string()
    }
}
