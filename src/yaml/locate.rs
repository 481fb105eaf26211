//! Path to bytes: the only place where a symbolic place becomes a range of the source.

use std::ops::Range;

use super::pieces::{Piece, pieces};
use super::tree::{Content, Node, NodeId, Standing, Tree};
use crate::finding::{At, Path, Step};
use crate::source::SourceFile;

impl Tree {
    /// The bytes of a place.
    ///
    /// Where the path is missing, its nearest existing ancestor is meant: the key that leads to it, or its first
    /// line. After healing, paths of the author's spelling and paths of the healed tree both lead to their places.
    pub fn locate(&self, source: &SourceFile, at: &At) -> Range<usize> {
        let range = match at {
            At::Bytes(range) => range.clone(),
            At::Value(path) => match self.walk(path) {
                (_, Some(node)) => node.span(),
                (entered, None) => self.around(source, path, entered),
            },
            At::Key(path) => match self.walk(path) {
                (entered, Some(node)) => entered.and_then(|step| step.key).map_or_else(|| node.span(), Node::span),
                (entered, None) => self.around(source, path, entered),
            },
            At::Text(path, range) => match self.walk(path) {
                (_, Some(node)) => node.locate_text(source, range),
                (entered, None) => self.around(source, path, entered),
            },
        };
        within(&source.text, range)
    }

    /// The paths of all scalars whose bytes the test accepts.
    pub(super) fn paths_where(&self, test: &dyn Fn(&Range<usize>) -> bool) -> Vec<Path> {
        let mut found = Vec::new();
        collect(self.root(), &Path::root(), test, &mut found);
        found
    }

    /// The path of a node that is a value.
    pub(super) fn path_of(&self, id: NodeId) -> Option<Path> {
        path_below(self.root(), &Path::root(), id)
    }

    /// Follows a path as far as it goes: the last step that led somewhere, and the node at its end.
    fn walk(&self, path: &Path) -> (Option<Entered<'_>>, Option<Node<'_>>) {
        let mut node = self.root();
        let mut entered = None;
        for step in &path.0 {
            match node.enter(step) {
                Some(next) => {
                    node = next.value;
                    entered = Some(next);
                }
                None => return (entered, None),
            }
        }
        (entered, Some(node))
    }

    /// The key that leads to a node, or the node's first line.
    fn around(&self, source: &SourceFile, path: &Path, entered: Option<Entered<'_>>) -> Range<usize> {
        debug_assert!(!path.0.is_empty(), "the root always exists");
        if let Some(key) = entered.and_then(|entered| entered.key) {
            return key.span();
        }
        let span = entered.map_or_else(|| self.root().span(), |entered| entered.value.span());
        let line = source.text[span.clone()].find(['\n', '\r']).unwrap_or(span.len());
        span.start..span.start + line
    }
}

/// A step that led somewhere.
#[derive(Clone, Copy)]
struct Entered<'t> {
    key: Option<Node<'t>>,
    value: Node<'t>,
}

impl<'t> Node<'t> {
    /// One step for whoever asks for a place: what healing renamed or took out is found too.
    fn enter(self, step: &Step) -> Option<Entered<'t>> {
        let tree = self.tree;
        match step {
            Step::Key(key) if key == "text" && self.scalar().is_some() => Some(Entered { key: None, value: self }),
            Step::Key(key) => {
                let written = || self.entry_data().iter().filter(|entry| entry.standing != Standing::Added);
                let entry = written()
                    .find(|entry| entry.standing == Standing::Written && tree.key_text(entry) == key)
                    .or_else(|| written().find(|entry| tree.scalar_text(entry.key) == key))?;
                Some(Entered { key: Some(Node { tree, id: entry.key }), value: Node { tree, id: entry.value } })
            }
            Step::Index(index) => {
                let id = *self.item_data().get(*index)?;
                Some(Entered { key: None, value: Node { tree, id } })
            }
        }
    }

    /// The bytes of a range of the decoded text; the whole node where it is no scalar.
    pub(super) fn locate_text(self, source: &SourceFile, range: &Range<usize>) -> Range<usize> {
        let Content::Scalar { text, style, indent, .. } = &self.data().content else { return self.span() };
        let decoded = self.tree.text(text);
        let pieces = pieces(&source.text, self.span(), *style, *indent as usize, decoded);
        let Some(last) = pieces.last() else {
            // An empty text: between its quotes.
            let span = self.span();
            return if span.len() >= 2 { span.start + 1..span.end - 1 } else { span };
        };
        let text_end = last.source.end;
        let start = match range.start.min(decoded.len()) {
            start if start == decoded.len() => text_end,
            start => source_of(&pieces, start).start,
        };
        let end = match range.end.min(decoded.len()) {
            end if end <= range.start => start,
            end => source_of(&pieces, end - 1).end,
        };
        start..end.max(start)
    }
}

/// The source of the decoded byte at an offset: that byte itself, or all of the escape or line break it stands for.
fn source_of(pieces: &[Piece], offset: usize) -> Range<usize> {
    let position = pieces.partition_point(|piece| piece.decoded <= offset).saturating_sub(1);
    let piece = &pieces[position];
    if piece.verbatim {
        let start = piece.source.start + (offset - piece.decoded);
        start..start + 1
    } else {
        piece.source.clone()
    }
}

fn path_below(node: Node<'_>, path: &Path, id: NodeId) -> Option<Path> {
    if node.id == id {
        return Some(path.clone());
    }
    let mut entries = node.entries().map(|entry| (entry.value, path.join(entry.key)));
    let in_entries = entries.find_map(|(value, path)| path_below(value, &path, id));
    let items = || node.items().enumerate().map(|(index, item)| (item, path.join(index)));
    in_entries.or_else(|| items().find_map(|(item, path)| path_below(item, &path, id)))
}

fn collect(node: Node<'_>, path: &Path, test: &dyn Fn(&Range<usize>) -> bool, found: &mut Vec<Path>) {
    if node.scalar().is_some() && test(&node.span()) {
        found.push(path.clone());
    }
    for entry in node.entries() {
        let path = path.join(entry.key);
        if test(&entry.key_node.span()) {
            found.push(path.clone());
        }
        collect(entry.value, &path, test, found);
    }
    for (index, item) in node.items().enumerate() {
        collect(item, &path.join(index), test, found);
    }
}

/// The range, inside of the text and on character boundaries.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start);
    start..text.ceil_char_boundary(range.end).max(start)
}
