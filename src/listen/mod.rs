//! An address for what the service reports on its own: every report is on the disk before it is acknowledged.
//!
//! Knows HTTP and who may send; what a report is, and how it is kept, `callbacks` knows.

mod allowed;
mod connection;
mod recorder;
mod server;

pub use allowed::{Allowed, Network};
pub use server::{Listener, ListenerConfig, Notice};
