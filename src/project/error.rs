//! Why a project cannot be opened, or not all of it.

use std::io;
use std::path::PathBuf;

/// Causes that lie outside of the files' text.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// No project file in the folder or above it.
    #[error("no chatform.yaml in {} or above it", .0.display())]
    NotFound(PathBuf),
    /// A path that was asked for does not exist.
    #[error("no file or folder {}", .0.display())]
    NoSuchPath(PathBuf),
    /// A path that was asked for is there, and gives nothing to look at.
    #[error("no template or message in {}", .0.display())]
    NothingIn(PathBuf),
    /// A path that was asked for lies in another project than the one that is opened.
    #[error("{} belongs to another project, that of {}", path.display(), project_file.display())]
    OfAnotherProject {
        /// The path, as it was written.
        path: PathBuf,
        /// The project file of the other project.
        project_file: PathBuf,
    },
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
