//! One run of a plan.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use futures_util::stream;

use super::write::{self, Job};
use super::{Interrupt, Journal, JournalError, Outcome, Tally, settle};
use crate::plan::{Item, Operation, Plan};
use crate::remote::{RemoteError, Row, RowIndex, Space};

/// How a run goes about its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunOptions {
    /// How many items are under way at a time; the rate of each action is kept by the client, apart from this.
    pub jobs: NonZeroUsize,
    /// After so many items that failed or are unknown, nothing new is begun.
    pub max_failures: Option<NonZeroUsize>,
}

impl RunOptions {
    /// Enough to keep 50 writes a second going while each answer takes up to 300 ms.
    pub const JOBS: NonZeroUsize = NonZeroUsize::new(16).expect("16 is not 0");
}

impl Default for RunOptions {
    fn default() -> Self {
        Self { jobs: Self::JOBS, max_failures: None }
    }
}

/// What a run is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The service's list is read, to see whether anything moved since the plan was made.
    Sweeping,
    /// An item begins.
    Begun {
        /// Its index in the plan.
        item: usize,
        /// `name/language`.
        key: String,
        /// What is about to happen.
        operation: Operation,
    },
    /// An item ended.
    Ended {
        /// Its index in the plan.
        item: usize,
        /// `name/language`.
        key: String,
        /// What was about to happen.
        operation: Operation,
        /// How it ended.
        outcome: Outcome,
    },
    /// The list at the end of the run said more about an item than was known when it ended.
    Settled {
        /// Its index in the plan.
        item: usize,
        /// `name/language`.
        key: String,
        /// What was about to happen.
        operation: Operation,
        /// How it ended after all.
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
    /// Why the journal does not hold all of this, where it does not.
    pub unnoted: Option<JournalError>,
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
    /// How.
    pub options: RunOptions,
}

/// What the items of a run know of each other.
#[derive(Default)]
struct Course {
    failures: AtomicUsize,
    /// Why the journal took something no more: what cannot be noted must not be sent.
    unnoted: OnceLock<JournalError>,
}

impl Course {
    fn noted(&self, written: Result<(), JournalError>) {
        if let Err(error) = written {
            // The first reason is the one to tell.
            let _ = self.unnoted.set(error);
        }
    }
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
        let items: Vec<(usize, &Item)> =
            self.plan.items.iter().enumerate().filter(|(_, item)| item.operation.writes()).collect();
        (self.observer)(&Event::Sweeping);
        let before = self.space.list().await?;
        let before = RowIndex::of(&before);
        let course = Course::default();
        let mut ended: Vec<(usize, Outcome)> = stream::iter(&items)
            .map(async |(index, item)| (*index, self.item(*index, row_of(item, &before), &course).await))
            .buffer_unordered(self.options.jobs.get())
            .collect()
            .await;
        ended.sort_by_key(|(index, _)| *index);
        (self.observer)(&Event::Sweeping);
        let rows = self.space.list().await.ok();
        let outcomes = self.settled(ended, rows.as_deref(), &course).await;
        let tally = Tally::of(self.plan, outcomes.iter().map(|(.., outcome)| outcome));
        course.noted(self.journal.end(tally).await);
        Ok(Report { outcomes, tally, rows, unnoted: course.unnoted.into_inner() })
    }

    async fn item(&self, index: usize, row: Option<&Row>, course: &Course) -> Outcome {
        if self.is_over(course) {
            return Outcome::NotStarted;
        }
        let item = &self.plan.items[index];
        let (key, operation) = (item.key(), item.operation);
        (self.observer)(&Event::Begun { item: index, key: key.clone(), operation });
        let job = Job { space: self.space, journal: self.journal, plan: self.plan, index, row };
        let outcome = write::write(job).await;
        course.noted(self.journal.outcome(index, &key, &outcome).await);
        if matches!(outcome, Outcome::Failed { .. } | Outcome::Unknown { .. }) {
            course.failures.fetch_add(1, Ordering::Relaxed);
        }
        (self.observer)(&Event::Ended { item: index, key, operation, outcome: outcome.clone() });
        outcome
    }

    /// Whether nothing new is begun.
    fn is_over(&self, course: &Course) -> bool {
        let failures = course.failures.load(Ordering::Relaxed);
        self.interrupt.asked()
            || course.unnoted.get().is_some()
            || self.options.max_failures.is_some_and(|most| failures >= most.get())
    }

    /// How the items ended once the list was read again; what that changed is noted too.
    async fn settled(
        &self,
        ended: Vec<(usize, Outcome)>,
        rows: Option<&[Row]>,
        course: &Course,
    ) -> Vec<(String, Operation, Outcome)> {
        let mut outcomes = Vec::with_capacity(ended.len());
        for (index, before) in ended {
            let item = &self.plan.items[index];
            let outcome = settle::against_list(item, before.clone(), rows);
            if outcome != before {
                let (key, operation) = (item.key(), item.operation);
                course.noted(self.journal.outcome(index, &key, &outcome).await);
                (self.observer)(&Event::Settled { item: index, key, operation, outcome: outcome.clone() });
            }
            outcomes.push((item.key(), item.operation, outcome));
        }
        outcomes
    }
}

/// The row that an item is about: by its code where the plan knew one, by name and messenger where it is new.
fn row_of<'r>(item: &Item, rows: &RowIndex<'r>) -> Option<&'r Row> {
    match (&item.template_code, &item.desired) {
        (Some(code), _) => rows.find_code(&item.name, &item.language, code),
        (None, desired) => rows.find(desired.as_ref()?),
    }
}
