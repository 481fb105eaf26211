//! Why git could not answer.

use std::io;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The program cannot be started.
    #[error("git cannot be started: {0}")]
    NotStarted(#[source] io::Error),
    /// The folder lies in no repository.
    #[error("{} is in no git repository", .0.display())]
    NoRepository(PathBuf),
    /// The repository belongs to somebody else, as in a container: git reads nothing there until it is told to.
    #[error("git does not trust {}: it belongs to another user", .0.display())]
    NotTrusted(PathBuf),
    /// A name that git would take for an option.
    #[error("`{0}` is no name of a commit: it begins with `-`")]
    LooksLikeOption(String),
    /// No commit of that name.
    #[error("git knows no commit `{0}`")]
    UnknownCommit(String),
    /// Two commits without a common history, as far as this clone has it.
    #[error("`{0}` and HEAD have no commit in common")]
    NoMergeBase(String),
    /// Anything else, in git's words.
    #[error("`git {command}` failed: {message}")]
    Failed {
        /// What it was to do.
        command: &'static str,
        /// What it said.
        message: String,
    },
}
