//! Rules of the name at the service.

pub(super) mod duplicate;
pub(super) mod form;

pub use duplicate::{duplicate_name, name_on_two_channels};
