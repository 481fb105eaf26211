//! Rules of AUTHENTICATION templates, whose texts WhatsApp writes.

pub(super) mod app;
pub(super) mod button;
pub(super) mod component;
