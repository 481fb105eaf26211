//! Rules of the variables of a text.

pub(super) mod place;
pub(super) mod syntax;
mod words;
