//! Looking into a running emulator and deciding for it: from this process, or over HTTP from this machine.

mod counters;
mod handle;
mod loopback;
mod remote;
mod routes;
mod snapshot;

pub use counters::Counters;
pub use handle::{Control, ControlError};
pub(super) use loopback::{Place, exchange};
pub use remote::{RemoteControl, RemoteError};
pub(super) use routes::{answer, is_control};
pub use snapshot::Snapshot;
