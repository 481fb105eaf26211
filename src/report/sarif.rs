//! SARIF 2.1.0, as GitHub's code scanning takes it.
//!
//! Source: docs.oasis-open.org/sarif/sarif/v2.1.0, and docs.github.com, "SARIF support for code scanning".

mod log;

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::diagnostic::end_of;
use super::json::escaped;
use super::{Diagnostic, Findings, Replacement, visible_lines};
use crate::finding::{Level, RuleMeta};
use crate::source::SourceFile;
use log::{
    ArtifactChange, ArtifactLocation, Configuration, Content, Driver, Fingerprints, Fix, Invocation, Location, Log,
    Message, Notification, PhysicalLocation, Region, Replaced, ResultEntry, RuleEntry, Run, Tool,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// GitHub shows so many results of a run and drops the others.
const MOST_RESULTS: usize = 5_000;
/// What a path keeps as it is: the unreserved characters of RFC 3986, and what parts it.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The report, indented; where there are too many findings, the most severe.
pub fn sarif(findings: &Findings<'_>) -> String {
    let shown = findings.at_most(MOST_RESULTS);
    let rules = rules(&shown, findings.rules);
    let results = shown.iter().map(|diagnostic| result(diagnostic, &rules, findings)).collect();
    let left_out = findings.diagnostics.len() - shown.len();
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: env!("CARGO_PKG_NAME"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.iter().map(|meta| rule(meta)).collect(),
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: [Invocation {
            execution_successful: true,
            tool_execution_notifications: (left_out > 0).then(|| cut(left_out)).into_iter().collect(),
        }],
        results,
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    escaped(&serde_json::to_string_pretty(&log).expect("plain data without maps always serialises"))
}

/// What is known of the rules that report something, in the order of their ids.
fn rules(shown: &[&Diagnostic<'_>], known: &[&'static RuleMeta]) -> Vec<&'static RuleMeta> {
    let mut ids: Vec<&str> = shown.iter().map(|diagnostic| diagnostic.rule).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut rules: Vec<&RuleMeta> = known.iter().copied().filter(|meta| ids.binary_search(&meta.id).is_ok()).collect();
    rules.sort_by_key(|meta| meta.id);
    rules
}

fn rule(meta: &'static RuleMeta) -> RuleEntry {
    let docs: Vec<&str> = meta.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let what = docs.iter().take_while(|line| !line.starts_with("## ")).copied().collect::<Vec<_>>().join("\n");
    let docs = docs.join("\n").trim_end().to_owned();
    RuleEntry {
        id: meta.id,
        short_description: Message::of(meta.summary.to_owned()),
        full_description: Message::of(what.trim().to_owned()),
        help: Message { markdown: Some(docs.clone()), text: docs },
        default_configuration: Configuration { level: level(meta.level) },
    }
}

fn cut(left_out: usize) -> Notification {
    let message = format!("{left_out} findings are left out, the limit is {MOST_RESULTS}: the most severe are shown");
    Notification { level: "warning", message: text(&message) }
}

fn result<'a>(diagnostic: &Diagnostic<'a>, rules: &[&'static RuleMeta], findings: &Findings<'_>) -> ResultEntry<'a> {
    let mut message = diagnostic.message.clone();
    for (kind, remark) in diagnostic.remarks() {
        message.push_str(&format!("\n{kind}: {remark}"));
    }
    let fingerprint = Some(&diagnostic.fingerprint).filter(|fingerprint| !fingerprint.is_empty());
    let related = diagnostic.secondary.iter().enumerate();
    ResultEntry {
        rule_id: diagnostic.rule,
        rule_index: rules.binary_search_by_key(&diagnostic.rule, |meta| meta.id).ok(),
        level: level(diagnostic.level),
        message: text(&message),
        locations: [location(diagnostic.source, &diagnostic.primary.range, &diagnostic.primary.text, findings)],
        related_locations: related
            .map(|(index, place)| Location {
                id: Some(index),
                ..location(diagnostic.source, &place.range, &place.text, findings)
            })
            .collect(),
        fixes: fix(diagnostic, findings).map(|fix| [fix]),
        partial_fingerprints: fingerprint.map(|own| Fingerprints { github: format!("{own}:1"), own: own.clone() }),
    }
}

fn location(source: &SourceFile, range: &Range<usize>, label: &str, findings: &Findings<'_>) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(&findings.path(&source.name)),
            region: region(source, &(range.start..end_of(source, range))),
        },
        message: (!label.is_empty()).then(|| text(label)),
    }
}

fn region(source: &SourceFile, range: &Range<usize>) -> Region {
    let (start, end) = (source.position(range.start), source.position(range.end));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The fix, where it is certainly what the author meant and known as replacements. What it inserts is written as it is: a fix never inserts a character
/// that could deceive.
fn fix(diagnostic: &Diagnostic<'_>, findings: &Findings<'_>) -> Option<Fix> {
    let title = diagnostic.fix.as_ref().filter(|_| diagnostic.fix_is_safe && !diagnostic.edits.is_empty())?;
    let replaced = |edit: &Replacement| Replaced {
        deleted_region: region(diagnostic.source, &edit.range),
        inserted_content: Content { text: edit.text.clone() },
    };
    let change = ArtifactChange {
        artifact_location: artifact(&findings.path(&diagnostic.source.name)),
        replacements: diagnostic.edits.iter().map(replaced).collect(),
    };
    Some(Fix { description: text(title), artifact_changes: [change] })
}

fn artifact(path: &str) -> ArtifactLocation {
    let encoded = utf8_percent_encode(path, PATH);
    if path.starts_with('/') {
        return ArtifactLocation { uri: format!("file://{encoded}"), uri_base_id: None };
    }
    ArtifactLocation { uri: encoded.to_string(), uri_base_id: Some("%SRCROOT%") }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A message of plain text: braces are doubled, because single ones are placeholders (§3.11.5), and what would be read
/// as a link is none (§3.11.6).
fn text(text: &str) -> Message {
    let mut text = visible_lines(text).replace('{', "{{").replace('}', "}}");
    if text.contains("](") {
        text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    Message::of(text)
}
