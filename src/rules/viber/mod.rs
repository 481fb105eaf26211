//! Rules of Viber templates.

pub(super) mod button;
pub(super) mod component;
pub(super) mod media;
