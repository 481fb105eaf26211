//! What the phone will show, as a page: every template and language, with its examples filled in.
//!
//! Knows how a messenger lays a message out; opens no file and no connection.

mod bubble;
mod markup;
mod page;

pub use page::{Shown, page};
