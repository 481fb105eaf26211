//! The service's own clock: it runs along the machine's, may be set to another date, moved on, or made to stand still.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::context::Clock;

/// How the service's time follows from the machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// So far away from the machine's clock, and running with it.
    Running(SignedDuration),
    /// Always the same time, until it is moved on.
    Still(Timestamp),
}

/// The clock that reviews, quotas, locks, messages and metrics follow.
pub(super) struct ServiceClock {
    machine: Arc<dyn Clock>,
    course: Mutex<Course>,
}

impl ServiceClock {
    /// A clock that shows `start`, or the machine's time; `still` keeps it from running.
    pub fn new(machine: Arc<dyn Clock>, start: Option<Timestamp>, still: bool) -> Self {
        let now = machine.now();
        let start = start.unwrap_or(now);
        let course = if still { Course::Still(start) } else { Course::Running(start.duration_since(now)) };
        Self { machine, course: Mutex::new(course) }
    }

    /// The service's time.
    pub fn now(&self) -> Timestamp {
        match *self.lock() {
            Course::Running(ahead) => self.machine.now().saturating_add(ahead).unwrap_or(Timestamp::MAX),
            Course::Still(time) => time,
        }
    }

    /// The machine's time: what a client on this machine signs with.
    pub fn machine_time(&self) -> Timestamp {
        self.machine.now()
    }

    /// Whether it stands still.
    pub fn is_still(&self) -> bool {
        matches!(*self.lock(), Course::Still(_))
    }

    /// Moves it on.
    pub fn advance(&self, duration: Duration) {
        let more = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
        let mut course = self.lock();
        *course = match *course {
            Course::Running(ahead) => Course::Running(ahead.saturating_add(more)),
            Course::Still(time) => Course::Still(time.saturating_add(more).unwrap_or(Timestamp::MAX)),
        };
    }

    /// Sets it to a time; whether it runs stays as it is.
    pub fn set(&self, time: Timestamp) {
        let now = self.machine.now();
        let mut course = self.lock();
        *course = match *course {
            Course::Running(_) => Course::Running(time.duration_since(now)),
            Course::Still(_) => Course::Still(time),
        };
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
