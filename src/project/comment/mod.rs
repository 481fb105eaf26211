//! Comments that speak to this program: what they say, and which part of the file they are about.
//!
//! Whether there is such a rule, whether the day has passed and whether anything is suppressed is not known here.

mod coverage;
mod directive;
mod wording;

pub use directive::{Directive, NamedRule, Suppression};
pub(super) use wording::directives;
