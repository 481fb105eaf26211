//! The form of a time in both signatures: `2026-11-20T14:25:35Z`.

use jiff::Timestamp;

/// An instant in UTC with whole seconds, as both signatures carry it.
pub fn format_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads that form back; `None` for every other one.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let time: Timestamp = text.parse().ok()?;
    (format_time(time) == text).then_some(time)
}
