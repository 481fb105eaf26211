//! Commands that tell about the program itself, and need neither files nor the service.

pub(super) mod completions;
pub(super) mod exit_codes;
pub(super) mod explain;
pub(super) mod man;
pub(super) mod rules;
pub(super) mod schema;
