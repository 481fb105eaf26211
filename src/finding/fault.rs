//! One finding.

use std::ops::Range;

use serde_json::Value;

use super::{Level, Path, RuleMeta};

/// Where something is, symbolically.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The value at a path. Where the path is missing, its nearest existing ancestor is meant.
    Value(Path),
    /// The key that leads to a path.
    Key(Path),
    /// Bytes of the decoded text at a path.
    Text(Path, Range<usize>),
    /// Bytes of the source file: only for layers that read the source itself.
    Bytes(Range<usize>),
}

impl At {
    /// The path, unless the place is raw bytes.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Value(path) | Self::Key(path) | Self::Text(path, _) => Some(path),
            Self::Bytes(_) => None,
        }
    }

    /// The same kind of place at another path.
    #[must_use]
    pub fn with_path(self, path: Path) -> Self {
        match self {
            Self::Value(_) => Self::Value(path),
            Self::Key(_) => Self::Key(path),
            Self::Text(_, range) => Self::Text(path, range),
            Self::Bytes(range) => Self::Bytes(range),
        }
    }
}

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub at: At,
    /// The words; may be empty.
    pub text: String,
}

/// A change of the document, symbolically. All paths are those of the document before any change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Replace the scalar at the place (or a byte range of its decoded text, or the key) by this text.
    Replace(At, String),
    /// Put this value at the path, whatever stands there; a key that is not there yet is added.
    Set(Path, Value),
    /// Add an item to a list, before the one that the path names; behind the last one where it names none.
    Insert(Path, Value),
    /// Rename the key that leads to the path.
    RenameKey(Path, String),
    /// Take out the value at the path together with its key.
    Remove(Path),
    /// Bring the items of the list at the path into another order: the numbers of the items as they are now.
    Reorder(Path, Vec<usize>),
}

impl Edit {
    /// The same change elsewhere; `to` says where each place goes.
    #[must_use]
    fn moved(self, mut to: impl FnMut(At) -> At) -> Self {
        let mut path = |path: Path| to(At::Value(path.clone())).path().cloned().unwrap_or(path);
        match self {
            Self::RenameKey(from, key) => Self::RenameKey(path(from), key),
            Self::Remove(from) => Self::Remove(path(from)),
            Self::Set(at, value) => Self::Set(path(at), value),
            Self::Insert(at, value) => Self::Insert(path(at), value),
            Self::Reorder(at, order) => Self::Reorder(path(at), order),
            Self::Replace(at, text) => Self::Replace(to(at), text),
        }
    }
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as an imperative: "rename the key to `footer`".
    pub title: String,
    /// Whether the outcome is certainly what the author meant.
    pub safe: bool,
    /// The changes, applied together or not at all.
    pub edits: Vec<Edit>,
}

/// What is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: &'static RuleMeta,
    /// How bad it is; starts as the rule's own level.
    pub level: Level,
    /// Fact and limit: "footer is 63 characters, the limit is 60".
    pub message: String,
    /// The place, with a few words: "3 too many".
    pub primary: Label,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// Further facts, a sentence each.
    pub notes: Vec<String>,
    /// The way out, as an imperative: "move the detail into the body".
    pub help: Option<String>,
    /// A change that would mend it.
    pub fix: Option<Fix>,
    /// The path that it says is missing, where that is not its place.
    pub missing: Option<Path>,
    /// It is of a grandfathered rule, and the service is known not to have approved what it is about: no comment
    /// silences it.
    pub is_unapproved: bool,
}

impl Finding {
    /// A finding of `rule` at `at`.
    pub fn new(rule: &'static RuleMeta, at: At, message: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            message: message.into(),
            primary: Label { at, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: None,
            fix: None,
            missing: None,
            is_unapproved: false,
        }
    }

    /// The same finding elsewhere: `to` says where each of its places goes, those of its fix too.
    #[must_use]
    pub fn moved(mut self, mut to: impl FnMut(At) -> At) -> Self {
        for label in std::iter::once(&mut self.primary).chain(&mut self.secondary) {
            label.at = to(label.at.clone());
        }
        if let Some(fix) = &mut self.fix {
            fix.edits = fix.edits.drain(..).map(|edit| edit.moved(&mut to)).collect();
        }
        self
    }

    /// Sets the words at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also_at(mut self, at: At, text: impl Into<String>) -> Self {
        self.secondary.push(Label { at, text: text.into() });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Sets the way out.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Sets the change that would mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}
