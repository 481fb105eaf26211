//! Rules of a template file as a whole.

pub(crate) mod languages;
pub(crate) mod same_content;

pub use same_content::same_content;
