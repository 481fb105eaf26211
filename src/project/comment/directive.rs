//! What a comment says.

use std::ops::Range;

use jiff::civil::Date;

/// A comment that begins with `chatform:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// `# chatform: ignore[group/name] reason`
    Suppression(Suppression),
    /// It was meant to be one and is none.
    Malformed {
        /// The bytes that are wrong.
        span: Range<usize>,
        /// What is wrong with them, as a fact.
        fault: String,
    },
}

/// A comment that asks for silence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The bytes of the comment, from its `#`.
    pub span: Range<usize>,
    /// The rules it names, at least one.
    pub rules: Vec<NamedRule>,
    /// The last day on which it counts.
    pub until: Option<Date>,
    /// Why the findings may stay; empty where nobody said.
    pub reason: String,
    /// The bytes of what it covers: a node with everything below it. `None` where nothing stands under it.
    pub covers: Option<Range<usize>>,
}

/// A rule as a comment names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRule {
    /// What is written: there may be no such rule.
    pub id: String,
    /// Its bytes.
    pub span: Range<usize>,
}
