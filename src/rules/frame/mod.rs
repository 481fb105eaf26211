//! What a rule is made of: what it looks at, what it knows besides, and how it reports.

mod check;
mod cx;
mod facts;
mod part;
mod place;
mod reporter;
mod whole;

pub use check::{Check, Example, Rule};
pub use cx::Cx;
pub use facts::{Facts, Standing};
pub use part::{Link, Part};
pub use place::Place;
pub use reporter::{Report, Reporter};
pub use whole::Whole;
