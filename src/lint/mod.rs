//! Linting: every rule over every variant of every file, each finding at its bytes.
//!
//! Owns what comes between rules and reports: build-time values, shared parts, holes, suppressions, levels, and faults
//! that only several files together have. Opens no connection.

mod duplicates;
mod fingerprint;
mod holes;
mod levels;
mod linted;
mod located;
mod merged;
mod suppressed;
mod template_check;
mod values;

pub use fingerprint::fingerprints;
pub use linted::{Linted, run};
pub use located::Located;
