//! The sums as OpenMetrics text, for whoever scrapes files.
//!
//! Source: the OpenMetrics specification 1.0 (checked 2026-11-20).

use std::fmt::Write;

use super::measured::Measured;
use super::period::Period;

/// A family: its name, what it says, and its number for one thing.
type Family = (&'static str, &'static str, fn(&Measured) -> Option<u64>);

const FAMILIES: &[Family] = &[
    ("chatform_messages_sent", "Messages sent in the period.", |measured| Some(measured.totals().sent)),
    ("chatform_messages_delivered", "Messages delivered in the period.", |measured| Some(measured.totals().delivered)),
    ("chatform_messages_read", "Messages read in the period.", |measured| measured.totals().read),
];

/// All of it, with the period as two more gauges.
pub fn openmetrics(measured: &[Measured], period: &Period) -> String {
    let mut text = String::new();
    for (name, help, number) in FAMILIES {
        head(&mut text, name, help);
        for one in measured {
            if let Some(number) = number(one) {
                let _ = writeln!(text, "{name}{{{}}} {number}", labels(one));
            }
        }
    }
    let clicks = "chatform_button_clicks";
    head(&mut text, clicks, "Clicks on a button in the period.");
    for one in measured {
        for ((kind, button), count) in one.totals().buttons {
            let (kind, button) = (label("kind", &kind), label("button", &button));
            let _ = writeln!(text, "{clicks}{{{},{kind},{button}}} {count}", labels(one));
        }
    }
    for (name, at, help) in [
        ("chatform_period_start_seconds", period.from, "The first second that was counted."),
        ("chatform_period_end_seconds", period.to, "The first second that was no longer counted."),
    ] {
        let _ = writeln!(
            text,
            "# TYPE {name} gauge\n# UNIT {name} seconds\n# HELP {name} {help}\n{name} {}",
            at.as_second()
        );
    }
    text.push_str("# EOF\n");
    text
}

fn head(text: &mut String, name: &str, help: &str) {
    let _ = writeln!(text, "# TYPE {name} gauge\n# HELP {name} {help}");
}

fn labels(measured: &Measured) -> String {
    let place = label("place", &measured.place);
    if measured.language.is_empty() && measured.code.is_empty() {
        return format!("{place},{}", label("phone_number", &measured.name));
    }
    let code = label("template_code", &measured.code);
    format!("{place},{},{},{code}", label("template", &measured.name), label("language", &measured.language))
}

fn label(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{name}=\"{value}\"")
}
