//! When what was sent, so that the service never sees more than it allows.
//!
//! A log of sends keeps the limit exact where token buckets and pacing do not: after a pause it lets the whole
//! allowance through at once, and never more. The window is a little longer than the service's second, because
//! requests arrive with jitter.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::context::Clock;

use super::action::Action;
use super::rates::Rates;

/// Gives turns to send: at most the allowed number per action in any window. Shared by all tasks of a client.
pub struct SendLog {
    clock: Arc<dyn Clock>,
    rates: Rates,
    lanes: [Lane; Action::ALL.len()],
}

/// The sends of one action.
#[derive(Default)]
struct Lane {
    /// Whoever holds it is next, so that turns are given in the order they were asked for.
    turnstile: tokio::sync::Mutex<()>,
    sends: Mutex<Sends>,
}

#[derive(Default)]
struct Sends {
    /// Times of the sends in the current window, oldest first.
    times: VecDeque<Duration>,
    /// Nothing is sent before.
    held_until: Duration,
}

impl SendLog {
    /// The time that a limit is kept over: a second and a margin for jitter.
    pub const WINDOW: Duration = Duration::from_millis(1050);

    /// An empty log.
    pub fn new(clock: Arc<dyn Clock>, rates: Rates) -> Self {
        Self { clock, rates, lanes: Default::default() }
    }

    /// Waits until the action may be sent, and notes it as sent.
    pub async fn turn(&self, action: Action) {
        let lane = &self.lanes[action as usize];
        let _turnstile = lane.turnstile.lock().await;
        while let Some(wait) = lane.enter(self.clock.elapsed(), self.rates.of(action)) {
            self.clock.sleep(wait).await;
        }
    }

    /// Holds back every send of the action for a while: the service asked for it.
    pub fn hold(&self, action: Action, pause: Duration) {
        let mut sends = self.lanes[action as usize].sends();
        sends.held_until = sends.held_until.max(self.clock.elapsed() + pause);
    }
}

impl Lane {
    /// Notes a send now, or says how long to wait before asking again.
    fn enter(&self, now: Duration, limit: Option<u32>) -> Option<Duration> {
        self.sends().enter(now, limit)
    }

    fn sends(&self) -> MutexGuard<'_, Sends> {
        self.sends.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sends {
    fn enter(&mut self, now: Duration, limit: Option<u32>) -> Option<Duration> {
        if now < self.held_until {
            return Some(self.held_until - now);
        }
        let limit = limit? as usize;
        while self.times.front().is_some_and(|first| now >= *first + SendLog::WINDOW) {
            self.times.pop_front();
        }
        if let Some(first) = self.times.front().filter(|_| self.times.len() >= limit) {
            return Some(*first + SendLog::WINDOW - now);
        }
        self.times.push_back(now);
        None
    }
}
