//! What can go wrong with a stored file.

use std::io;
use std::path::{Path, PathBuf};

/// A stored file could not be read or written, or is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system refused.
    #[error("cannot {action} {}: {cause}", path.display())]
    Io {
        /// What was tried, as a verb: `write`, `read`, `lock`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        #[source]
        cause: io::Error,
    },
    /// A line that was written completely does not hold what it should.
    #[error("{} is damaged at line {line}: {cause}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1; the header is line 1.
        line: usize,
        /// What is wrong with it.
        cause: String,
    },
    /// The file is of another kind, or no such file at all.
    #[error("{} holds {found}, {expected} was expected", path.display())]
    OtherFormat {
        /// The file.
        path: PathBuf,
        /// The format its first line names.
        found: String,
        /// The format that was asked for.
        expected: String,
    },
    /// The file was written by a later release.
    #[error("{} has version {found}, this release reads up to {known}", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// The version its first line names.
        found: u32,
        /// The newest version that is understood.
        known: u32,
    },
    /// Another process, or another part of this one, holds the lock.
    #[error("{} is held by {}", path.display(), holder.map_or_else(|| "another process".to_string(), |id| format!("process {id}")))]
    Held {
        /// The lock file.
        path: PathBuf,
        /// The process id that the holder left in it.
        holder: Option<u32>,
    },
}

impl StoreError {
    /// Turns the system's answer into a [`StoreError`] that says what was tried on which path.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |cause| Self::Io { action, path, cause }
    }
}
