//! The actions: what each reads from its parameters, checks, changes and answers.

mod archive;
mod content;
mod create;
mod delete;
mod desk;
mod detail;
mod detail_form;
mod list;
mod metrics;
mod modify;
mod phones;
mod properties;
mod roi;
mod send;
mod send_mass;
mod sending;
mod shape;
mod stray;
mod submission;
mod table;
mod upload;

pub(super) use desk::{Action, Desk, stored};
pub use detail_form::DetailForm;
pub(super) use table::{Entry, Envelope, UNSIGNED, find, is_version, known_parameters, names};
