//! Rules of the languages of a template.

pub(super) mod code;
pub(super) mod differing;
pub(super) mod inherited_text;
pub(super) mod script;

pub use differing::{buttons_differ_between, category_differs_between};
