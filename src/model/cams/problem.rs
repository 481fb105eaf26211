//! What reading could not take over.

use std::fmt;

use crate::finding::Path;

/// Why something was left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A field that templates do not have.
    UnknownField,
    /// A field that only answers have: nothing is lost.
    ReadOnly,
    /// A component or button type that templates do not have.
    UnknownType(String),
    /// A second component of a kind that may be there once.
    Repeated,
    /// A value of the wrong kind; what was expected.
    WrongKind(&'static str),
}

/// Something that reading left behind, and where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place in the JSON, as it was spelled there.
    pub path: Path,
    /// Why.
    pub kind: ProblemKind,
}

impl Problem {
    /// Whether content was lost.
    pub fn is_loss(&self) -> bool {
        self.kind != ProblemKind::ReadOnly
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.kind {
            ProblemKind::UnknownField => write!(out, "{path} is a field that CAMS templates do not have"),
            ProblemKind::ReadOnly => write!(out, "{path} only exists in answers"),
            ProblemKind::UnknownType(found) => {
                write!(out, "{path} is `{found}`, a type that CAMS templates do not have")
            }
            ProblemKind::Repeated => write!(out, "{path} is a second component of its kind"),
            ProblemKind::WrongKind(expected) => write!(out, "{path} is not {expected}"),
        }
    }
}
