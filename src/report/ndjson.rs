//! Findings as JSON, a line each, and the summary as the last line: for programs that read while lines come in.

use serde::Serialize;

use super::json::{Counts, Entry, VERSION, entry, escaped};
use super::{Diagnostic, Summary};

/// A line; `type` tells which.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Finding,
    Summary,
}

#[derive(Serialize)]
struct Line<T> {
    version: u32,
    r#type: Kind,
    #[serde(flatten)]
    content: T,
}

/// A line for each finding, as an entry of the JSON report; then one with the counts.
pub fn ndjson(diagnostics: &[Diagnostic<'_>], summary: &Summary) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&line::<Entry<'_>>(Kind::Finding, entry(diagnostic)));
    }
    text.push_str(&line(Kind::Summary, Counts::of(summary)));
    text
}

fn line<T: Serialize>(kind: Kind, content: T) -> String {
    let line = Line { version: VERSION, r#type: kind, content };
    let text = serde_json::to_string(&line).expect("plain data without maps always serialises");
    format!("{}\n", escaped(&text))
}
