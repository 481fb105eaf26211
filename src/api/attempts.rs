//! When to try again, and after how long.

use std::time::Duration;

use crate::context::Random;

use crate::http::HttpError;

use super::action::Effect;
use super::failure::Failure;
use super::send_log::SendLog;

/// How often to try, and how long to wait in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Tries in all, the first included.
    pub tries: u32,
    /// The longest wait before the second try; it doubles with each further one.
    pub base: Duration,
    /// No wait is longer, unless the service asks for it.
    pub cap: Duration,
    /// If the service asks us to wait longer than this, we give up instead.
    pub patience: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            tries: 4,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(20),
            patience: Duration::from_secs(120),
        }
    }
}

impl RetryPolicy {
    /// One try, whatever happens.
    pub fn never() -> Self {
        Self { tries: 1, ..Self::default() }
    }
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Sign again and send again after this time.
    After(Duration),
    /// Let every task wait with this action, then sign and send again.
    Hold(Duration),
    /// Give up.
    Stop,
}

/// The tries of one call.
pub(super) struct Attempts {
    policy: RetryPolicy,
    effect: Effect,
    made: u32,
    resigned: bool,
}

impl Attempts {
    pub(super) fn new(policy: RetryPolicy, effect: Effect) -> Self {
        Self { policy, effect, made: 0, resigned: false }
    }

    /// How many tries were made.
    pub(super) fn made(&self) -> u32 {
        self.made
    }

    /// Counts a failed try and decides.
    ///
    /// What must not happen twice is tried again only if the last try certainly did nothing.
    pub(super) fn after(&mut self, failure: &Failure, random: &dyn Random) -> Next {
        self.made += 1;
        if self.made >= self.policy.tries {
            return Next::Stop;
        }
        match failure {
            Failure::Throttled(refusal) | Failure::Broken(refusal)
                if refusal.wait.unwrap_or_default() > self.policy.patience =>
            {
                Next::Stop
            }
            // The limits are per second: a shorter pause only collects the next refusal.
            Failure::Throttled(refusal) => Next::Hold(refusal.wait.unwrap_or(SendLog::WINDOW) + self.jitter(random)),
            Failure::NotSent(HttpError::Connect { .. }) => Next::After(self.jitter(random)),
            Failure::NoAnswer(HttpError::Lost { .. }) if self.may_repeat() => Next::After(self.jitter(random)),
            Failure::Broken(refusal) if self.may_repeat() => {
                Next::After(refusal.wait.unwrap_or_default().max(self.jitter(random)))
            }
            Failure::NonceUsed(_) if self.may_repeat() && !self.resigned => {
                self.resigned = true;
                Next::After(Duration::ZERO)
            }
            _ => Next::Stop,
        }
    }

    fn may_repeat(&self) -> bool {
        self.effect != Effect::Once
    }

    /// A random part of the base time, doubled with each try, up to the cap ("full jitter").
    fn jitter(&self, random: &dyn Random) -> Duration {
        let doubled = self.policy.base.saturating_mul(1 << (self.made - 1).min(20));
        let limit = u64::try_from(doubled.min(self.policy.cap).as_micros()).unwrap_or(u64::MAX - 1);
        Duration::from_micros(random.below(limit + 1))
    }
}
