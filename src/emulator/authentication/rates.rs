//! Documented requests a second, per action.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use crate::emulator::refusal::Refusal;

/// The window that a rate is counted in.
const WINDOW: Duration = Duration::from_secs(1);

/// When each action was last let through. A refused request does not count.
#[derive(Default)]
pub(in crate::emulator) struct Rates {
    passed: HashMap<String, VecDeque<Duration>>,
}

impl Rates {
    /// Lets a request through, or refuses it with the time until the next one passes.
    pub fn admit(&mut self, action: &str, per_second: usize, now: Duration) -> Result<(), Refusal> {
        let passed = self.passed.entry(action.to_owned()).or_default();
        while passed.front().is_some_and(|oldest| now.saturating_sub(*oldest) >= WINDOW) {
            passed.pop_front();
        }
        match passed.front() {
            Some(oldest) if passed.len() >= per_second => {
                let wait = WINDOW.saturating_sub(now.saturating_sub(*oldest));
                Err(Refusal::throttled(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX).max(1)))
            }
            _ => {
                passed.push_back(now);
                Ok(())
            }
        }
    }
}
