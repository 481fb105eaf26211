//! Sending messages: what a message is checked against, how it looks, what is sent, and a run that sends to nobody
//! twice and misses nobody. Knows nothing of the command line.

pub mod campaign;
mod check;
mod demands;
mod fault;
mod letter;
pub mod people;
mod rendering;
mod terms;

pub use check::check;
pub use demands::{Demands, OFFER_END};
pub use fault::{Fault, Subject};
pub use letter::{Letter, Products, Section};
pub use rendering::{render, render_message};
pub use terms::{Terms, channel_type, message_request};
