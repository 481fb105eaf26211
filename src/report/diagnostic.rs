//! The shape of a finding in a report.

use std::ops::Range;

use crate::finding::Level;
use crate::source::{Position, SourceFile};

/// A finding, ready to be shown: all places are bytes of one file.
#[derive(Clone, Debug)]
pub struct Diagnostic<'a> {
    /// How bad it is.
    pub level: Level,
    /// The rule that reports it.
    pub rule: &'a str,
    /// Fact and limit.
    pub message: String,
    /// The file.
    pub source: &'a SourceFile,
    /// Where, with a few words.
    pub primary: Place,
    /// Further places in the same file.
    pub secondary: Vec<Place>,
    /// Further facts, a sentence each.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
    /// What a change would do that mends it.
    pub fix: Option<String>,
}

/// A place in a file with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// The words; may be empty.
    pub text: String,
}

impl Diagnostic<'_> {
    /// Where it starts, as people count.
    pub fn start(&self) -> Position {
        self.source.position(self.primary.range.start)
    }
}
