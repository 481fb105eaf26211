//! What git knows of the files: the only place that runs the `git` program.
//!
//! Reads only. Arguments are passed as they are, no shell sees them. Knows nothing of templates.

mod changes;
mod error;
mod repository;

pub use changes::Changes;
pub use error::GitError;
pub use repository::Repository;
