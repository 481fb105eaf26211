//! How the declared variants stand at the service.
//!
//! Reads lists only. Where a review rejected something, the reason is led back to the line of the file that it is about.

mod reason;
mod standing;

pub use reason::subject;
pub use standing::{Standing, standings};
