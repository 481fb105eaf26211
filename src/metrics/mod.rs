//! What became of sent messages: read from the service over any span of time, joined, compared.
//!
//! Knows no output format: tables, charts and pages are made of [`Measured`] by the callers.

mod chance;
mod collect;
mod measured;
mod openmetrics;
mod period;
mod zone;

pub use chance::{Test, Verdict, compare};
pub use collect::{Subject, What, collect, progress_of};
pub use measured::{Measured, Rates, Totals};
pub use openmetrics::openmetrics;
pub use period::{Granularity, Period, PeriodError};
pub use zone::Zone;
