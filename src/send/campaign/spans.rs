//! Rows in a row, so that a journal stays short.

use serde::{Deserialize, Serialize};

/// From one row to another, both of them included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span(pub u32, pub u32);

impl Span {
    /// Rows, ascending, as few spans as possible.
    pub fn of(rows: impl IntoIterator<Item = u32>) -> Vec<Self> {
        let mut spans: Vec<Self> = Vec::new();
        for row in rows {
            match spans.last_mut() {
                Some(last) if last.1 + 1 == row => last.1 = row,
                _ => spans.push(Self(row, row)),
            }
        }
        spans
    }

    /// Its rows.
    pub fn rows(self) -> impl Iterator<Item = u32> {
        self.0..=self.1
    }
}
