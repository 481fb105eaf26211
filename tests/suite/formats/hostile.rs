//! Text made to deceive, in every format: it is shown, and does nothing.

use chatform::context::{Random, SeededRandom};
use chatform::finding::Level;
use chatform::report::{
    Diagnostic, Findings, Look, Place, Replacement, concise, github, gitlab, is_deceptive, json, junit, markdown,
    ndjson, pretty, sarif,
};
use chatform::source::SourceFile;
use serde_json::Value;

use super::{finding, findings, junit as junit_tests, markdown as markdown_tests, sarif as sarif_tests};
use crate::support::{rounds, tell_runs};

/// Pieces that mean something to a terminal, to XML, to Markdown, to a workflow's log or to JSON.
const PIECES: &[&str] = &[
    "\u{1b}[2J",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "\u{8}",
    "\u{0}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{2028}",
    "\u{e0041}",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "</failure>",
    "<?x?>",
    "&",
    "&#0;",
    "&quot;",
    "\"",
    "'",
    "<b>",
    "`",
    "```",
    "|",
    "\\",
    "\\|",
    "](",
    "[x]",
    "![",
    "@all",
    "#1",
    "*",
    "__",
    "~~",
    "$",
    "www.x.example",
    "http://x",
    "%0A",
    "%",
    "::error::",
    "::",
    ",",
    ":",
    "##[error]",
    "{0}",
    "{{1}}",
    "{",
    "}",
    "a",
    " ",
    "😀",
    "é",
    "你",
    "e\u{301}",
];

fn hostile(random: &SeededRandom) -> String {
    let length = random.below(12);
    (0..length).map(|_| PIECES[usize::try_from(random.below(PIECES.len() as u64)).unwrap()]).collect()
}

fn diagnostic<'a>(source: &'a SourceFile, random: &SeededRandom) -> Diagnostic<'a> {
    let levels = [Level::Error, Level::Warning, Level::Info];
    let level = levels[usize::try_from(random.below(3)).unwrap()];
    let length = source.text.len() as u64;
    let (one, other) = (random.below(length + 1), random.below(length + 1));
    let range = |one: u64, other: u64| {
        let boundary = |offset: u64| source.text.floor_char_boundary(usize::try_from(offset).unwrap());
        boundary(one.min(other))..boundary(one.max(other))
    };
    Diagnostic {
        primary: Place { range: range(one, other), text: hostile(random) },
        secondary: vec![Place { range: range(random.below(length + 1), other), text: hostile(random) }],
        notes: vec![hostile(random), hostile(random)],
        help: Some(hostile(random)),
        fix: Some(hostile(random)),
        edits: vec![Replacement { range: range(one, other), text: hostile(random) }],
        ..finding(source, level, &hostile(random))
    }
}

fn assert_nothing_raw(text: &str) {
    let raw = text.chars().find(|character| is_deceptive(*character) && *character != '\n');
    assert_eq!(raw, None, "{text:?}");
}

/// Fails on a line that would be a command in a log of GitHub Actions.
fn assert_no_command(text: &str) {
    assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
}

/// Nothing that a report shows does anything, and programs can read all of it.
pub(crate) fn assert_harmless(findings: &Findings<'_>) {
    let (all, summary, count) = (findings.diagnostics, &findings.summary, findings.diagnostics.len());
    for width in [100, 30] {
        let text = pretty(all, Look { width, unicode: width == 100, ..Look::default() });
        assert_nothing_raw(&text);
        assert_no_command(&text);
    }
    assert_nothing_raw(&concise(all));
    assert_no_command(&concise(all));
    assert_eq!(concise(all).lines().count(), count);

    let lines = ndjson(all, summary);
    assert_nothing_raw(&lines);
    let parsed: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed.len(), count + 1);
    for text in [json(all, summary), gitlab(findings), sarif(findings)] {
        assert_nothing_raw(&text);
        assert_no_command(&text);
        serde_json::from_str::<Value>(&text).unwrap();
    }

    let log = github(findings);
    assert_nothing_raw(&log);
    assert_eq!(log.lines().count(), count);
    let commands = ["::error file=", "::warning file=", "::notice file="];
    for line in log.lines().filter(|line| !commands.iter().any(|command| line.starts_with(command))) {
        assert!(line.starts_with(['e', 'w', 'i']) && !line.contains("##["), "{line}");
    }

    let table = markdown(findings);
    assert_nothing_raw(&table);
    assert_no_command(&table);
    let rows = markdown_tests::cells(&table);
    let left = count - rows.len();
    assert!(left == 0 || table.contains(&format!("\n{left} more; ")), "{table}");
    assert!(rows.iter().all(|row| row.len() == 4), "{table}");
    let xml = junit(findings);
    assert_nothing_raw(&xml);
    assert_no_command(&xml);
    assert_eq!(junit_tests::failures_and_skipped(&xml), count, "{xml}");
}

#[test]
fn hostile_text_is_harmless_in_every_format() {
    let count = rounds(60, 3000);
    for seed in 0..count {
        let random = SeededRandom::new(seed as u64);
        let source = SourceFile::new(hostile(&random) + "x", hostile(&random) + "footer" + &hostile(&random));
        let all: Vec<Diagnostic<'_>> = (0..1 + random.below(13)).map(|_| diagnostic(&source, &random)).collect();
        assert_harmless(&findings(&all));
    }
    tell_runs("reports of odd findings", count, "reports of each format");
}

#[test]
fn hostile_text_leaves_sarif_and_junit_valid() {
    let random = SeededRandom::new(7);
    let source = SourceFile::new(hostile(&random) + "x", format!("footer{}", hostile(&random)));
    let all: Vec<Diagnostic<'_>> = (0..rounds(300, 4000)).map(|_| diagnostic(&source, &random)).collect();
    junit_tests::assert_valid(&junit(&findings(&all)));
    sarif_tests::assert_valid(&serde_json::from_str(&sarif(&findings(&all))).unwrap());
}

#[test]
fn a_line_of_a_remark_or_a_file_name_is_no_command_to_a_workflow() {
    let source = SourceFile::new("::error::x.yaml", "footer: x\n");
    let mut diagnostic = finding(&source, Level::Error, "footer is odd");
    diagnostic.help = Some("write\n  ::stop-commands::x\n::y".to_owned());
    let all = [diagnostic];
    assert_harmless(&findings(&all));
    assert!(pretty(&all, Look::default()).contains("\n          : :stop-commands::x\n        : :y\n"));
    assert_eq!(concise(&all), "./::error::x.yaml:1:1: error[footer/too-long] footer is odd\n");
    let xml = junit(&findings(&all));
    let document = roxmltree::Document::parse(&xml).unwrap();
    let failure = document.descendants().find(|node| node.has_tag_name("failure")).unwrap();
    assert!(failure.text().unwrap().ends_with("help: write\n  ::stop-commands::x\n::y"), "{xml}");
}
