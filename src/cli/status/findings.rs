//! What stands in the way of sending, each on its line of the file.

use crate::cli::planning::Planning;
use crate::finding::{At, Level, Path};
use crate::model::{Template, Variant, origin};
use crate::remote::{AuditStatus, Row};
use crate::report::{Diagnostic, Place};
use crate::status::{Standing, subject};

/// Each declared variant that somebody has to do something about.
pub(super) fn findings<'p>(planning: &'p Planning, standings: &[Standing]) -> Vec<Diagnostic<'p>> {
    let troubled = standings.iter().filter(|standing| standing.is_trouble());
    troubled.filter_map(|standing| finding(planning, standing)).collect()
}

fn finding<'p>(planning: &'p Planning, standing: &Standing) -> Option<Diagnostic<'p>> {
    let variant = &standing.desired.variant;
    let file = planning.project.files.iter().find(|file| file.source.name == standing.desired.source.file)?;
    let template = file.value.as_ref()?;
    let (rule, help) = advice(standing.row.as_ref());
    let (at, message, mut notes) = match &standing.row {
        None => (entry(variant), format!("{} is not at the service", variant.key()), Vec::new()),
        Some(row) if row.status == AuditStatus::Fail => rejection(template, variant, row),
        Some(row) => (entry(variant), standing_words(variant, row), Vec::new()),
    };
    if standing.has_moved_on() {
        notes.push("the file says something else by now than what was rejected".to_owned());
    }
    Some(Diagnostic {
        level: Level::Error,
        rule,
        message,
        source: &file.source,
        primary: Place { range: file.locate(&at), text: String::new() },
        secondary: Vec::new(),
        notes,
        help: Some(help.to_owned()),
        fix: None,
        fix_is_safe: false,
        edits: Vec::new(),
        fingerprint: format!("{rule}/{}", variant.key()),
    })
}

/// The name of what is wrong, and what to do about it.
fn advice(row: Option<&Row>) -> (&'static str, &'static str) {
    match row.map(|row| &row.status) {
        None => ("review/not-there", "`chatform apply` creates it"),
        Some(AuditStatus::Fail) => {
            ("review/rejected", "mend it here and apply again: a rejected template is modified in place")
        }
        Some(AuditStatus::Paused) => {
            ("review/paused", "wait until the platform lets it go; or send another until its receivers like it better")
        }
        Some(AuditStatus::Disabled) => ("review/disabled", "deploy a new `revision`, or appeal in the console"),
        Some(_) => ("review/status-unknown", "look at it in the console, and report the status to the project"),
    }
}

/// The language's own entry.
fn entry(variant: &Variant) -> At {
    At::Key(Path(vec!["languages".into(), variant.language.as_str().into()]))
}

fn standing_words(variant: &Variant, row: &Row) -> String {
    let reason = if row.reason.is_empty() { String::new() } else { format!(": {}", row.reason) };
    format!("{} is {}{reason}", variant.key(), row.status.in_words())
}

/// Where a rejection points to, what it says, and which rules are about the same.
fn rejection(template: &Template, variant: &Variant, row: &Row) -> (At, String, Vec<String>) {
    let subject = subject(&row.reason, variant);
    let reason = if row.reason.is_empty() { "the service gives no reason" } else { row.reason.as_str() };
    let notes = match subject.rules {
        [] => Vec::new(),
        [rule] => vec![format!("`chatform explain {rule}` says what is allowed there")],
        rules => vec![format!("`chatform explain RULE` says what is allowed there: {}", rules.join(", "))],
    };
    let at = origin(template, &variant.language, place(template, variant, subject.path));
    (at, format!("{} is rejected: {reason}", variant.key()), notes)
}

/// A part of the variant, as a place: of a text, its first line.
fn place(template: &Template, variant: &Variant, path: Path) -> At {
    // Bytes count in the text as it is written: before the environment's values are filled in.
    let written = template.variants().into_iter().find(|written| written.language == variant.language);
    let texts = written.iter().flat_map(Variant::texts);
    let text = texts.into_iter().find(|(place, text)| *place == path && !text.is_empty());
    match text {
        Some((path, text)) => At::Text(path, 0..text.lines().next().unwrap_or_default().len()),
        None => At::Value(path),
    }
}
