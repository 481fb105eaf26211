//! A list of recipients: a CSV file, read row by row as often as needed and never held as a whole.

mod columns;
mod error;
mod list;
mod raw;
mod survey;

pub use columns::{Column, Columns};
pub use error::PeopleError;
pub use list::{People, Row, Rows};
pub use raw::excerpt;
pub use survey::{Found, Survey, survey};
