//! Changing a document's text: symbolic edits to replacements of bytes, everything else left as it is, byte for byte.
//!
//! Comments, quotes, the order of keys, indentation, line breaks and the byte order mark stay as they are wherever an
//! edit does not touch them. The changed text is read again and must mean exactly what the edits say; an edit for which
//! that fails is not made. Knows no fixes and no editors: it is given [`Edit`](crate::finding::Edit)s.

mod applied;
mod differences;
mod draft;
mod entries;
mod meaning;
mod refusal;
mod resolved;
mod site;
mod texts;

pub use applied::{Edited, Replacement, edit};
pub use differences::differences;
pub(super) use meaning::Meaning;
pub use refusal::Refusal;
pub(super) use site::Sites;
