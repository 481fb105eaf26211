//! Sent messages: what becomes of them, and what is counted.

mod fate;
mod ledger;
mod message;
mod tally;

pub use fate::Fates;
pub(super) use ledger::{Kept, Ledger};
pub use message::{Event, Message, SentTemplate, Stage};
pub(super) use tally::{Bucket, Counts};
