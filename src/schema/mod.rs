//! JSON Schema of the model's types, and the walk of tree and schema together that explains why a file does not
//! decode.
//!
//! The schema says shape: keys, types, enum values, integer bounds. Knows only the keywords our own schemas use
//! (a test lists them), and no files.

mod collection_faults;
mod confusions;
mod explain;
mod faults;
mod generate;
mod interpret;
mod key_faults;
mod scalar_faults;
mod shape;
mod suggest;

pub use explain::{Explained, explain};
pub use faults::METAS;
pub use generate::{Schema, generate, message_schema, project_schema, template_schema};
pub use interpret::{Interpreted, interpret, undecodable};
pub use shape::KEYWORDS;
