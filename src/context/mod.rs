//! What a program takes from the world around it: time, randomness, environment variables, the terminal.
//!
//! Each has one real and one test form. Nothing else in the crate may ask the operating system for
//! these (`clippy.toml` forbids it). Knows nothing of templates.

mod bundle;
mod clock;
mod environment;
mod random;
mod terminal;

pub use bundle::{Context, Listener};
pub use clock::{Clock, RealClock, Sleep, VirtualClock};
pub use environment::Environment;
pub use random::{OsRandom, Random, SeededRandom};
pub use terminal::Terminal;
