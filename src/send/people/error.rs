//! Why a list of recipients cannot be read.

/// A list that is none.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// The system's refusal.
    #[error("{name} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        name: String,
        /// The system's words.
        cause: std::io::Error,
    },
    /// Another encoding than UTF-8.
    #[error("{name} is not UTF-8{}", line.map(|line| format!(", first in line {line}")).unwrap_or_default())]
    NotUtf8 {
        /// The file.
        name: String,
        /// The first line that is not, where known.
        line: Option<u64>,
    },
    /// Nothing is in it.
    #[error("{0} is empty")]
    Empty(String),
    /// It changed while it was read.
    #[error("{0} was changed after it was checked")]
    Changed(String),
}
