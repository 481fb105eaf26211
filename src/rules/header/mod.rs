//! Rules of the header, also that of a card.

pub(super) mod file;
pub(super) mod media;
pub(super) mod misplaced;
pub(super) mod text;
