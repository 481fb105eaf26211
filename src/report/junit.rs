//! JUnit XML: one suite, a test case for each finding and for each file without one.
//!
//! Only an error is a failure, so a report is green where the run passes; warnings and remarks are skipped cases, which
//! viewers show with their text. Follows the schema of Apache Ant's reports, which wants every element written here.
//! Written by hand: `quick-junit` puts attributes on `testsuites` that this schema forbids, and brings nine crates.

use std::collections::HashSet;
use std::fmt::Write;

use super::{Diagnostic, Findings, visible, visible_lines};
use crate::finding::Level;

/// The report.
pub fn junit(findings: &Findings<'_>) -> String {
    let with_findings: HashSet<&str> = findings.diagnostics.iter().map(|one| one.source.name.as_str()).collect();
    let clean: Vec<&&str> = findings.files.iter().filter(|name| !with_findings.contains(**name)).collect();
    let tests = findings.diagnostics.len() + clean.len();
    let failures = findings.summary.errors;
    let skipped = findings.diagnostics.len() - failures;
    let command = findings.command;
    let time = findings.time.strftime("%Y-%m-%dT%H:%M:%S");
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"{command}\" package=\"chatform\" \
         id=\"0\" timestamp=\"{time}\" hostname=\"localhost\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" \
         skipped=\"{skipped}\" time=\"0\">\n    <properties/>\n"
    );
    for diagnostic in findings.diagnostics {
        xml.push_str(&case(diagnostic));
    }
    for name in clean {
        // Writing to a string cannot fail.
        let _ = writeln!(xml, "    <testcase name=\"no findings\" classname=\"{}\" time=\"0\"/>", escaped(name));
    }
    let line = escaped(&findings.summary.line());
    let _ = write!(xml, "    <system-out>{line}</system-out>\n    <system-err/>\n  </testsuite>\n</testsuites>\n");
    xml
}

fn case(diagnostic: &Diagnostic<'_>) -> String {
    let (file, rule) = (escaped(&diagnostic.source.name), escaped(diagnostic.rule));
    let message = escaped(&diagnostic.message);
    let text = details(diagnostic);
    let outcome = match diagnostic.level {
        Level::Error => format!("<failure type=\"{rule}\" message=\"{message}\">{text}</failure>"),
        Level::Warning | Level::Info => {
            format!("<skipped message=\"{}: {message}\">{text}</skipped>", diagnostic.level)
        }
    };
    let name = format!("{rule} at {}", diagnostic.start());
    format!("    <testcase name=\"{name}\" classname=\"{file}\" time=\"0\">{outcome}</testcase>\n")
}

/// Place, message, notes and help, a line each.
fn details(diagnostic: &Diagnostic<'_>) -> String {
    let place = format!("{}:{}", visible(&diagnostic.source.name), diagnostic.start());
    let mut lines = vec![format!("{place}: {}", visible(&diagnostic.message))];
    lines.extend(diagnostic.remarks().map(|(kind, text)| format!("{kind}: {}", visible_lines(text))));
    escaped_lines(&lines.join("\n"))
}

/// Text that is safe in an attribute too: nothing that XML forbids or reads as markup.
fn escaped(text: &str) -> String {
    escaped_lines(&visible(text))
}

/// Like [`escaped`], for text of several lines whose deceptive characters are visible already.
fn escaped_lines(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    // A line that begins with `::` would be a command in a log of GitHub Actions.
    let mut at_start = true;
    for character in text.chars() {
        match character {
            ':' if at_start => xml.push_str("&#58;"),
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            // The two code points that are no control characters and yet forbidden in XML.
            '\u{fffe}' | '\u{ffff}' => drop(write!(xml, "&lt;U+{:04X}&gt;", u32::from(character))),
            character => xml.push(character),
        }
        at_start = character == '\n' || (at_start && character.is_whitespace());
    }
    xml
}
