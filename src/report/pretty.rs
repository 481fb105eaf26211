//! Findings for people: a headline, the excerpt, and what to do.

mod excerpt;
mod snippet;

use super::{Diagnostic, Ink, Look, visible, visible_lines, wrapped};
use crate::finding::Level;
use snippet::snippet;

/// What stands before the further lines of a remark.
const INDENT: &str = "        ";
const LEAST_WIDTH: usize = 40;

/// All findings, a blank line after each.
pub fn pretty(diagnostics: &[Diagnostic<'_>], look: Look) -> String {
    diagnostics.iter().map(|diagnostic| one(diagnostic, look)).collect()
}

fn one(diagnostic: &Diagnostic<'_>, look: Look) -> String {
    let ink = match diagnostic.level {
        Level::Error => Ink::Bad,
        Level::Warning => Ink::Warn,
        Level::Info => Ink::Hint,
    };
    let head = look.paint(ink, &format!("{}[{}]", diagnostic.level, diagnostic.rule));
    let message = look.paint(Ink::Strong, &visible(&diagnostic.message));
    let mut text = format!("{head}: {message}\n{}", snippet(diagnostic, look));
    for note in &diagnostic.notes {
        text.push_str(&remark("note", note, look));
    }
    if let Some(help) = &diagnostic.help {
        text.push_str(&remark("help", help, look));
    }
    text.push('\n');
    text
}

/// A remark under an excerpt; its further lines are indented like its first.
fn remark(kind: &str, text: &str, look: Look) -> String {
    let width = look.width.saturating_sub(INDENT.len()).max(LEAST_WIDTH);
    let text = visible_lines(text);
    let lines: Vec<String> = text.trim_end().lines().flat_map(|line| wrapped(line, width)).map(harmless).collect();
    format!("  {}: {}\n", look.paint(Ink::Hint, kind), lines.join(&format!("\n{INDENT}")))
}

/// A line that is no command: one that begins with `::`, however far indented, would be one in a log of GitHub Actions.
fn harmless(line: String) -> String {
    if line.trim_start().starts_with("::") { line.replacen("::", ": :", 1) } else { line }
}
