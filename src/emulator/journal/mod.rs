//! The log of requests: what was asked, what came of it, and what was nearly right.

mod entry;
mod log;
mod near_miss;

pub(super) use entry::masked;
pub use entry::{Delivery, LogEntry};
pub(super) use log::RequestLog;
pub(super) use near_miss::near_misses;
