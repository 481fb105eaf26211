//! One behaviour, and how sure it is.

/// What the emulator does, and how it is known that the service does it too.
#[derive(Clone, Copy, Debug)]
pub struct Behaviour {
    /// What it does, in Markdown.
    pub what: &'static str,
    /// How that is known, with the part that each mark is about.
    pub marks: &'static [(Mark, &'static str)],
    /// Keys of the sources; empty where there is none.
    pub source: &'static str,
}

/// How a behaviour is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Written on a page of the vendor, or of Meta.
    Documented,
    /// Seen in requests of the official SDKs, or in answers that others have published.
    Recorded,
    /// Nothing says so.
    Assumed,
}

impl Mark {
    /// The word in the list.
    pub fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Recorded => "recorded",
            Self::Assumed => "assumed",
        }
    }
}

pub(super) const DOCUMENTED: (Mark, &str) = documented("");
pub(super) const RECORDED: (Mark, &str) = recorded("");
pub(super) const ASSUMED: (Mark, &str) = assumed("");

pub(super) const fn documented(part: &'static str) -> (Mark, &'static str) {
    (Mark::Documented, part)
}

pub(super) const fn recorded(part: &'static str) -> (Mark, &'static str) {
    (Mark::Recorded, part)
}

pub(super) const fn assumed(part: &'static str) -> (Mark, &'static str) {
    (Mark::Assumed, part)
}

pub(super) const fn row(what: &'static str, marks: &'static [(Mark, &'static str)], source: &'static str) -> Behaviour {
    Behaviour { what, marks, source }
}
