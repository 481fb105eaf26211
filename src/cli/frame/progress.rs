//! What is shown while many files are looked at: nothing for a second, then how far it is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::Output;
use crate::context::{Clock, Context};

/// So long nothing is shown: most runs are over by then.
const PATIENCE: Duration = Duration::from_secs(1);
/// So long a number stays, to be read.
const STAY: Duration = Duration::from_millis(100);

/// The progress of one run; told from any thread.
pub(in crate::cli) struct Progress<'o> {
    output: &'o Output,
    clock: &'o dyn Clock,
    /// When the next number may be shown, in milliseconds of the clock.
    next: AtomicU64,
}

impl<'o> Progress<'o> {
    /// Begins now.
    pub(in crate::cli) fn new(context: &'o Context, output: &'o Output) -> Self {
        let clock = context.clock.as_ref();
        Self { output, clock, next: AtomicU64::new(milliseconds(clock.elapsed() + PATIENCE)) }
    }

    /// So many of so many are looked at.
    pub(in crate::cli) fn show(&self, done: usize, all: usize) {
        let (now, next) = (self.clock.elapsed(), self.next.load(Ordering::Relaxed));
        let after = milliseconds(now + STAY);
        let is_mine = || self.next.compare_exchange(next, after, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if milliseconds(now) >= next && is_mine() {
            self.output.progress(&format!("{done} of {all} templates"));
        }
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
