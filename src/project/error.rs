//! Why a project cannot be opened.

use std::io;
use std::path::PathBuf;

/// Nothing to work on: causes that lie outside of the files' text.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// No project file in the folder or above it.
    #[error("no chatform.yaml in {} or above it", .0.display())]
    NotFound(PathBuf),
    /// A path that was asked for does not exist.
    #[error("no file or folder {}", .0.display())]
    NoSuchPath(PathBuf),
    /// A file or folder cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
}
