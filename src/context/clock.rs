//! Time: now, elapsed, and sleeping.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;

/// A sleep under way.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Wall clock, monotonic clock and sleeping, as one source so that tests can move all three together.
pub trait Clock: Send + Sync {
    /// The current instant on the wall clock.
    fn now(&self) -> Timestamp;
    /// Time since an arbitrary fixed start; never goes back.
    fn elapsed(&self) -> Duration;
    /// Resolves once `duration` has passed on this clock.
    fn sleep(&self, duration: Duration) -> Sleep;
    /// Waits for `duration` to pass, and the thread with it: for commands that work without a runtime.
    fn pause(&self, duration: Duration);
}

/// The operating system's clock.
pub struct RealClock {
    start: std::time::Instant,
}

impl RealClock {
    /// A clock whose [`Clock::elapsed`] starts now.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    pub fn new() -> Self {
        Self { start: std::time::Instant::now() }
    }
}

impl Default for RealClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for RealClock {
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks the system for the time")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one place that really sleeps")]
    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(duration))
    }

    #[allow(clippy::disallowed_methods, reason = "this is the one place that really sleeps")]
    fn pause(&self, duration: Duration) {
        std::thread::sleep(duration);
    }
}

/// A clock that only moves when told to, or when somebody sleeps on it: a sleep returns at once and moves it on.
pub struct VirtualClock {
    start: Timestamp,
    passed: Mutex<Duration>,
}

impl VirtualClock {
    /// A clock that shows `start`.
    pub fn at(start: Timestamp) -> Self {
        Self { start, passed: Mutex::new(Duration::ZERO) }
    }

    /// Moves the clock on.
    pub fn advance(&self, duration: Duration) {
        *self.lock() += duration;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Duration> {
        self.passed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        self.start.saturating_add(self.elapsed()).unwrap_or(Timestamp::MAX)
    }

    fn elapsed(&self) -> Duration {
        *self.lock()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.advance(duration);
        // Yield once, so that other tasks on a single-threaded runtime get their turn.
        Box::pin(tokio::task::yield_now())
    }

    fn pause(&self, duration: Duration) {
        self.advance(duration);
    }
}
