//! The span of time that is asked about, and the calls it takes.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Span as Length, Timestamp};

use super::Zone;
use crate::remote::Span;

/// How finely the service counts.
///
/// Source: GetChatappTemplateMetric, `Granularity` (checked 2026-11-20).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Granularity {
    /// By day.
    #[default]
    Daily,
    /// By half hour.
    HalfHour,
}

/// From an instant up to another, which is no longer part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
    /// How finely it is counted.
    pub granularity: Granularity,
    /// The zone that it was stated in.
    pub zone: Zone,
}

/// What is wrong with a span of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// No date, no instant, and no time back from now.
    #[error("`{0}` is no point in time")]
    NoTime(String),
    /// It ends before it begins.
    #[error("the time from {from} to {to} is empty")]
    Empty {
        /// Its beginning.
        from: String,
        /// Its end.
        to: String,
    },
    /// It begins later than now.
    #[error("{0} has not come yet")]
    Future(String),
}

impl Granularity {
    /// As the service spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::HalfHour => "HALF_HOUR",
        }
    }

    /// Days that one call asks for. The service states no limit and has no pages, so answers are kept small: at most
    /// 31 rows a language by day, 96 by half hour.
    fn days_of_a_call(self) -> i32 {
        match self {
            Self::Daily => 31,
            Self::HalfHour => 2,
        }
    }
}

impl Period {
    /// Between two points, each written as a day (`2026-11-01`), an instant (`2026-11-01T08:00`, in the zone, or with
    /// an offset of its own) or a time back from now (`7d`, whole days; `12h`, exactly). An end that is a day is the
    /// end of that day; one that is left out, or lies ahead, is now.
    pub fn parse(
        from: &str,
        to: Option<&str>,
        granularity: Granularity,
        zone: Zone,
        now: Timestamp,
    ) -> Result<Self, PeriodError> {
        let wrong = |text: &str| PeriodError::NoTime(text.to_owned());
        let start = point(from, &zone, now, false).ok_or_else(|| wrong(from))?;
        let end =
            to.map_or(Some(now), |to| point(to, &zone, now, true)).ok_or_else(|| wrong(to.unwrap_or_default()))?;
        if start >= now {
            return Err(PeriodError::Future(zone.shown(start)));
        }
        if start >= end {
            return Err(PeriodError::Empty { from: zone.shown(start), to: zone.shown(end) });
        }
        Ok(Self { from: start, to: end.min(now), granularity, zone })
    }

    /// What is asked call by call: the whole period without a gap and without a millisecond twice. Cuts are at the
    /// start of a day of the zone, where the service, too, would begin to count anew.
    pub fn calls(&self) -> Vec<Span> {
        let mut calls = Vec::new();
        let mut start = self.from;
        while start < self.to {
            let days = self.granularity.days_of_a_call();
            let cut = self.zone.day_of(start).saturating_add(Length::new().days(days));
            let end = self.zone.start_of(cut).min(self.to);
            // Neither end is said to be left out, so the last millisecond belongs to the next call.
            calls.push(Span { start: milliseconds(start), end: milliseconds(end).saturating_sub(1) });
            start = end;
        }
        calls
    }

    /// "2026-11-01 00:00 to 2026-11-20 14:25 (UTC)".
    pub fn described(&self) -> String {
        format!("{} to {} ({})", self.zone.shown(self.from), self.zone.shown(self.to), self.zone.name)
    }
}

fn milliseconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_millisecond()).unwrap_or_default()
}

fn point(text: &str, zone: &Zone, now: Timestamp, is_end: bool) -> Option<Timestamp> {
    if let Some(back) = back_from(text, zone, now) {
        return Some(back);
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Some(instant);
    }
    // A date is read as one before it is read as a midnight.
    if text.len() == "2026-11-20".len() {
        let day: Date = text.parse().ok()?;
        let day = if is_end { day.tomorrow().ok()? } else { day };
        return Some(zone.start_of(day));
    }
    Some(zone.instant(text.parse::<DateTime>().ok()?))
}

/// `7d` is the start of the day seven days ago; `12h` twelve hours ago.
fn back_from(text: &str, zone: &Zone, now: Timestamp) -> Option<Timestamp> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if count.is_empty() || count.len() > 4 || !count.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let count: i32 = count.parse().ok()?;
    match unit {
        "d" => Some(zone.start_of(zone.day_of(now).checked_sub(Length::new().days(count)).ok()?)),
        "h" => now.checked_sub(SignedDuration::from_hours(count.into())).ok(),
        _ => None,
    }
}
