//! What people see while a run is under way: a bar on a terminal, a line for each event otherwise.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::apply::{Event, Outcome};
use crate::cli::Output;
use crate::context::{Clock, Context};
use crate::report::visible;

/// The rate is taken over so long: it settles, and still follows what happens.
const OVER: Duration = Duration::from_secs(10);
/// The bar is drawn at most so often.
const EVERY: Duration = Duration::from_millis(50);
/// How many cells the bar has.
const CELLS: usize = 24;

/// The progress of one run.
pub(super) struct RunProgress<'o> {
    output: &'o Output,
    clock: &'o dyn Clock,
    /// How many items are to be written.
    all: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    ended: usize,
    troubles: usize,
    /// When the last items ended.
    times: VecDeque<Duration>,
    /// When writing began.
    begun: Option<Duration>,
    drawn: Option<Duration>,
}

impl<'o> RunProgress<'o> {
    /// The progress of a run of so many items.
    pub(super) fn new(all: usize, context: &'o Context, output: &'o Output) -> Self {
        Self { output, clock: context.clock.as_ref(), all, state: Mutex::default() }
    }

    /// Shows what happened.
    pub(super) fn show(&self, event: &Event) {
        let now = self.clock.elapsed();
        match event {
            Event::Sweeping => self.output.progress("reading the list of templates"),
            Event::Begun { .. } => {
                let mut state = self.state();
                state.begun.get_or_insert(now);
                self.draw(&mut state, now);
            }
            Event::Ended { key, operation, outcome, .. } => {
                let mut state = self.state();
                state.end(now, outcome);
                let count = format!("[{}/{}]", state.ended, self.all);
                if !outcome.is_settled() {
                    self.output.talk(&format!("{count} {}", trouble(key, outcome)));
                } else if !self.output.terminal().stderr {
                    let (what, key) = (outcome.as_str(), visible(key));
                    self.output.talk(&format!("{count} {what}: {operation} {key}"));
                }
                self.draw(&mut state, now);
            }
            Event::Settled { key, outcome, .. } => self.output.talk(&format!("after all {}", trouble(key, outcome))),
        }
    }

    fn draw(&self, state: &mut State, now: Duration) {
        let is_last = state.ended == self.all;
        if !is_last && state.drawn.is_some_and(|drawn| now < drawn + EVERY) {
            return;
        }
        state.drawn = Some(now);
        self.output.progress(&state.bar(self.all, now));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn end(&mut self, now: Duration, outcome: &Outcome) {
        self.ended += 1;
        self.troubles += usize::from(!outcome.is_settled());
        self.times.push_back(now);
        while self.times.front().is_some_and(|first| *first + OVER < now) {
            self.times.pop_front();
        }
    }

    fn bar(&self, all: usize, now: Duration) -> String {
        let full = self.ended * CELLS / all.max(1);
        let mut line = format!("[{}{}] {} of {all}", "#".repeat(full), ".".repeat(CELLS - full), self.ended);
        if let Some(rate) = self.rate(now) {
            let left = (all - self.ended) as f64 / rate;
            line.push_str(&format!(", {rate:.0} a second, {} left", seconds(left)));
        }
        if self.troubles > 0 {
            line.push_str(&format!(", {} not done", self.troubles));
        }
        line
    }

    /// Items a second, once there is something to tell it from.
    fn rate(&self, now: Duration) -> Option<f64> {
        let over = now.saturating_sub(self.begun?).min(OVER).as_secs_f64();
        (self.times.len() > 1 && over > 0.5).then(|| self.times.len() as f64 / over)
    }
}

fn seconds(time: f64) -> String {
    let seconds = time.ceil() as u64;
    if seconds < 100 { format!("{seconds} s") } else { format!("{} min", seconds.div_ceil(60)) }
}

fn trouble(key: &str, outcome: &Outcome) -> String {
    let key = visible(key);
    match outcome {
        Outcome::Stale { reason } => format!("stale: {key}: {}\n  help: plan again", visible(reason)),
        Outcome::Failed { reason, help } => {
            let help = help.as_ref().map(|help| format!("\n  help: {}", visible(help))).unwrap_or_default();
            format!("failed: {key}: {}{help}", visible(reason))
        }
        Outcome::Unknown { reason } => {
            format!("unknown: {key}: {}\n  help: plan again: the service is read first", visible(reason))
        }
        outcome => format!("{}: {key}", outcome.as_str()),
    }
}
