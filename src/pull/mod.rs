//! What the service holds, taken over into template files: merged into those that are there, or as new ones.
//!
//! Comments, order and quoting of a file stay; what cannot be merged is a conflict, and its file is left as it is.
//! Reads no service and writes no file itself.

mod fresh;
mod merge;
mod suppress;

pub use fresh::{Fresh, fresh, with_language};
pub use merge::{Conflict, merge};
pub use suppress::suppressed;
