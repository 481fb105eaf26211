//! Why edits are not made.

use crate::finding::Path;

/// Why a group of edits is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text is no YAML, so that nothing in it has a path.
    #[error("the file cannot be read")]
    Unreadable,
    /// There is nothing at a path.
    #[error("there is no `{0}`")]
    Missing(Path),
    /// Two edits want different things of one place, or a key would stand twice.
    #[error("`{0}` would have to be two things at once")]
    Contradiction(Path),
    /// What is written there is nothing that can be changed without knowing more.
    #[error("the way `{0}` is written cannot be changed safely")]
    Unsupported(Path),
    /// It changes the same bytes as an earlier group: it can be made once that one is.
    #[error("another change of the same place comes first")]
    Overlaps,
    /// The changed text would mean something else than what was asked for.
    #[error("the changed text would mean something else")]
    OtherMeaning,
}
