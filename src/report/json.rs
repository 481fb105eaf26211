//! Findings as JSON, versioned: a field is never renamed or given another meaning without raising the version.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, Place, Replacement, Summary, is_deceptive};
use crate::source::SourceFile;

pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Entry<'a>>,
    summary: Counts,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    rule: &'a str,
    level: String,
    message: &'a str,
    file: &'a str,
    start: Point,
    end: Point,
    label: &'a str,
    related: Vec<Related<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    fix: Option<&'a str>,
    fix_kind: Option<&'a str>,
    edits: Vec<Edit<'a>>,
    fingerprint: &'a str,
}

/// Line and column from 1, in characters; the offset in bytes from 0.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    start: Point,
    end: Point,
    label: &'a str,
}

/// What the fix replaces, and by what.
#[derive(Serialize)]
struct Edit<'a> {
    start: Point,
    end: Point,
    text: &'a str,
}

/// The summary.
#[derive(Serialize)]
pub(super) struct Counts {
    errors: usize,
    warnings: usize,
    infos: usize,
    templates: usize,
    variants: usize,
}

/// The report as one JSON object, indented.
pub fn json(diagnostics: &[Diagnostic<'_>], summary: &Summary) -> String {
    let report =
        Report { version: VERSION, findings: diagnostics.iter().map(entry).collect(), summary: Counts::of(summary) };
    let text = serde_json::to_string_pretty(&report).expect("plain data without maps always serialises");
    escaped(&text)
}

impl Counts {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { errors, warnings, infos, templates, variants } = *summary;
        Self { errors, warnings, infos, templates, variants }
    }
}

pub(super) fn entry<'a>(diagnostic: &'a Diagnostic<'_>) -> Entry<'a> {
    let (start, end) = points(diagnostic.source, &diagnostic.primary.range);
    Entry {
        rule: diagnostic.rule,
        level: diagnostic.level.to_string(),
        message: &diagnostic.message,
        file: &diagnostic.source.name,
        start,
        end,
        label: &diagnostic.primary.text,
        related: diagnostic.secondary.iter().map(|place| related(diagnostic.source, place)).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        fix: diagnostic.fix.as_deref(),
        fix_kind: diagnostic.fix.is_some().then_some(if diagnostic.fix_is_safe { "safe" } else { "unsafe" }),
        edits: diagnostic.edits.iter().map(|edit| replaced(diagnostic.source, edit)).collect(),
        fingerprint: &diagnostic.fingerprint,
    }
}

fn related<'a>(source: &SourceFile, place: &'a Place) -> Related<'a> {
    let (start, end) = points(source, &place.range);
    Related { start, end, label: &place.text }
}

fn replaced<'a>(source: &SourceFile, edit: &'a Replacement) -> Edit<'a> {
    let (start, end) = points(source, &edit.range);
    Edit { start, end, text: &edit.text }
}

fn points(source: &SourceFile, range: &Range<usize>) -> (Point, Point) {
    let point = |offset| {
        let position = source.position(offset);
        Point { line: position.line, column: position.column, offset }
    };
    (point(range.start), point(range.end))
}

/// Deceptive characters occur only inside strings, where JSON can escape them without loss.
pub(super) fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        if is_deceptive(character) && character != '\n' {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(result, "\\u{unit:04x}");
            }
        } else {
            result.push(character);
        }
    }
    result
}
