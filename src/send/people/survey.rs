//! All rows checked, before the first is sent.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::list::Start;
use super::{Columns, People, PeopleError, Row};
use crate::finding::Level;
use crate::send::check::check;
use crate::send::demands::Demands;
use crate::send::fault::{Fault, Subject};
use crate::send::letter::Letter;

/// So many faults are kept to be shown; the rest is counted.
const MOST: usize = 20;
/// The rule of recipients whom the environment does not name.
const NOT_ALLOWED: &str = "send/recipient-not-allowed";

/// What came of checking a list.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// How many recipients there are.
    pub rows: u32,
    /// The first faults, and where they are.
    pub found: Vec<Found>,
    /// How many errors there are in all.
    pub errors: usize,
    /// How many warnings there are in all.
    pub warnings: usize,
    /// How many of the errors are recipients whom the environment does not allow.
    pub strangers: usize,
    /// The first recipient.
    pub first: Option<Letter>,
    /// SHA-256 of the file.
    pub digest: String,
}

/// A fault of a list.
#[derive(Clone, Debug)]
pub struct Found {
    /// Where the row begins.
    pub start: Start,
    /// The cell, counted from 0; the row as a whole where there is none.
    pub cell: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// Checks every row. `is_allowed` says whether a recipient may be written to.
pub fn survey(
    people: &People,
    columns: &Columns,
    header: Vec<(Option<usize>, Fault)>,
    demands: &Demands,
    now: Timestamp,
    is_allowed: impl Fn(&str) -> bool,
) -> Result<Survey, PeopleError> {
    let mut survey = Survey { digest: digest(people)?, ..Survey::default() };
    let is_broken = header.iter().any(|(_, fault)| fault.level == Level::Error);
    for (cell, fault) in header {
        survey.add(people.start, cell, fault);
    }
    if is_broken {
        return Ok(survey);
    }
    let mut seen: HashMap<Box<str>, u32> = HashMap::new();
    let mut rows = people.rows()?;
    while let Some(row) = rows.read()? {
        let (letter, number_fault) = columns.letter(&row);
        let is_number = number_fault.is_none();
        let mut faults: Vec<Fault> = number_fault.into_iter().collect();
        match width(people, &row) {
            // Its values may be under the wrong columns.
            Some(fault) => faults.push(fault),
            None => faults.extend(check(&letter, demands, now)),
        }
        if is_number {
            faults.extend((!is_allowed(&letter.to)).then(stranger));
            faults.extend(seen.insert(letter.to.as_str().into(), row.number).map(repeated));
        }
        for fault in faults {
            survey.add(row.start, columns.index_of(&fault.subject), fault);
        }
        survey.rows += 1;
        survey.first.get_or_insert(letter);
    }
    Ok(survey)
}

impl Survey {
    fn add(&mut self, start: Start, cell: Option<usize>, fault: Fault) {
        self.strangers += usize::from(fault.rule == NOT_ALLOWED);
        match fault.level {
            Level::Error => self.errors += 1,
            Level::Warning | Level::Info => self.warnings += 1,
        }
        if self.found.len() < MOST {
            self.found.push(Found { start, cell, fault });
        }
    }
}

/// A row with more or fewer cells than the header: a delimiter inside of a value, most likely.
fn width(people: &People, row: &Row) -> Option<Fault> {
    let (cells, columns) = (row.cells.len(), people.header.len());
    (cells != columns).then(|| {
        let message = format!("the row has {cells} cells, the header has {columns}");
        let help = format!("put values with a `{}` in double quotes", char::from(people.delimiter));
        Fault::error("send/row-malformed", Subject::Whole, message, help)
    })
}

fn stranger() -> Fault {
    let message = "the number is not among the recipients of the environment";
    Fault::error(NOT_ALLOWED, Subject::Recipient, message, "add it to `recipients` of the environment")
}

fn repeated(earlier: u32) -> Fault {
    let message = format!("the number is in row {earlier} already, and would get the message twice");
    Fault::error("send/recipient-repeated", Subject::Recipient, message, "keep one row for each number")
}

fn digest(people: &People) -> Result<String, PeopleError> {
    let mut digest = Sha256::new();
    people.each_piece(|piece| digest.update(piece))?;
    let mut text = String::new();
    for byte in digest.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    Ok(text)
}
