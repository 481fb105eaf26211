//! Carries a plan out: guards before each write, a journal around it, and reading to settle what is unknown.

mod journal;
mod outcome;
mod review;
mod run;
mod settle;
mod write;

pub use journal::{Journal, JournalError, Record};
pub use outcome::{Outcome, Tally, Verdict};
pub use review::{Waited, wait_for_review};
pub use run::{Event, Interrupt, Report, Run, RunError};
