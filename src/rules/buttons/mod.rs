//! Rules of the list of buttons, also that of a card.

pub(super) mod count;
pub(super) mod mix;
