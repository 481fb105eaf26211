//! One run of a plan.

use futures_util::StreamExt;
use futures_util::stream;

use super::{Interrupt, Journal, JournalError, Outcome, Tally, settle, write};
use crate::plan::{Item, Operation, Plan};
use crate::remote::{RemoteError, Row, RowIndex, Space};

/// How many items are under way at a time; the rate of each action is kept by the client, apart from this.
const JOBS: usize = 8;

/// What a run is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The service's list is read, to see whether anything moved since the plan was made.
    Sweeping,
    /// An item begins.
    Begun {
        /// `name/language`.
        key: String,
        /// What is about to happen.
        operation: Operation,
    },
    /// An item ended.
    Ended {
        /// `name/language`.
        key: String,
        /// What was about to happen.
        operation: Operation,
        /// How it ended.
        outcome: Outcome,
    },
}

/// What came of a run.
#[derive(Debug)]
pub struct Report {
    /// Items in plan order, with how they ended.
    pub outcomes: Vec<(String, Operation, Outcome)>,
    /// How many ended how.
    pub tally: Tally,
    /// The service's list after the last write; `None` when it could not be read.
    pub rows: Option<Vec<Row>>,
}

/// One run of a plan against a space.
pub struct Run<'a> {
    /// What is carried out.
    pub plan: &'a Plan,
    /// Where.
    pub space: &'a Space,
    /// Where it is noted.
    pub journal: &'a Journal,
    /// Who is told.
    pub observer: &'a (dyn Fn(&Event) + Sync),
    /// Who may ask it to stop.
    pub interrupt: &'a Interrupt,
}

/// Why a run ended before its first write.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The service could not be read.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// Nothing is sent that is not noted first.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl Run<'_> {
    /// Carries the plan out: a fresh list, the writes, and the list again.
    ///
    /// Fails only before the first write; afterwards every trouble is an outcome.
    pub async fn carry_out(&self) -> Result<Report, RunError> {
        let items: Vec<&Item> = self.plan.items.iter().filter(|item| item.operation.writes()).collect();
        (self.observer)(&Event::Sweeping);
        let before = self.space.list().await?;
        let before = RowIndex::of(&before);
        let mut ended: Vec<(usize, Outcome)> = stream::iter(items.iter().enumerate())
            .map(async |(index, item)| (index, self.item(item, row_of(item, &before)).await))
            .buffer_unordered(JOBS)
            .collect()
            .await;
        ended.sort_by_key(|(index, _)| *index);
        (self.observer)(&Event::Sweeping);
        let rows = self.space.list().await.ok();
        let report = report(&items, ended, rows);
        // The writes are over: a journal that cannot take its last line changes nothing about them.
        let _ = self.journal.end(report.tally);
        Ok(report)
    }

    async fn item(&self, item: &Item, row: Option<&Row>) -> Outcome {
        if self.interrupt.asked() {
            return Outcome::NotStarted;
        }
        let key = item.key();
        (self.observer)(&Event::Begun { key: key.clone(), operation: item.operation });
        let outcome = write::write(self.space, self.journal, item, row).await;
        let outcome = match self.journal.outcome(&key, &outcome) {
            Ok(()) => outcome,
            Err(error) => Outcome::Unknown { reason: format!("{error}; it had ended as {}", outcome.as_str()) },
        };
        (self.observer)(&Event::Ended { key, operation: item.operation, outcome: outcome.clone() });
        outcome
    }
}

/// The row that an item is about: by its code where the plan knew one, by name and messenger where it is new.
fn row_of<'r>(item: &Item, rows: &RowIndex<'r>) -> Option<&'r Row> {
    match (&item.template_code, &item.desired) {
        (Some(code), _) => rows.find_code(&item.name, &item.language, code),
        (None, desired) => rows.find(desired.as_ref()?),
    }
}

fn report(items: &[&Item], ended: Vec<(usize, Outcome)>, rows: Option<Vec<Row>>) -> Report {
    let mut tally = Tally::default();
    let outcomes: Vec<_> = items
        .iter()
        .zip(ended)
        .map(|(item, (_, outcome))| {
            let outcome = settle::against_list(item, outcome, rows.as_deref());
            tally.add(&outcome);
            (item.key(), item.operation, outcome)
        })
        .collect();
    Report { outcomes, tally, rows }
}
