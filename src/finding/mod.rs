//! Findings: what is wrong, where, and what to do; and what is known of the rules that report them.
//!
//! A place is symbolic (a path into a document, optionally a range inside a text); whoever holds the
//! document turns it into bytes. Knows nothing of rendering, YAML or templates.

mod declare;
mod fault;
mod path;
mod rule;

pub use fault::{At, Edit, Finding, Fix, Label};
pub use path::{Path, Step};
pub use rule::{Fixable, Fixture, Level, Rule, RuleMeta};
