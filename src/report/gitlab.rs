//! GitLab's code quality report: a JSON array for the merge request's widget and diff.
//!
//! Format: docs.gitlab.com, "Code Quality", "Code Quality report format".

use serde::Serialize;

use super::json::escaped;
use super::{Diagnostic, Findings, visible};
use crate::finding::Level;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The report, indented.
pub fn gitlab(findings: &Findings<'_>) -> String {
    let issues: Vec<Issue<'_>> = findings.diagnostics.iter().map(|diagnostic| issue(diagnostic, findings)).collect();
    let text = serde_json::to_string_pretty(&issues).expect("plain data without maps always serialises");
    escaped(&text)
}

fn issue<'a>(diagnostic: &'a Diagnostic<'_>, findings: &Findings<'_>) -> Issue<'a> {
    let lines = Lines { begin: diagnostic.start().line, end: diagnostic.end().line };
    Issue {
        description: visible(&diagnostic.message).into_owned(),
        check_name: diagnostic.rule,
        fingerprint: &diagnostic.fingerprint,
        severity: match diagnostic.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Info => "info",
        },
        location: Location { path: visible(&findings.path(&diagnostic.source.name)).into_owned(), lines },
    }
}
