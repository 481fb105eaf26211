//! Rules of Viber templates.

pub(super) mod component;
pub(super) mod media;
