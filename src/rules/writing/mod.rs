//! What can be seen in a text: its length, emoji, formatting, addresses, scripts, and the text as a part that rules look at.

pub(super) mod address;
pub(super) mod emoji;
pub(super) mod length;
pub(super) mod marks;
pub(super) mod markup;
pub(super) mod phone_form;
pub(super) mod room;
pub(super) mod script;
pub(super) mod text_part;
pub(super) mod unseen;

pub use marks::Marks;
pub use room::{Room, rooms};
pub use text_part::{Text, TextKind};
