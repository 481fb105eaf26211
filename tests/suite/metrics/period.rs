//! Which time is asked about, and in which calls.

use chatform::metrics::{Granularity, Period, PeriodError, Zone};
use jiff::{SignedDuration, Timestamp};

const NOW: &str = "2026-11-20T14:25:35Z";

fn period(from: &str, to: Option<&str>, zone: &str) -> Result<Period, PeriodError> {
    Period::parse(from, to, Granularity::Daily, Zone::parse(zone).unwrap(), NOW.parse().unwrap())
}

fn ends(from: &str, to: Option<&str>, zone: &str) -> (String, String) {
    let period = period(from, to, zone).unwrap();
    (period.from.to_string(), period.to.to_string())
}

#[test]
fn a_last_day_is_part_of_the_period() {
    let expected = ("2026-11-01T00:00:00Z".to_owned(), "2026-11-20T00:00:00Z".to_owned());
    assert_eq!(ends("2026-11-01", Some("2026-11-19"), "UTC"), expected);
    assert_eq!(ends("2026-11-01", Some("2026-11-20"), "UTC").1, NOW, "today ends now");
    assert_eq!(ends("2026-11-01", None, "UTC").1, NOW);
}

#[test]
fn days_are_days_of_the_zone() {
    assert_eq!(
        ends("2026-11-01", Some("2026-11-01"), "+08:00"),
        ends("2026-10-31T16:00:00Z", Some("2026-11-01T16:00:00Z"), "UTC")
    );
    assert_eq!(
        ends("2026-11-01", Some("2026-11-01"), "Asia/Shanghai"),
        ends("2026-11-01", Some("2026-11-01"), "+08:00")
    );
    assert_eq!(ends("2026-11-01T08:00", None, "-03:30").0, "2026-11-01T11:30:00Z");
    assert_eq!(ends("2026-11-01T08:00:00+02:00", None, "-03:30").0, "2026-11-01T06:00:00Z");
    assert!(period("7d", None, "+08:00").unwrap().described().ends_with("to 2026-11-20 22:25 (+08:00)"));
    for wrong in ["", "Mars", "+", "+8:", "+25:00", "8", "+08:60"] {
        assert_eq!(Zone::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn days_back_are_whole_and_hours_are_exact() {
    assert_eq!(ends("7d", None, "UTC").0, "2026-11-13T00:00:00Z");
    assert_eq!(ends("12h", None, "UTC").0, "2026-11-20T02:25:35Z");
    assert_eq!(ends("7d", Some("2d"), "UTC").1, "2026-11-18T00:00:00Z");
}

#[test]
fn what_is_no_time_is_said() {
    for wrong in ["yesterday", "2026-13-01", "7", "d", "-7d", "99999d", "7w", "", "2026-11-1"] {
        assert_eq!(period(wrong, None, "UTC"), Err(PeriodError::NoTime(wrong.to_owned())));
    }
    assert!(matches!(period("2026-11-05", Some("2026-11-01"), "UTC"), Err(PeriodError::Empty { .. })));
    assert!(matches!(period("2026-12-01", None, "UTC"), Err(PeriodError::Future(_))));
}

#[test]
fn calls_leave_no_gap_and_ask_for_nothing_twice() {
    let now: Timestamp = NOW.parse().unwrap();
    for granularity in [Granularity::Daily, Granularity::HalfHour] {
        for zone in ["UTC", "+08:00", "America/New_York", "Australia/Lord_Howe"] {
            for hours in [1, 23, 24, 25, 47, 49, 700, 744, 745, 9000] {
                let from = (now - SignedDuration::from_hours(hours)).to_string();
                let period = Period::parse(&from, None, granularity, Zone::parse(zone).unwrap(), now).unwrap();
                let calls = period.calls();
                assert_eq!(calls[0].start, u64::try_from(period.from.as_millisecond()).unwrap());
                assert_eq!(calls.last().unwrap().end + 1, u64::try_from(period.to.as_millisecond()).unwrap());
                assert!(calls.windows(2).all(|two| two[0].end + 1 == two[1].start), "{zone} {hours}");
                assert!(calls.iter().all(|call| call.start <= call.end), "{zone} {hours}");
                let most = if granularity == Granularity::Daily { 32 } else { 3 };
                let day = 24 * 3600 * 1000;
                assert!(calls.iter().all(|call| call.end - call.start < most * day), "{zone} {hours}");
            }
        }
    }
}
