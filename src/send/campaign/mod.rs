//! A run that writes to many people: journaled row by row, so that running it again sends to nobody twice and misses
//! nobody.

mod identity;
mod journal;
mod run;
mod spans;
mod states;

pub use identity::{Earlier, Identity};
pub use journal::{Journal, Record, SendJournalError};
pub use run::{Manner, Run, RunFault};
pub use spans::Span;
pub use states::{RowState, States, Tally};
