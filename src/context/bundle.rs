//! Everything a program takes from the world, in one value.

use std::sync::Arc;

use super::{Clock, Environment, OsRandom, Random, RealClock, Terminal};

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
