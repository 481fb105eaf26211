//! Carries a plan out: guards before each write, a journal around it, and reading to settle what is unknown.

mod interrupt;
mod journal;
mod outcome;
mod past_run;
mod record;
mod review;
mod run;
mod settle;
mod write;

pub use interrupt::Interrupt;
pub use journal::{Journal, JournalError};
pub use outcome::{Outcome, Tally, Verdict};
pub use past_run::{PastItem, PastRun};
pub use record::{Began, Record};
pub use review::{Until, Waited, Waiting};
pub use run::{Event, Report, Run, RunError, RunOptions};
