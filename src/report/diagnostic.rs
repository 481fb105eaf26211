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
    /// Whether that is certainly what the author meant.
    pub fix_is_safe: bool,
    /// That change in the text; empty where it is not known so exactly.
    pub edits: Vec<Replacement>,
    /// What makes it the same finding in the next version of the file; empty where nobody needs that.
    pub fingerprint: String,
}

/// A place in a file with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// The words; may be empty.
    pub text: String,
}

/// Text that takes the place of other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Bytes of the file that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

impl Diagnostic<'_> {
    /// Where it starts, as people count.
    pub fn start(&self) -> Position {
        self.source.position(self.primary.range.start)
    }

    /// Where it ends: the place after its last character; a line break at the end does not count as another line.
    pub fn end(&self) -> Position {
        self.source.position(end_of(self.source, &self.primary.range))
    }

    /// What else there is to say, a word about what kind of remark it is before each.
    pub(super) fn remarks(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let notes = self.notes.iter().map(|note| ("note", note.as_str()));
        notes.chain(self.help.iter().map(|help| ("help", help.as_str())))
    }
}

/// The end of a range without the line breaks at its end.
pub(super) fn end_of(source: &SourceFile, range: &Range<usize>) -> usize {
    let text = source.text.get(range.clone()).unwrap_or_default();
    range.end - (text.len() - text.trim_end_matches(['\n', '\r']).len())
}
