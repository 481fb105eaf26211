//! What the emulator remembers of templates and spaces: in memory, and as plain files where it was given a folder.

mod export;
pub(super) mod files;
mod retirement;
mod space;
mod spaces;
mod template;

pub(super) use export::Export;
pub(super) use spaces::{ENDPOINT, Key, State};
pub use template::{Review, StoredTemplate};
