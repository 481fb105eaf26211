//! What can be folded away: whatever takes several lines, below its first.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use super::look::Look;
use crate::yaml::Node;

/// Keys and items with several lines, and comments.
pub(super) fn ranges(look: &Look<'_>) -> Vec<FoldingRange> {
    let mut lines = Vec::new();
    if let Some(tree) = look.tree() {
        collect(look, tree.root(), &mut lines);
    }
    let mut ranges: Vec<FoldingRange> = lines.into_iter().map(|(first, last)| range(first, last, None)).collect();
    ranges.extend(comments(look).into_iter().map(|(first, last)| range(first, last, Some(FoldingRangeKind::Comment))));
    ranges.sort_by_key(|range| (range.start_line, std::cmp::Reverse(range.end_line)));
    ranges.dedup_by_key(|range| range.start_line);
    ranges
}

fn range(first: usize, last: usize, kind: Option<FoldingRangeKind>) -> FoldingRange {
    let number = |line: usize| u32::try_from(line - 1).unwrap_or(u32::MAX);
    FoldingRange { start_line: number(first), end_line: number(last), kind, ..FoldingRange::default() }
}

fn collect(look: &Look<'_>, node: Node<'_>, lines: &mut Vec<(usize, usize)>) {
    for entry in node.entries() {
        add(look, entry.key_node.span().start, entry.value.span().end, lines);
        collect(look, entry.value, lines);
    }
    for item in node.items() {
        add(look, item.span().start, item.span().end, lines);
        collect(look, item, lines);
    }
}

fn add(look: &Look<'_>, start: usize, end: usize, lines: &mut Vec<(usize, usize)>) {
    let source = look.source();
    let content = source.text.get(start..end).unwrap_or_default().trim_end();
    let (first, last) = (source.position(start).line, source.position(start + content.len()).line);
    if last > first {
        lines.push((first, last));
    }
}

/// Lines of nothing but comments, several below each other.
fn comments(look: &Look<'_>) -> Vec<(usize, usize)> {
    let source = look.source();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for line in 1..=source.line_count() {
        if !source.text[source.line_range(line)].trim_start().starts_with('#') {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.1 + 1 == line => last.1 = line,
            _ => found.push((line, line)),
        }
    }
    found.retain(|(first, last)| last > first);
    found
}
