//! Rules of what a category allows.

pub(super) mod setting;
pub(super) mod wording;
