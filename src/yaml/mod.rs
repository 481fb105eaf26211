//! YAML: bytes to a tree with places, path to span, offset inside a scalar to source offset, decoding into
//! plain types, and emitting.
//!
//! The tree holds only what can be a value: duplicate keys, aliases, merge keys, tags and empty values are findings
//! here and never reach a decoder. Knows nothing of templates.
//!
//! `serde_yaml` is not used: it is deprecated and gives no places.

mod build;
mod controls;
mod decode;
mod document;
mod edit;
mod emit;
mod faults;
mod format;
mod heal;
mod locate;
mod marks;
mod misread;
mod one_pass;
mod parse;
mod pieces;
mod read;
mod resolve;
mod tree;
mod unquoted;

pub use decode::{DecodeError, decode};
pub use document::{Comment, Document};
pub use edit::{Edited, Refusal, Replacement, differences, edit};
pub use emit::{KeyOrder, emit};
pub use faults::METAS;
pub use format::{FormatError, format};
pub use parse::{parse, parse_in_full};
pub use read::{load, read};
pub use resolve::Kind;
pub use tree::{Entry, EntryHandle, Node, NodeHandle, Scalar, Style, Tree, UNKNOWN_KEYS, Value};
