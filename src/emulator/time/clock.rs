//! The service's own clock: it runs along the machine's, may be set to another date, moved on, or made to stand still.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::context::Clock;

/// How the service's time follows from the machine's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::emulator) enum Course {
    /// So many milliseconds ahead of the machine's clock, and running with it.
    Running(i64),
    /// Always the same time, in milliseconds since 1970, until it is moved on.
    Still(i64),
}

/// The clock that reviews, quotas, locks, messages and metrics follow.
pub(in crate::emulator) struct ServiceClock {
    machine: Arc<dyn Clock>,
    course: Mutex<Course>,
}

impl ServiceClock {
    /// A clock that shows `start`; `still` keeps it from running. Without a start it goes on as `before`, or follows
    /// the machine's.
    pub fn new(machine: Arc<dyn Clock>, start: Option<Timestamp>, still: bool, before: Option<Course>) -> Self {
        let now = machine.now().as_millisecond();
        let course = match (start, before) {
            (None, Some(before)) => before,
            (start, _) => {
                let start = start.map_or(now, Timestamp::as_millisecond);
                if still { Course::Still(start) } else { Course::Running(start.saturating_sub(now)) }
            }
        };
        Self { machine, course: Mutex::new(course) }
    }

    /// The service's time.
    pub fn now(&self) -> Timestamp {
        let ahead = match *self.lock() {
            Course::Running(0) => return self.machine.now(),
            Course::Running(ahead) => self.machine.now().as_millisecond().saturating_add(ahead),
            Course::Still(time) => time,
        };
        Timestamp::from_millisecond(ahead).unwrap_or(Timestamp::MAX)
    }

    /// The machine's time: what a client on this machine signs with.
    pub fn machine_time(&self) -> Timestamp {
        self.machine.now()
    }

    /// How it follows from the machine's, to be written down.
    pub fn course(&self) -> Course {
        *self.lock()
    }

    /// Whether it stands still.
    pub fn is_still(&self) -> bool {
        matches!(*self.lock(), Course::Still(_))
    }

    /// Moves it on.
    pub fn advance(&self, duration: Duration) {
        let more = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut course = self.lock();
        *course = match *course {
            Course::Running(ahead) => Course::Running(ahead.saturating_add(more)),
            Course::Still(time) => Course::Still(time.saturating_add(more)),
        };
    }

    /// Sets it to a time and lets it run, or stand still.
    pub fn set(&self, time: Timestamp, still: bool) {
        let (time, now) = (time.as_millisecond(), self.machine.now().as_millisecond());
        *self.lock() = if still { Course::Still(time) } else { Course::Running(time.saturating_sub(now)) };
    }

    /// Lets it follow from the machine's as written down before.
    pub fn follow(&self, course: Course) {
        *self.lock() = course;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
