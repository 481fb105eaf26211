//! The journal of a run: which rows were about to be sent, then what came of them. Rows are numbers: no phone number and
//! no text is ever in it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Span, States, Tally};
use crate::store::{JsonLines, Lock, StoreError};

/// The name of the format in the first line of each journal.
const FORMAT: &str = "chatform-send";
/// The version that this program writes.
const VERSION: u32 = 1;

/// A journal that cannot be written: nothing may be sent without it.
#[derive(Debug, thiserror::Error)]
#[error("journal of the sending cannot be written: {0}")]
pub struct SendJournalError(#[from] pub StoreError);

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Record {
    /// The run began.
    Began {
        /// When (RFC 3339).
        at: String,
        /// What the task ids of its messages begin with.
        campaign: String,
        /// The environment.
        environment: String,
        /// The template's name, without a revision.
        template: String,
        /// The language.
        language: String,
        /// The sender.
        from: String,
        /// How the list is called.
        file: String,
        /// SHA-256 of the list.
        digest: String,
        /// How many recipients there are.
        rows: u32,
    },
    /// It was begun again.
    Resumed {
        /// When.
        at: String,
    },
    /// Rows are about to be sent.
    Intent {
        /// When.
        at: String,
        /// Which.
        rows: Vec<Span>,
    },
    /// The service took a row.
    Sent {
        /// Which.
        row: u32,
        /// Its id at the service.
        message_id: String,
    },
    /// The service took rows together.
    GroupSent {
        /// Which.
        rows: Vec<Span>,
        /// The id of all of them at the service.
        group_message_id: String,
    },
    /// The service refused rows; nothing was sent.
    Failed {
        /// Which.
        rows: Vec<Span>,
        /// Why.
        reason: String,
    },
    /// Nothing was sent of rows that were about to be: they are open again.
    NotSent {
        /// Which.
        rows: Vec<Span>,
    },
    /// The answer was lost.
    Unknown {
        /// Which.
        rows: Vec<Span>,
        /// What happened instead.
        reason: String,
    },
    /// The run came to its end.
    Ended {
        /// When.
        at: String,
        /// How many rows stand where.
        tally: Tally,
    },
}

/// The open journal of one run, held by this process alone.
#[derive(Debug)]
pub struct Journal {
    /// Where it is.
    pub path: PathBuf,
    /// What the task ids of its messages begin with.
    pub campaign: String,
    lines: JsonLines<Record>,
    /// What is known, and not yet on the disk: it would be unknown after a crash, never wrong.
    waiting: Vec<Record>,
    _lock: Lock,
}

impl Journal {
    /// Begins a journal. `began` is its first line.
    pub fn begin(path: &Path, campaign: &str, began: Record) -> Result<Self, SendJournalError> {
        let lock = Lock::acquire(&lock_of(path))?;
        let mut lines = JsonLines::create(path, FORMAT, VERSION)?;
        lines.append(&began)?;
        Ok(Self { path: path.to_owned(), campaign: campaign.to_owned(), lines, waiting: Vec::new(), _lock: lock })
    }

    /// Opens a journal to go on with it, and says where its rows stand.
    pub fn resume(path: &Path, at: String) -> Result<(Self, States), SendJournalError> {
        let lock = Lock::acquire(&lock_of(path))?;
        let (mut lines, records) = JsonLines::<Record>::open(path, FORMAT, VERSION)?;
        lines.append(&Record::Resumed { at })?;
        let (mut states, mut campaign) = (States::new(), String::new());
        for record in &records.records {
            if let Record::Began { campaign: begun, .. } = record {
                campaign.clone_from(begun);
            }
            states.learn(record);
        }
        Ok((Self { path: path.to_owned(), campaign, lines, waiting: Vec::new(), _lock: lock }, states))
    }

    /// The records of a journal; a last line that was cut off by a crash is left out.
    pub fn read(path: &Path) -> Result<Vec<Record>, SendJournalError> {
        Ok(JsonLines::<Record>::read(path, FORMAT, VERSION)?.records)
    }

    /// Notes what came of rows; on the disk with the next intents, or when [`Journal::flush`] is called.
    pub fn note(&mut self, record: Record) {
        self.waiting.push(record);
    }

    /// Notes rows that are about to be sent, and everything that waits: on the disk when this returns.
    pub fn intend(&mut self, at: String, rows: Vec<Span>) -> Result<(), SendJournalError> {
        self.waiting.push(Record::Intent { at, rows });
        self.flush()
    }

    /// Brings everything that waits to the disk, with one fsync.
    pub fn flush(&mut self) -> Result<(), SendJournalError> {
        if !self.waiting.is_empty() {
            self.lines.append_all(&self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Notes the end of the run.
    pub fn end(&mut self, at: String, tally: Tally) -> Result<(), SendJournalError> {
        self.waiting.push(Record::Ended { at, tally });
        self.flush()
    }

    /// How many records wait.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

fn lock_of(path: &Path) -> PathBuf {
    path.with_extension("lock")
}
