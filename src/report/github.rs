//! GitHub Actions: workflow commands that become annotations of the changed lines.
//!
//! Escaping as in `actions/toolkit`, `packages/core/src/command.ts`.

use super::{Diagnostic, Findings, visible, visible_lines};
use crate::finding::Level;

/// So many annotations of a level does GitHub show of one step; it drops the others.
/// Source: docs.github.com, "Workflow commands", and actions/toolkit, `docs/problem-matchers.md`, "Limitations".
const PER_LEVEL: usize = 10;

/// The annotations, the most severe first; findings beyond the limit as lines of the log.
pub fn github(findings: &Findings<'_>) -> String {
    let (mut commands, mut rest) = (String::new(), String::new());
    let mut shown = [0; 3];
    for diagnostic in findings.by_severity() {
        let count = &mut shown[diagnostic.level as usize];
        *count += 1;
        if *count <= PER_LEVEL {
            commands.push_str(&command(diagnostic, findings));
        } else {
            rest.push_str(&log_line(diagnostic));
        }
    }
    commands + &rest
}

fn command(diagnostic: &Diagnostic<'_>, findings: &Findings<'_>) -> String {
    let name = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    };
    let (start, end) = (diagnostic.start(), diagnostic.end());
    // Columns make sense to GitHub only within a line.
    let place = if start.line == end.line {
        format!("line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column)
    } else {
        format!("line={},endLine={}", start.line, end.line)
    };
    let file = property(&findings.path(&diagnostic.source.name));
    let mut message = visible(&diagnostic.message).into_owned();
    for (kind, text) in diagnostic.remarks() {
        message.push_str(&format!("\n{kind}: {}", visible_lines(text)));
    }
    format!("::{name} file={file},{place},title={}::{}\n", property(diagnostic.rule), data(&message))
}

/// A line that is no command: it begins with a level, and the older form of commands, which may stand anywhere in a
/// line, is broken up.
fn log_line(diagnostic: &Diagnostic<'_>) -> String {
    let place = format!("{}:{}", visible(&diagnostic.source.name), diagnostic.start());
    let line = format!("{}[{}] {place}: {}", diagnostic.level, diagnostic.rule, visible(&diagnostic.message));
    format!("{}\n", line.replace("##[", "## ["))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}
