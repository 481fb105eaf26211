//! What a program takes from the world around it: time, randomness, environment variables, the terminal.
//!
//! Each has one real and one test form. Nothing else in the crate may ask the operating system for
//! these (`clippy.toml` forbids it). Knows nothing of templates.

mod clock;
mod environment;
mod random;
mod terminal;

pub use clock::{Clock, RealClock, VirtualClock};
pub use environment::Environment;
pub use random::{OsRandom, Random, SeededRandom};
pub use terminal::Terminal;

use std::sync::Arc;

/// All of it together, cheap to clone.
#[derive(Clone)]
pub struct Context {
    /// Wall clock, monotonic clock and sleeping.
    pub clock: Arc<dyn Clock>,
    /// Random bytes.
    pub random: Arc<dyn Random>,
    /// Environment variables and the working directory, as they were at the start.
    pub environment: Arc<Environment>,
    /// What the two output streams are connected to.
    pub terminal: Terminal,
}

impl Context {
    /// The context of this process.
    pub fn real() -> Self {
        let environment = Environment::of_process();
        Self {
            terminal: Terminal::of_process(&environment),
            environment: Arc::new(environment),
            clock: Arc::new(RealClock::new()),
            random: Arc::new(OsRandom),
        }
    }
}
