//! Everything a program takes from the world, in one value.

use std::sync::Arc;

use super::{Clock, Environment, OsRandom, Random, RealClock, Terminal};

/// Hears text.
pub type Listener = Arc<dyn Fn(&str) + Send + Sync>;

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
    /// Somebody who wants to hear what goes over the wire. What is said there contains no secret.
    pub wire: Option<Listener>,
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
            wire: None,
        }
    }
}
