//! One layout for every document: what it means, its comments and its blank lines stay, everything else is written anew.
//!
//! Block style with two spaces; brackets only where they were and fit in a line; quotes only where they are needed;
//! texts of several lines as blocks; keys in an order that is passed in. The result is read again: where it would mean
//! something else or had lost a comment, nothing is changed.

mod attached;
mod formatted;
mod printer;
mod scalars;

pub use formatted::{FormatError, format};
