//! When what was sent, so that the service never sees more than it allows.
//!
//! A log of sends keeps the limit exact where token buckets and pacing do not: after a pause it lets the whole
//! allowance through at once, and never more. The window is a little longer than the service's second, because
//! requests arrive with jitter.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use crate::context::{Clock, Random};

use super::action::Action;
use super::machine_log::MachineLog;
use super::pace::Pace;
use super::rates::Rates;

/// Gives turns to send: at most the allowed number per action in any window. Shared by all tasks that send for an
/// account and, where it is given a folder, by all processes of this machine.
pub struct SendLog {
    clock: Arc<dyn Clock>,
    rates: Rates,
    lanes: [Lane; Action::ALL.len()],
    machine: Option<MachineLog>,
}

/// A send that was allowed.
pub struct Turn {
    action: Action,
    at: Duration,
    time: Timestamp,
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
    /// Times of the sends in the current window.
    times: VecDeque<Duration>,
    /// Nothing is sent before.
    held_until: Duration,
    pace: Pace,
}

impl SendLog {
    /// The time that a limit is kept over: a second and a margin for jitter.
    pub const WINDOW: Duration = Duration::from_millis(1050);
    /// The window's margin covers a request that is answered this soon.
    const SHORT_WAY: Duration = Duration::from_millis(25);
    /// Of a slow answer no more than this is taken for the way there.
    const LONGEST_WAY: Duration = Duration::from_millis(750);

    /// An empty log.
    pub fn new(clock: Arc<dyn Clock>, rates: Rates) -> Self {
        Self { clock, rates, lanes: Default::default(), machine: None }
    }

    /// The same, shared with all processes that are given the same folder.
    pub fn shared_through(mut self, folder: PathBuf, random: &dyn Random) -> Self {
        self.machine = Some(MachineLog::new(folder, random.below(u64::MAX)));
        self
    }

    /// Waits until the action may be sent, and notes it as sent.
    pub async fn turn(&self, action: Action) -> Turn {
        let lane = &self.lanes[action as usize];
        let _turnstile = lane.turnstile.lock().await;
        loop {
            let turn = Turn { action, at: self.clock.elapsed(), time: self.clock.now() };
            match self.enter(&turn) {
                Some(wait) => self.clock.sleep(wait).await,
                None => return turn,
            }
        }
    }

    /// Says that the turn's request was answered: until now it may have arrived at any time since. A busy machine can
    /// hold a request back for longer than the window allows for.
    pub fn answered(&self, turn: &Turn) {
        let held_back = self.clock.elapsed().saturating_sub(turn.at).min(Self::LONGEST_WAY);
        if held_back < Self::SHORT_WAY || self.rates.of(turn.action).is_none() {
            return;
        }
        let mut sends = self.lanes[turn.action as usize].sends();
        if let Some(at) = sends.times.iter_mut().find(|at| **at == turn.at) {
            *at += held_back;
        }
        if let Some((machine, later)) = self.machine.as_ref().zip(turn.time.saturating_add(held_back).ok()) {
            machine.moved(turn.action, turn.time, later);
        }
    }

    /// Holds back every send of the action for a while, and goes on more slowly: the service throttled.
    pub fn hold(&self, action: Action, pause: Duration) {
        let now = self.clock.elapsed();
        let mut sends = self.lanes[action as usize].sends();
        sends.held_until = sends.held_until.max(now + pause);
        if let Some(documented) = self.rates.of(action) {
            sends.pace.throttled(documented, now);
            if let Some((machine, until)) = self.machine.as_ref().zip(self.clock.now().saturating_add(pause).ok()) {
                machine.hold(action, until);
            }
        }
    }

    /// Notes a send now, or says how long to wait before asking again.
    fn enter(&self, turn: &Turn) -> Option<Duration> {
        let (action, now) = (turn.action, turn.at);
        let mut sends = self.lanes[action as usize].sends();
        if now < sends.held_until {
            return Some(sends.held_until - now);
        }
        let limit = sends.pace.allowance(self.rates.of(action)?, now) as usize;
        let ours = sends.wait(now, limit);
        let wait = ours.or_else(|| self.machine.as_ref()?.enter(action, turn.time, limit));
        if wait.is_none() {
            sends.times.push_back(now);
        }
        wait
    }
}

impl Lane {
    fn sends(&self) -> MutexGuard<'_, Sends> {
        self.sends.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sends {
    /// How long until another send fits.
    fn wait(&mut self, now: Duration, limit: usize) -> Option<Duration> {
        self.times.retain(|at| now < *at + SendLog::WINDOW);
        let must_end = (self.times.len() + 1).checked_sub(limit).filter(|count| *count > 0)?;
        self.times.make_contiguous().sort_unstable();
        Some(self.times[must_end - 1] + SendLog::WINDOW - now)
    }
}
