//! Writes the pieces of a document in the one layout.

use super::attached::{Line, Piece};
use super::scalars::{WIDTH, Written, in_line, value};
use crate::finding::Path;
use crate::yaml::KeyOrder;
use crate::yaml::edit::Sites;
use crate::yaml::tree::Node;

/// The order of the keys of the mapping at a path; none where its keys are names that the author gave.
pub(super) type Orders<'o> = dyn Fn(&Path) -> Option<KeyOrder<'static>> + 'o;

pub(super) struct Printer<'p> {
    pub(super) sites: &'p Sites<'p>,
    pub(super) orders: &'p Orders<'p>,
    pub(super) out: String,
    /// The last lines belong to a block that keeps its blank lines.
    keeps_blanks: bool,
}

impl<'p> Printer<'p> {
    pub(super) fn new(sites: &'p Sites<'p>, orders: &'p Orders<'p>) -> Self {
        Self { sites, orders, out: String::new(), keeps_blanks: false }
    }

    /// The whole document.
    pub(super) fn document(&mut self, mut root: Piece<'_>) {
        // What stands above the first key is about the file.
        if let Some(first) = root.children.first_mut() {
            let head = std::mem::take(&mut first.leading);
            let is_apart = std::mem::take(&mut first.after_blank) && !head.is_empty();
            self.lines(&head, 0);
            if is_apart {
                self.out.push('\n');
            }
        }
        if root.value.scalar().is_some() {
            self.rest(&root, 0, &Path::root());
        } else if root.children.is_empty() {
            let empty = if root.value.is_sequence() { "[]" } else { "{}" };
            self.out.push_str(if self.sites.is_flow(root.value) { empty } else { "" });
            self.out.push('\n');
        } else {
            self.above_first(&root, 0, &Path::root());
            self.children(&root, 0, &Path::root());
        }
        self.lines(&root.dangling, 0);
    }

    /// The children of a collection, each on lines of its own; the first goes on where the line stands.
    fn children(&mut self, parent: &Piece<'_>, indent: usize, path: &Path) {
        for (nth, (place, child)) in self.sorted(parent, path).into_iter().enumerate() {
            if nth > 0 {
                let is_apart = child.leading.first().map_or(child.after_blank, |line| line.after_blank);
                self.blank_line_if(is_apart);
                self.lines(&child.leading, indent);
                self.blank_line_if(child.after_blank && !child.leading.is_empty());
                self.margin(indent);
            } else if self.is_at_line_start() {
                self.margin(indent);
            }
            self.piece(child, indent, &place);
        }
    }

    /// Writes the comments above the child that is written first.
    fn above_first(&mut self, piece: &Piece<'_>, indent: usize, path: &Path) {
        let Some((_, first)) = self.sorted(piece, path).into_iter().next() else { return };
        self.lines(&first.leading, indent);
        self.blank_line_if(first.after_blank && !first.leading.is_empty());
    }

