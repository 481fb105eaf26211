//! How a scalar is written: its quotes, its block, its indentation.

use crate::yaml::edit::Sites;
use crate::yaml::emit::scalar::{block, inline, is_multi_line};
use crate::yaml::resolve::Kind;
use crate::yaml::tree::{Content, Node, Style};

/// Lines are at most so long, where something may be broken.
pub(super) const WIDTH: usize = 120;

/// Characters that mean something to YAML in some places: quotes around them may stay where they are not needed.
const INDICATORS: &[char] = &['*', '&', '!', '%', '@', '`', '{', '}', '[', ']', '|', '>', '#', ',', '?', '='];

/// A scalar on its line, or a block: the indicators, and the lines below.
pub(super) enum Written {
    Line(String),
    Block(String, String),
}

/// A scalar in one line. `flow`: inside of brackets.
pub(super) fn in_line(node: Node<'_>, flow: bool) -> String {
    let Some(scalar) = node.scalar() else { return String::new() };
    // What was fine without quotes stays so.
    if scalar.kind != Kind::Text || scalar.style == Style::Plain {
        return scalar.text.to_owned();
    }
    let plain = inline(scalar.text, flow);
    let was_quoted = matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted);
    let is_unquoted = plain == scalar.text;
    if was_quoted && is_unquoted && scalar.text.contains(INDICATORS) {
        return if scalar.text.contains(['"', '\\']) && !scalar.text.contains('\'') {
            format!("'{}'", scalar.text)
        } else {
            crate::yaml::emit::scalar::double_quoted(scalar.text)
        };
    }
    plain
}

/// The value of an entry or item. `begun` is how long its line is already, `indent` that of its key or dash.
pub(super) fn value(node: Node<'_>, sites: &Sites<'_>, begun: usize, indent: usize) -> Written {
    let Some(scalar) = node.scalar() else { return Written::Line(String::new()) };
    let margin = indent + 2;
    if matches!(scalar.style, Style::Literal | Style::Folded) && !scalar.text.trim_matches('\n').is_empty() {
        return block_as_written(node, sites, margin);
    }
    if scalar.kind == Kind::Text && is_multi_line(scalar.text) {
        let mut text = String::new();
        block(scalar.text, margin, &mut text);
        let (header, lines) = text.split_once('\n').unwrap_or((&text, ""));
        return Written::Block(header.to_owned(), lines.to_owned());
    }
    let line = in_line(node, false);
    let is_broken = sites.text[node.span()].contains(['\n', '\r']);
    if is_broken
        && begun + 1 + line.chars().count() > WIDTH
        && let Some(lines) = folded(scalar.text, margin)
    {
        return Written::Block(">-".to_owned(), lines);
    }
    Written::Line(line)
}

/// A block with its lines as they are, but for their indentation.
fn block_as_written(node: Node<'_>, sites: &Sites<'_>, margin: usize) -> Written {
    let (text, span) = (sites.text, node.span());
    let Content::Scalar { indent, .. } = &node.data().content else { return Written::Line(String::new()) };
    let decoded = node.scalar().map_or("", |scalar| scalar.text);
    let breaks = decoded.len() - decoded.trim_end_matches('\n').len();
    let first = sites.next_line(span.start);
    let last = span.end + text[span.end..].find(['\n', '\r']).unwrap_or(text.len() - span.end);
    let mut lines = String::new();
    let mut needs_indicator = None;
    for line in text.get(first..last.max(first)).unwrap_or_default().split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let content = line.get(*indent as usize..).unwrap_or_default();
        if !content.is_empty() {
            needs_indicator.get_or_insert(content.starts_with(' '));
            lines.push_str(&" ".repeat(margin));
            lines.push_str(content);
        }
        lines.push('\n');
    }
    lines.push_str(&"\n".repeat(breaks.saturating_sub(1)));
    let style = &text[span.start..=span.start];
    let indicator = if needs_indicator == Some(true) { "2" } else { "" };
    Written::Block(format!("{style}{indicator}{}", ["-", "", "+"][breaks.min(2)]), lines)
}

/// A text without line breaks, folded; none where it has blanks that folding would change.
fn folded(text: &str, margin: usize) -> Option<String> {
    let is_plain = !text.contains(['\n', '\t', '\r']) && !text.contains("  ") && text.trim() == text;
    if !is_plain || text.chars().any(crate::yaml::emit::scalar::escaped) {
        return None;
    }
    let (mut lines, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        let width = word.chars().count();
        if length > 0 && margin + length + 1 + width <= WIDTH {
            lines.push(' ');
            length += 1 + width;
            lines.push_str(word);
            continue;
        }
        if length > 0 {
            lines.push('\n');
        }
        lines.push_str(&" ".repeat(margin));
        lines.push_str(word);
        length = width;
    }
    lines.push('\n');
    Some(lines)
}
