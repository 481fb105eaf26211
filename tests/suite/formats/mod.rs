//! The formats that other programs read: each against what its reader wants.

mod command;
mod github;
mod gitlab;
pub(crate) mod hostile;
mod junit;
mod markdown;
mod ndjson;
mod sarif;

use chatform::finding::Level;
use chatform::report::{Diagnostic, Findings, Place, Summary};
use chatform::rules;
use chatform::source::SourceFile;

use crate::support::Sandbox;

/// A project in which nearly every rule reports something: the `fail` fixtures of all of them.
fn faulty_project() -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    sandbox.copy_of_at(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules"), "templates")
}

/// A finding of the footer in a file.
fn finding<'a>(source: &'a SourceFile, level: Level, message: &str) -> Diagnostic<'a> {
    let start = source.text.find("footer").unwrap();
    Diagnostic {
        level,
        rule: "footer/too-long",
        message: message.to_owned(),
        source,
        primary: Place { range: start..start + 6, text: String::new() },
        secondary: Vec::new(),
        notes: Vec::new(),
        help: None,
        fix: None,
        fix_is_safe: false,
        edits: Vec::new(),
        fingerprint: format!("{start:032x}"),
    }
}

/// What a report is made from.
fn findings<'a>(diagnostics: &'a [Diagnostic<'a>]) -> Findings<'a> {
    Findings {
        command: "lint",
        diagnostics,
        summary: Summary::of(diagnostics.iter().map(|one| one.level), 1, 1),
        rules: rules::metas(),
        files: &[],
        base: "",
        time: "2026-11-20T12:30:00Z".parse().unwrap(),
    }
}
