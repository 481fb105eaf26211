//! What the emulator remembers of templates and spaces: in memory, and as plain files where it was given a folder.

pub(super) mod files;
mod space;
mod spaces;
mod template;

pub(super) use spaces::{Key, State};
pub use template::{Review, StoredTemplate};
