//! Runs: carrying a plan out, finishing one that was interrupted, and the journals of those of the past.

mod apply;
mod applying;
mod arguments;
mod events;
mod history;
mod journal;
mod progress;
mod retry;

pub(super) use apply::Apply;
pub(super) use history::RUNS;
pub(super) use journal::Journal;
pub(super) use retry::Retry;
