//! What was counted about one thing: a language of a template, or a phone number.

use std::collections::BTreeMap;

use crate::remote::Counted;

/// The numbers of one thing, joined over all calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// The environment, and the space where there are several: `prod`, `prod/cams-1`.
    pub place: String,
    /// The template's name, or the phone number.
    pub name: String,
    /// The template's code; empty for a phone number.
    pub code: String,
    /// The language; empty for a phone number.
    pub language: String,
    /// By span of time, earliest first.
    pub rows: Vec<Counted>,
}

/// Sums.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Messages sent.
    pub sent: u64,
    /// Messages delivered.
    pub delivered: u64,
    /// Messages read; `None` where the service does not count them.
    pub read: Option<u64>,
    /// Clicks by kind and text of the button.
    pub buttons: BTreeMap<(String, String), u64>,
}

/// Shares; `None` where there is nothing to take a share of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rates {
    /// Delivered of sent.
    pub delivered: Option<f64>,
    /// Read of delivered.
    pub read: Option<f64>,
    /// Clicks of delivered: one message may be clicked more than once.
    pub clicked: Option<f64>,
}

impl Measured {
    /// `name/language`, or the phone number.
    pub fn key(&self) -> String {
        if self.language.is_empty() { self.name.clone() } else { format!("{}/{}", self.name, self.language) }
    }

    /// The sums over all rows.
    pub fn totals(&self) -> Totals {
        self.rows.iter().fold(Totals::default(), |totals, row| totals.with(row))
    }

    /// Joins rows of several calls. A span that two calls answered for counts once, with what was counted last of it:
    /// counts only grow.
    pub(super) fn join(&mut self, rows: impl IntoIterator<Item = Counted>) {
        for row in rows {
            match self.rows.binary_search_by_key(&row.start, |known| known.start) {
                Ok(at) if self.rows[at].sent <= row.sent => self.rows[at] = row,
                Ok(_) => {}
                Err(at) => self.rows.insert(at, row),
            }
        }
    }
}

impl Totals {
    /// With what was counted in one more span.
    #[must_use]
    pub fn with(mut self, row: &Counted) -> Self {
        self.sent += row.sent;
        self.delivered += row.delivered;
        self.read = row.read.map(|read| read + self.read.unwrap_or_default()).or(self.read);
        for clicks in &row.clicks {
            *self.buttons.entry((clicks.kind.clone(), clicks.button.clone())).or_default() += clicks.count;
        }
        self
    }

    /// All clicks.
    pub fn clicks(&self) -> u64 {
        self.buttons.values().sum()
    }

    /// The shares.
    pub fn rates(&self) -> Rates {
        Rates {
            delivered: share(self.delivered, self.sent),
            read: self.read.and_then(|read| share(read, self.delivered)),
            clicked: self.read.and_then(|_| share(self.clicks(), self.delivered)),
        }
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
