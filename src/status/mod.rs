//! How the declared variants stand at the service, and which revision to send.
//!
//! Where a review rejected something, the reason is led back to the line of the file that it is about.

mod reason;
mod revisions;
mod standing;

pub use reason::{Subject, known_rules, subject};
pub use revisions::{Revision, RevisionIndex, Revisions, base, own_names};
pub use standing::{Standing, standings};
