//! Looking into a running emulator and deciding for it: from this process, or over HTTP from this machine.

mod counters;
mod handle;
mod routes;

pub use counters::Counters;
pub use handle::{Control, ControlError};
pub(super) use routes::{answer, is_control};
