//! The JSON form in which the API speaks of a template's content: an array of components and a map of examples.
//!
//! Reading is lossless or says what it could not take; writing gives the API's own spelling, and nothing empty.
//!
//! Source: CreateChatappTemplate `Components`, `Example` and GetChatappTemplateDetail `Data` (checked 2026-11-20).

mod category;
mod fields;
mod problem;
mod read;
mod write;

pub use category::legacy_category;
pub use fields::{plain, snake_case};
pub use problem::{Problem, ProblemKind};
pub use read::{Content, read_components, read_example};
pub use write::{components, example};
