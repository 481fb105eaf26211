//! The time zone that days are days of.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

/// A time zone with the name it was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// As it was written: `UTC`, `+08:00`, `Asia/Shanghai`.
    pub name: String,
    zone: TimeZone,
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// `UTC`, an offset such as `+08:00`, or a name that this machine's time zone database has.
    pub fn parse(text: &str) -> Option<Self> {
        let zone = match text {
            "UTC" | "utc" | "Z" => TimeZone::UTC,
            _ => match offset(text) {
                Some(offset) => TimeZone::fixed(offset),
                None => TimeZone::get(text).ok()?,
            },
        };
        Some(Self { name: text.to_owned(), zone })
    }

    /// The first instant of a day; in a zone that skips it, the first there is.
    pub fn start_of(&self, day: Date) -> Timestamp {
        self.instant(day.at(0, 0, 0, 0))
    }

    /// The instant that clocks there show so; where they show it twice, the first.
    pub fn instant(&self, shown: DateTime) -> Timestamp {
        self.zone.to_ambiguous_timestamp(shown).compatible().unwrap_or(Timestamp::MAX)
    }

    /// The day that an instant belongs to.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// An instant as clocks there show it: `2026-11-20 14:30`.
    pub fn shown(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn offset(text: &str) -> Option<Offset> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text[1..].split_once(':').unwrap_or((&text[1..], "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hours) || !is_number(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 15 && minutes < 60).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}
