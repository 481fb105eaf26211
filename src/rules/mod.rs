//! The rules of the platform: what they are, and running them over a variant, a template, a message or a project file.
//! A rule lives in the file of its group (`footer/too-long` in `footer.rs`) and sees plain data. Knows nothing of
//! YAML, files, network or the clock: places are symbolic, standing and date come in as [`Facts`].

mod authentication;
mod body;
mod build_value;
mod button;
mod buttons;
mod card;
mod carousel;
mod category;
pub mod docs;
mod example;
mod footer;
mod frame;
mod header;
mod language;
mod message;
mod name;
mod offer;
mod products;
mod project;
mod registry;
mod runner;
pub mod suppression;
mod template;
mod text;
mod ttl;
mod variable;
mod viber;
mod words;
mod writing;

pub use self::template::same_content;
pub use self::{build_value::undeclared_value, header::file::*, language::*, name::*, project::*};
pub use frame::{Check, Cx, Example, Facts, Link, Part, Place, Report, Reporter, Rule, Standing, Whole};
pub use registry::{all, find, is_between_files, metas, needs_all_files};
pub use runner::{Without, check_filled, check_message, check_project_file, check_template, check_variant};
pub use writing::{Marks, Room, Text, TextKind, rooms};
