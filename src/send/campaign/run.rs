//! Writing to many people: intents first, then the requests, as fast as the service allows.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::FuturesUnordered;

use super::{Journal, Record, RowState, SendJournalError, Span, States};
use crate::api::{ApiError, Client};
use crate::context::Context;
use crate::model::limits;
use crate::send::letter::Letter;
use crate::send::people::{Columns, People, PeopleError, Row, Rows};
use crate::send::terms::Terms;

/// Rows that share one fsync of their intents. After a crash they may be unknown although they were not sent.
const BATCH: usize = 16;
/// Outcomes that wait for the disk at most.
const MOST_WAITING: usize = 32;

/// So many lost answers one after the other, and nothing more is sent: the service is gone.
const MOST_LOST: usize = 20;

/// How messages are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// With one request for a thousand recipients.
    pub mass: bool,
    /// Requests under way at a time.
    pub jobs: usize,
    /// Send rows again whose answer was lost.
    pub resend_unknown: bool,
}

impl Manner {
    /// Whether a row is still to be sent.
    pub fn is_due(self, state: &RowState) -> bool {
        match state {
            RowState::Open | RowState::Failed(_) => true,
            RowState::Unknown => self.resend_unknown,
            RowState::Sent(_) | RowState::SentInGroup(_) => false,
        }
    }
}

/// A run under way.
pub struct Run<'a> {
    /// Speaks to the service.
    pub client: &'a Client,
    /// What all messages have in common.
    pub terms: &'a Terms,
    /// The list.
    pub people: &'a People,
    /// Its columns.
    pub columns: &'a Columns,
    /// How messages are sent.
    pub manner: Manner,
    /// The world.
    pub context: &'a Context,
    /// Set when nothing new is to be begun.
    pub stop: &'a AtomicBool,
    /// Told after each answer for how many rows it is.
    pub observer: &'a dyn Fn(u32),
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum RunFault {
    /// The list cannot be read any more.
    #[error(transparent)]
    People(#[from] PeopleError),
    /// The journal cannot be written.
    #[error(transparent)]
    Journal(#[from] SendJournalError),
    /// The service takes nothing from us: every further row would fail alike.
    #[error("{0}")]
    Service(ApiError),
}

/// What came of one request.
struct Answer {
    rows: Vec<u32>,
    result: Result<String, ApiError>,
}

type Flying<'r> = FuturesUnordered<LocalBoxFuture<'r, Answer>>;

impl Run<'_> {
    /// Sends to everybody who is still to be written to. What was done until an early end is in the journal and in
    /// `states`.
    pub async fn carry_out(&self, journal: &mut Journal, states: &mut States) -> Result<(), RunFault> {
        self.people.unchanged()?;
        let ended = self.send_all(journal, states).await;
        journal.flush()?;
        ended
    }

    async fn send_all(&self, journal: &mut Journal, states: &mut States) -> Result<(), RunFault> {
        let (mut rows, mut flying) = (Some(self.people.rows()?), Flying::new());
        let (mut trouble, mut lost) = (None, 0);
        let (batch, jobs) =
            if self.manner.mass { (limits::MASS_RECIPIENTS, 4) } else { (BATCH, self.manner.jobs.max(1)) };
        let room = if self.manner.mass { 1 } else { batch.min(jobs) };
        loop {
            let is_over = trouble.is_some() || self.stop.load(Ordering::Relaxed);
            if let Some(reader) = rows.as_mut().filter(|_| !is_over && flying.len() + room <= jobs) {
                let next = self.next(reader, states, if self.manner.mass { batch } else { room })?;
                if next.is_empty() {
                    rows = None;
                } else {
                    self.begin(next, journal, states, &mut flying)?;
                    continue;
                }
            }
            let Some(answer) = flying.next().await else { break };
            let count = u32::try_from(answer.rows.len()).unwrap_or(u32::MAX);
            lost = if matches!(answer.result, Err(ApiError::AnswerLost { .. })) { lost + 1 } else { 0 };
            if let Some(error) = self.take(answer, journal, states, lost >= MOST_LOST) {
                trouble.get_or_insert(error);
            }
            (self.observer)(count);
            if journal.waiting() >= MOST_WAITING {
                journal.flush()?;
            }
        }
        trouble.map_or(Ok(()), |error| Err(RunFault::Service(error)))
    }

    /// The next rows that are to be sent.
    fn next(&self, rows: &mut Rows, states: &States, count: usize) -> Result<Vec<Row>, PeopleError> {
        let mut found = Vec::new();
        while found.len() < count {
            let Some(row) = rows.read()? else { break };
            if self.manner.is_due(states.of(row.number)) {
                found.push(row);
            }
        }
        Ok(found)
    }

    /// Notes the intents, and only then sends.
    fn begin<'r>(
        &'r self,
        rows: Vec<Row>,
        journal: &mut Journal,
        states: &mut States,
        flying: &mut Flying<'r>,
    ) -> Result<(), SendJournalError> {
        let spans = Span::of(rows.iter().map(|row| row.number));
        let intent = Record::Intent { at: self.context.clock.now().to_string(), rows: spans.clone() };
        states.learn(&intent);
        journal.intend(self.context.clock.now().to_string(), spans)?;
        let mut letters: VecDeque<(u32, Letter)> =
            rows.iter().map(|row| (row.number, self.columns.letter(row).0)).collect();
        if self.manner.mass {
            let numbers: Vec<u32> = letters.iter().map(|(row, _)| *row).collect();
            let task = format!("{}-{}", journal.campaign, numbers[0]);
            let letters: Vec<Letter> = letters.into_iter().map(|(_, letter)| letter).collect();
            flying.push(Box::pin(self.mass(numbers, letters, task)));
            return Ok(());
        }
        while let Some((row, letter)) = letters.pop_front() {
            let task = format!("{}-{row}", journal.campaign);
            flying.push(Box::pin(self.single(row, letter, task)));
        }
        Ok(())
    }

    async fn single(&self, row: u32, letter: Letter, task: String) -> Answer {
        let request = self.terms.request(&letter, Some(task));
        let result = self.client.call(&request).await;
        Answer { rows: vec![row], result: result.map(|response| response.message_id.unwrap_or_default()) }
    }

    async fn mass(&self, rows: Vec<u32>, letters: Vec<Letter>, task: String) -> Answer {
        let request = self.terms.mass_request(&letters, Some(task));
        let result = self.client.call(&request).await;
        Answer { rows, result: result.map(|response| response.group_message_id.unwrap_or_default()) }
    }

    /// Notes what came of a request; gives back an error that every further row would meet too.
    fn take(&self, answer: Answer, journal: &mut Journal, states: &mut States, is_gone: bool) -> Option<ApiError> {
        let rows = Span::of(answer.rows.iter().copied());
        let (record, trouble) = match answer.result {
            Ok(group_message_id) if self.manner.mass => (Record::GroupSent { rows, group_message_id }, None),
            Ok(message_id) => (Record::Sent { row: answer.rows[0], message_id }, None),
            Err(error @ ApiError::AnswerLost { .. }) => {
                (Record::Unknown { rows, reason: error.to_string() }, is_gone.then_some(error))
            }
            Err(error) if concerns_all(&error) => (Record::NotSent { rows }, Some(error)),
            Err(error) => (Record::Failed { rows, reason: error.to_string() }, None),
        };
        states.learn(&record);
        journal.note(record);
        trouble
    }
}

/// Whether an error is about us or the service, not about the message.
fn concerns_all(error: &ApiError) -> bool {
    let is_about_message = matches!(error, ApiError::Refused { .. }) && !error.is_permission();
    !is_about_message
}
