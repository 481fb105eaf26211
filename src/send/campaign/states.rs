//! Where each row of a run stands: a few bytes a row, whatever it says.

use serde::{Deserialize, Serialize};

use super::Record;

/// Where one row stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RowState {
    /// Nothing was sent.
    #[default]
    Open,
    /// Something was about to be sent, or was sent, and nobody knows what came of it.
    Unknown,
    /// The service took it, under this id.
    Sent(Box<str>),
    /// The service took it among others, under an id of all of them: by its place in the list of groups.
    SentInGroup(u32),
    /// The service refused it; nothing was sent.
    Failed(Box<str>),
}

/// Where all rows stand.
#[derive(Clone, Debug, Default)]
pub struct States {
    rows: Vec<RowState>,
    groups: Vec<Box<str>>,
}

/// How many rows stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Taken by the service.
    pub sent: u32,
    /// Refused by the service.
    pub failed: u32,
    /// Nobody knows.
    pub unknown: u32,
    /// Not sent yet.
    pub open: u32,
}

impl Tally {
    /// Whether everybody was written to.
    pub fn is_complete(self) -> bool {
        self.failed + self.unknown + self.open == 0
    }
}

impl States {
    /// Nothing is known of any row.
    pub fn new() -> Self {
        Self::default()
    }

    /// Where a row stands.
    pub fn of(&self, row: u32) -> &RowState {
        self.rows.get(row as usize).unwrap_or(&RowState::Open)
    }

    /// The id under which the service took a row.
    pub fn message_id(&self, row: u32) -> Option<&str> {
        match self.of(row) {
            RowState::Sent(id) => Some(id),
            RowState::SentInGroup(group) => self.groups.get(*group as usize).map(|id| &**id),
            RowState::Open | RowState::Unknown | RowState::Failed(_) => None,
        }
    }

    /// Takes in what a journal says.
    pub fn learn(&mut self, record: &Record) {
        match record {
            Record::Intent { rows, .. } | Record::Unknown { rows, .. } => self.set_all(rows, &RowState::Unknown),
            Record::Sent { row, message_id } => self.set(*row, RowState::Sent(message_id.as_str().into())),
            Record::GroupSent { rows, group_message_id } => {
                self.groups.push(group_message_id.as_str().into());
                let group = u32::try_from(self.groups.len() - 1).unwrap_or(u32::MAX);
                self.set_all(rows, &RowState::SentInGroup(group));
            }
            Record::Failed { rows, reason } => self.set_all(rows, &RowState::Failed(reason.as_str().into())),
            Record::NotSent { rows } => self.set_all(rows, &RowState::Open),
            Record::Began { .. } | Record::Resumed { .. } | Record::Ended { .. } => {}
        }
    }

    /// Counts the rows that `of` names.
    pub fn tally(&self, rows: impl IntoIterator<Item = u32>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            match self.of(row) {
                RowState::Open => tally.open += 1,
                RowState::Unknown => tally.unknown += 1,
                RowState::Sent(_) | RowState::SentInGroup(_) => tally.sent += 1,
                RowState::Failed(_) => tally.failed += 1,
            }
        }
        tally
    }

    /// How many rows stand where, of those that anything was ever done with.
    pub fn tally_of_touched(&self) -> Tally {
        let touched = |row: &u32| *self.of(*row) != RowState::Open;
        self.tally((0..u32::try_from(self.rows.len()).unwrap_or(u32::MAX)).filter(touched))
    }

    fn set_all(&mut self, rows: &[super::Span], state: &RowState) {
        for row in rows.iter().flat_map(|span| span.rows()) {
            self.set(row, state.clone());
        }
    }

    fn set(&mut self, row: u32, state: RowState) {
        let index = row as usize;
        if self.rows.len() <= index {
            self.rows.resize(index + 1, RowState::Open);
        }
        self.rows[index] = state;
    }
}
