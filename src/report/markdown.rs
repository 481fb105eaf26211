//! Findings as a Markdown table: for comments and job summaries.
//!
//! Text from files is shown as text: nothing in it is markup, a link, a mention or a reference.

use super::visible::visible;
use super::{Diagnostic, Findings, Table};

/// A comment on GitHub takes 65 536 characters (its API refuses more); room for a line around the table is left.
const COMMENT: usize = 65_000;
/// Characters of one text: a table with longer ones is unreadable.
const LONGEST: usize = 400;
/// Room for the line that says what was left out.
const LAST_LINE: usize = 200;

/// A table that fits into a comment: the most severe findings first, whole rows only.
pub fn markdown(findings: &Findings<'_>) -> String {
    markdown_within(findings, COMMENT)
}

/// A table of at most so many bytes; nothing where not even its head fits.
pub fn markdown_within(findings: &Findings<'_>, limit: usize) -> String {
    let mut text = format!("**{}**\n", findings.summary.line());
    if findings.diagnostics.is_empty() {
        return if text.len() <= limit { text } else { String::new() };
    }
    text.push_str("\n| level | place | finding | rule |\n| --- | --- | --- | --- |\n");
    if text.len() + LAST_LINE > limit {
        return String::new();
    }
    let sorted = findings.by_severity();
    for (index, diagnostic) in sorted.iter().enumerate() {
        let row = row(diagnostic);
        let is_last = index + 1 == sorted.len();
        if text.len() + row.len() + if is_last { 0 } else { LAST_LINE } > limit {
            let left = sorted.len() - index;
            text.push_str(&format!("\n{left} more; `chatform {}` shows all of them.\n", findings.command));
            break;
        }
        text.push_str(&row);
    }
    text
}

fn row(diagnostic: &Diagnostic<'_>) -> String {
    let place = plain(&format!("{}:{}", diagnostic.source.name, diagnostic.start()));
    let mut finding = plain(&diagnostic.message);
    for (kind, text) in diagnostic.remarks() {
        finding.push_str(&format!("<br>{kind}: {}", plain(text)));
    }
    format!("| {} | {place} | {finding} | `{}` |\n", diagnostic.level, diagnostic.rule)
}

/// A table of texts and numbers.
pub fn markdown_table(table: &Table) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut text = line(table.columns.iter().map(|column| plain(&column.title)).collect());
    text.push_str(&line(table.columns.iter().map(|_| "---".to_owned()).collect()));
    for row in &table.rows {
        text.push_str(&line(row.iter().map(|cell| plain(&cell.shown())).collect()));
    }
    text
}

/// Text in which every mark is only itself.
pub(super) fn plain(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    let joined = text.trim().replace('\n', " ");
    let shown = visible(&joined);
    let mut before = String::new();
    let mut characters = shown.chars().take(LONGEST).peekable();
    while let Some(character) = characters.next() {
        // Every ASCII mark may be escaped; these few mean nothing within a cell, or only after one of the others.
        if character.is_ascii_punctuation() && !",.:;()-/?'\"=%".contains(character) {
            markdown.push('\\');
        }
        markdown.push(character);
        if refers(&before, character, characters.peek().copied()) {
            // Forges look for references in the rendered text, where no escaping helps: a space without width does.
            markdown.push_str("&#8203;");
        }
        before.push(character.to_ascii_lowercase());
    }
    if shown.chars().nth(LONGEST).is_some() {
        markdown.push('…');
    }
    markdown
}

/// Whether a character may make a mention, a reference, an emoji or a link of what follows.
fn refers(before: &str, character: char, next: Option<char>) -> bool {
    let Some(next) = next.filter(|next| !next.is_whitespace()) else { return false };
    match character {
        '@' | '#' | '!' | '~' | '%' | '&' => true,
        ':' => next == '/' || next == '+' || next == '-' || next.is_alphabetic(),
        '.' => before.ends_with("www"),
        _ => false,
    }
}
