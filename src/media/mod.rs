//! Media files of a project: found without leaving it, measured, hashed and read. Knows nothing of templates.

mod file;

pub use file::{MediaError, MediaFile};
