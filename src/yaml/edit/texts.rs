//! New text for a scalar, written as the old one is: in its quotes, or in its block.

use std::ops::Range;

use super::Replacement;
use super::meaning::with_ranges;
use super::site::{Site, Sites};
use crate::source::SourceFile;
use crate::yaml::emit::scalar::{double_quoted, escaped, inline, is_plain};
use crate::yaml::tree::{Content, Node, Style};

/// Replaces ranges of a scalar's text where they stand; `None` where the style cannot hold the new text.
pub(super) fn ranges(
    source: &SourceFile,
    node: Node<'_>,
    ranges: &[(Range<usize>, String)],
    sites: &Sites<'_>,
) -> Option<Vec<Replacement>> {
    let style = node.scalar()?.style;
    let one = |(range, text): &(Range<usize>, String)| {
        let text = in_style(text, style, block_indent(node), sites)?;
        Some(Replacement { range: node.locate_text(source, range), text })
    };
    ranges.iter().map(one).collect()
}

/// Text that means itself inside of a scalar of a style.
fn in_style(text: &str, style: Style, indent: usize, sites: &Sites<'_>) -> Option<String> {
    let is_literal = style == Style::Literal;
    let raw = !text.chars().any(|character| escaped(character) && !(is_literal && character == '\n'));
    match style {
        Style::DoubleQuoted => {
            let quoted = double_quoted(text);
            Some(quoted[1..quoted.len() - 1].to_owned())
        }
        Style::SingleQuoted => raw.then(|| text.replace('\'', "''")),
        Style::Plain | Style::Folded => raw.then(|| text.to_owned()),
        Style::Literal if !raw => None,
        Style::Literal => {
            let margin = " ".repeat(indent);
            let lines: Vec<String> = text
                .split('\n')
                .enumerate()
                .map(
                    |(nth, line)| if nth == 0 || line.is_empty() { line.to_owned() } else { format!("{margin}{line}") },
                )
                .collect();
            Some(lines.join(sites.line_break))
        }
    }
}

/// Replaces a whole scalar by a text, written in the old style where that can hold it.
pub(super) fn whole(node: Node<'_>, site: Site, text: &str, sites: &Sites<'_>, robust: bool) -> Vec<Replacement> {
    let Some(scalar) = node.scalar() else { return Vec::new() };
    let is_block = matches!(scalar.style, Style::Literal | Style::Folded);
    if is_block && !robust && can_be_block(text) {
        return block(node, site, text, sites);
    }
    let has_rare = text.chars().any(escaped);
    let written = match scalar.style {
        _ if robust => double_quoted(text),
        Style::SingleQuoted if !has_rare => format!("'{}'", text.replace('\'', "''")),
        Style::DoubleQuoted => double_quoted(text),
        Style::Plain if is_plain(text, site.in_flow) => text.to_owned(),
        _ => inline(text, site.in_flow),
    };
    let end = if is_block { sites.end(node) } else { node.span().end };
    vec![Replacement { range: node.span().start..end, text: written }]
}

/// The same scalar with the text of several of its ranges replaced.
pub(super) fn with_changes(node: Node<'_>, ranges: &[(Range<usize>, String)]) -> String {
    with_ranges(node.scalar().map_or("", |scalar| scalar.text), ranges)
}

/// Whether a text can stand in a block at all: its first line shows the indentation.
fn can_be_block(text: &str) -> bool {
    let first = text.split('\n').next().unwrap_or_default();
    !first.is_empty()
        && !text.split('\n').any(|line| line.starts_with('\t') || line.chars().any(escaped))
        && !first.starts_with(' ')
}

fn block_indent(node: Node<'_>) -> usize {
    match &node.data().content {
        Content::Scalar { indent, .. } => *indent as usize,
        _ => 0,
    }
}

/// Writes the text into a block: its indicator and its lines, with a comment between left alone.
fn block(node: Node<'_>, site: Site, text: &str, sites: &Sites<'_>) -> Vec<Replacement> {
    let start = node.span().start;
    let is_folded = sites.text[start..].starts_with('>');
    let content = text.trim_end_matches('\n');
    let is_foldable = !content.split('\n').any(|line| line.starts_with(' '));
    let indicator = if is_folded && is_foldable { '>' } else { '|' };
    let breaks = text.len() - content.len();
    let chomping = ["-", "", "+"][breaks.min(2)];
    let indent = block_indent(node).max(site.indent + 1);
    let indent = if block_indent(node) == 0 { site.indent + 2 } else { indent };
    let mut lines = String::new();
    let mut before = "";
    for (nth, line) in content.split('\n').enumerate() {
        if nth > 0 {
            lines.push_str(sites.line_break);
            // A single line break of a folded block is a space.
            if indicator == '>' && !before.is_empty() {
                lines.push_str(sites.line_break);
            }
        }
        before = line;
        if !line.is_empty() {
            lines.push_str(&" ".repeat(indent));
            lines.push_str(line);
        }
    }
    lines.push_str(&sites.line_break.repeat(breaks.saturating_sub(1)));
    let header_end = start + 1 + sites.indicators(node).len();
    let old = node.scalar().map_or("", |scalar| scalar.text);
    if breaks <= 1 && old.trim_end_matches('\n') == content && !sites.indicators(node).contains(char::is_numeric) {
        // Only the line break at the end differs: the lines stay as they are.
        let style = if is_folded { '>' } else { '|' };
        return vec![Replacement { range: start..header_end, text: format!("{style}{chomping}") }];
    }
    let first = sites.next_line(header_end);
    let end = if breaks > 1 { sites.past_blank_lines(node.span().end) } else { sites.end(node) }.max(first);
    vec![
        Replacement { range: start..header_end, text: format!("{indicator}{chomping}") },
        Replacement { range: first.min(end)..end, text: lines },
    ]
}
