//! Runs: carrying a plan out, finishing one that was interrupted, and what is left of them.

mod apply;
mod applying;
mod arguments;
mod events;
mod progress;

pub(super) use apply::Apply;
