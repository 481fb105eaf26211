//! Rules of free-form messages.

pub(super) mod content;
pub(super) mod envelope;
mod fields;
pub(super) mod file;
pub(super) mod viber;
