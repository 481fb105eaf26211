//! Which part of a file a comment is about: what begins on its line, or else on the next line with anything on it.

use std::ops::Range;

use crate::source::SourceFile;
use crate::yaml::{Node, Tree};

/// The entries and items of a file, by where they begin; of those that begin together the outer one first.
pub(super) struct Coverage<'s> {
    source: &'s SourceFile,
    units: Vec<Range<usize>>,
}

impl<'s> Coverage<'s> {
    pub(super) fn of(source: &'s SourceFile, tree: &Tree) -> Self {
        let mut units = Vec::new();
        collect(tree.root(), &mut units);
        units.sort_by_key(|unit| (unit.start, std::cmp::Reverse(unit.end)));
        Self { source, units }
    }

    /// The bytes that a comment covers: every node that begins on the line, with everything below it.
    pub(super) fn under(&self, comment: &Range<usize>) -> Option<Range<usize>> {
        let text = &self.source.text;
        let line = self.source.position(comment.start).line;
        let own = self.source.line_range(line);
        let before = text[own.start..comment.start].trim_start_matches(['\u{feff}', ' ', '\t']);
        if before.is_empty() {
            return self.starting_on(self.next_line(line)?);
        }
        let content = comment.start - before.len()..own.end;
        self.starting_on(content.clone()).or_else(|| self.around(content.start))
    }

    /// The next line that holds more than a comment, without its indentation. It can be no line inside of a scalar,
    /// because a comment cannot stand in one.
    fn next_line(&self, after: usize) -> Option<Range<usize>> {
        (after + 1..=self.source.line_count()).map(|line| self.source.line_range(line)).find_map(|line| {
            let content = self.source.text[line.clone()].trim_start();
            let is_passed_over = content.is_empty() || content.starts_with('#') || content.trim_end() == "---";
            (!is_passed_over).then_some(line.end - content.len()..line.end)
        })
    }

    /// From the first character of a line to the end of whatever begins on it.
    fn starting_on(&self, line: Range<usize>) -> Option<Range<usize>> {
        let first = self.units.partition_point(|unit| unit.start < line.start);
        let on_line = self.units[first..].iter().take_while(|unit| unit.start <= line.end);
        on_line.map(|unit| unit.end).max().map(|end| line.start..end)
    }

    /// The innermost node that goes on here: the line is a later one of a text or of a bracket.
    fn around(&self, offset: usize) -> Option<Range<usize>> {
        let before = self.units.partition_point(|unit| unit.start <= offset);
        self.units[..before].iter().rev().find(|unit| unit.end > offset).cloned()
    }
}

fn collect(node: Node<'_>, units: &mut Vec<Range<usize>>) {
    for entry in node.entries() {
        units.push(entry.key_node.span().start..entry.value.span().end.max(entry.key_node.span().end));
        collect(entry.value, units);
    }
    for item in node.items() {
        units.push(item.span());
        collect(item, units);
    }
}
