//! Reports: findings as text for people, a line each, or JSON.
//!
//! Owns its shapes; callers turn theirs into them. Everything that came from a file or from the service is
//! shown with its control and bidi characters made visible. Writes nothing by itself.

mod changes;
mod concise;
mod diagnostic;
mod excerpt;
mod json;
mod look;
mod pretty;
mod snippet;
mod summary;
mod visible;

pub use changes::{Change, FieldChange, Mark, changes};
pub use concise::concise;
pub use diagnostic::{Diagnostic, Place};
pub use json::json;
pub use look::{Ink, Look};
pub use pretty::pretty;
pub use summary::{Summary, counted};
pub use visible::{is_deceptive, visible, visible_lines};
