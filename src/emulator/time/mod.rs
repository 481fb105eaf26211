//! Time as the service sees it.

mod clock;
mod period;

pub(super) use clock::{Course, ServiceClock};
pub(super) use period::duration;