    /// The children in their order, each with its path.
    fn sorted<'c, 't>(&self, parent: &'c Piece<'t>, path: &Path) -> Vec<(Path, &'c Piece<'t>)> {
        let place = |(index, child): (usize, &'c Piece<'t>)| match child.key.and_then(Node::scalar) {
            Some(key) => (path.join(key.text), child),
            None => (path.join(index), child),
        };
        let mut children: Vec<(Path, &Piece<'t>)> = parent.children.iter().enumerate().map(place).collect();
        if let Some(order) = (self.orders)(path).filter(|_| parent.value.is_mapping()) {
            let rank = |child: &Piece<'_>| child.key.and_then(Node::scalar).map(|key| order.rank(key.text));
            children.sort_by_key(|(_, child)| rank(child));
        }
        children
    }

    /// An entry or item, on a line that is indented already.
    fn piece(&mut self, piece: &Piece<'_>, indent: usize, path: &Path) {
        match piece.key {
            Some(key) => {
                self.out.push_str(&in_line(key, false));
                self.out.push(':');
            }
            None => self.out.push('-'),
        }
        self.rest(piece, indent, path);
    }

    /// What follows a key's colon or a dash.
    fn rest(&mut self, piece: &Piece<'_>, indent: usize, path: &Path) {
        self.keeps_blanks = false;
        if piece.value.scalar().is_some() {
            self.scalar(piece, indent);
            return;
        }
        if let Some(line) = self.in_one_line(piece, path) {
            self.out.push(' ');
            self.out.push_str(&line);
            self.out.push_str(piece.trailing.as_deref().unwrap_or_default());
            self.out.push('\n');
            return;
        }
        // An opening bracket that goes takes its comment to the line that it was on.
        if let Some(comment) = piece.intro.as_ref().or(piece.trailing.as_ref()) {
            self.out.push_str(comment);
        }
        let second = piece.intro.as_ref().and(piece.trailing.as_ref());
        let has_lines = self.sorted(piece, path).first().is_some_and(|(_, first)| !first.leading.is_empty());
        if piece.key.is_none() && piece.intro.is_none() && piece.trailing.is_none() && !has_lines {
            self.out.push(' ');
        } else {
            self.out.push('\n');
            self.above_first(piece, indent + 2, path);
        }
        self.children(piece, indent + 2, path);
        let after = second.map(|text| Line { text: text.trim_start().to_owned(), after_blank: false });
        self.lines(&after.into_iter().collect::<Vec<_>>(), indent + 2);
        self.lines(&piece.dangling, indent + 2);
    }

    fn scalar(&mut self, piece: &Piece<'_>, indent: usize) {
        let begun = self.out.rsplit('\n').next().map_or(0, |line| line.chars().count());
        let comment = piece.trailing.as_deref().unwrap_or_default();
        match value(piece.value, self.sites, begun, indent) {
            Written::Line(line) => {
                self.out.push_str(&format!(" {line}{comment}\n"));
            }
            Written::Block(header, lines) => {
                self.keeps_blanks = header.ends_with('+');
                self.out.push_str(&format!(" {header}{comment}\n{lines}"));
            }
        }
    }

    /// A collection in one line, where it is empty, or was in brackets and fits without a comment inside.
    fn in_one_line(&self, piece: &Piece<'_>, path: &Path) -> Option<String> {
        if piece.children.is_empty() && piece.dangling.is_empty() && piece.intro.is_none() {
            return Some(if piece.value.is_mapping() { "{}" } else { "[]" }.to_owned());
        }
        if !self.sites.is_flow(piece.value) || piece.has_comments {
            return None;
        }
        let line = self.flow(piece, path);
        let begun = self.out.rsplit('\n').next().map_or(0, |line| line.chars().count());
        (begun + 1 + line.chars().count() <= WIDTH).then_some(line)
    }

    fn flow(&self, piece: &Piece<'_>, path: &Path) -> String {
        if piece.value.scalar().is_some() {
            return in_line(piece.value, true);
        }
        let entry = |(path, child): (Path, &Piece<'_>)| match child.key {
            Some(key) => format!("{}: {}", in_line(key, true), self.flow(child, &path)),
            None => self.flow(child, &path),
        };
        let inside: Vec<String> = self.sorted(piece, path).into_iter().map(entry).collect();
        match (piece.value.is_mapping(), inside.is_empty()) {
            (true, true) => "{}".to_owned(),
            (true, false) => format!("{{ {} }}", inside.join(", ")),
            (false, _) => format!("[{}]", inside.join(", ")),
        }
    }

    fn lines(&mut self, lines: &[Line], indent: usize) {
        for (nth, line) in lines.iter().enumerate() {
            if nth > 0 || self.is_after_text() {
                self.blank_line_if(line.after_blank && (nth > 0 || !self.out.ends_with("\n\n")));
            }
            self.margin(indent);
            self.out.push_str(&line.text);
            self.out.push('\n');
        }
    }

    /// Whether some line stands above that is not the head of a collection.
    fn is_after_text(&self) -> bool {
        !self.out.is_empty() && !self.out.trim_end_matches('\n').ends_with([':', '-'])
    }

    fn is_at_line_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    fn blank_line_if(&mut self, wanted: bool) {
        if wanted && !self.keeps_blanks && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.keeps_blanks = false;
    }

    fn margin(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}
