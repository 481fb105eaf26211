//! The actions: what each reads from its parameters, checks, changes and answers.

mod content;
mod create;
mod delete;
mod desk;
mod detail;
mod detail_form;
mod list;
mod modify;
mod properties;
mod shape;
mod stray;
mod submission;

pub(super) use desk::{Action, Desk, find, stored};
pub use detail_form::DetailForm;
