//! A project: where it is, which files it has, and each file read as far as it goes.
//!
//! Says what is wrong with the form of a file; what is wrong with its meaning is for the rules. Sees no network.

mod comment;
mod discovery;
mod error;
mod found;
mod loaded;
mod many;
mod matcher;
mod opened;
mod paths;
mod place;
mod selection;

pub use comment::{Directive, NamedRule, Suppression};
pub use discovery::DEFAULT_GLOBS;
pub use error::ProjectError;
pub use loaded::Loaded;
pub use opened::{MessageFile, Opened, Project, TemplateFile};
pub use place::{FILE_NAME, find};
pub use selection::{Buffer, Selection};
