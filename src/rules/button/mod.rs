//! Rules of one button, also that of a card.

pub(super) mod coupon;
pub(super) mod flow;
pub(super) mod kind;
pub(super) mod misplaced;
pub(super) mod phone;
pub(super) mod text;
pub(super) mod url;
pub(super) mod url_type;
