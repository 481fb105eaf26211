//! The line that is shown while many messages are sent: a bar, the rate and the time left.

use std::cell::Cell;
use std::time::Duration;

use crate::cli::Output;
use crate::context::Context;

/// So long a line stays, to be read.
const STAY: Duration = Duration::from_millis(200);
/// Cells of the bar.
const CELLS: usize = 24;

/// The progress of one run.
pub(super) struct SendProgress<'o> {
    output: &'o Output,
    context: &'o Context,
    began: Duration,
    all: u32,
    /// How many answers there are so far.
    done: Cell<u32>,
    next: Cell<Duration>,
}

impl<'o> SendProgress<'o> {
    /// Begins now.
    pub(super) fn new(all: u32, context: &'o Context, output: &'o Output) -> Self {
        let began = context.clock.elapsed();
        Self { output, context, began, all, done: Cell::new(0), next: Cell::new(began) }
    }

    /// So many more have an answer.
    pub(super) fn add(&self, count: u32) {
        self.done.set(self.done.get() + count);
        let now = self.context.clock.elapsed();
        if now >= self.next.get() {
            self.next.set(now + STAY);
            self.output.progress(&line(self.done.get(), self.all, now - self.began));
        }
    }
}

/// `[########----------------] 1234 of 10000, 249/s, 0:35 left`.
fn line(done: u32, all: u32, passed: Duration) -> String {
    let share = f64::from(done) / f64::from(all.max(1));
    let full = (share * CELLS as f64) as usize;
    let bar = format!("[{}{}]", "#".repeat(full.min(CELLS)), "-".repeat(CELLS.saturating_sub(full)));
    let rate = f64::from(done) / passed.as_secs_f64().max(0.001);
    let left = (f64::from(all - done.min(all)) / rate.max(0.001)) as u64;
    let left = if done == 0 { String::new() } else { format!(", {}:{:02} left", left / 60, left % 60) };
    format!("{bar} {done} of {all}, {rate:.0}/s{left}")
}
