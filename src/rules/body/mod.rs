//! Rules of bodies.

pub(super) mod text;
pub(super) mod wording;
