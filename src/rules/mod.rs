//! The rules of the platform: what they are, and running them over a variant, a template or a project file.
//!
//! A rule lives in the file of its group (`footer/too-long` in `footer.rs`) and sees plain data. Knows nothing of
//! YAML, files, network or the clock: places are symbolic, standing and date come in as [`Facts`].

mod build_value;
mod check;
mod cx;
mod duplicate_name;
mod emoji;
mod facts;
mod inherited_text;
mod length;
mod place;
mod registry;
mod reporter;
mod runner;
mod text_part;

mod footer;

pub use build_value::undeclared_value;
pub use check::{Check, Example, Rule};
pub use cx::Cx;
pub use duplicate_name::duplicate_name;
pub use facts::{Facts, Standing};
pub use place::Place;
pub use registry::{all, find, metas};
pub use reporter::{Report, Reporter};
pub use runner::{check_project_file, check_template, check_variant};
pub use text_part::{Text, TextKind};
