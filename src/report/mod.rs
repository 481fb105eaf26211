//! Reports: findings as text for people, or in the formats that other programs read.
//!
//! Owns its shapes; callers turn theirs into them. Everything that came from a file or from the service is
//! shown with its control and bidi characters made visible. Writes nothing by itself.

mod changes;
mod concise;
mod diagnostic;
mod findings;
mod github;
mod gitlab;
mod json;
mod junit;
mod look;
mod markdown;
mod ndjson;
mod pretty;
mod sarif;
mod sheet;
mod summary;
mod visible;

pub use changes::{Change, ChangePage, FieldChange, Mark, changes, changes_markdown, unified};
pub use concise::concise;
pub use diagnostic::{Diagnostic, Place, Replacement};
pub use findings::Findings;
pub use github::github;
pub use gitlab::gitlab;
pub use json::json;
pub use junit::junit;
pub use look::{Ink, Look, wrapped};
pub use markdown::{markdown, markdown_table, markdown_within};
pub use ndjson::ndjson;
pub use pretty::pretty;
pub use sarif::sarif;
pub use sheet::{Cell, Column, Page, Table, Thing, csv, page, table};
pub use summary::{Summary, counted};
pub use visible::{is_deceptive, visible, visible_lines};
