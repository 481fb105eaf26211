//! Which comment and which blank line belong to which entry or item.

use crate::yaml::Comment;
use crate::yaml::edit::Sites;
use crate::yaml::tree::{Node, NodeId};

/// A comment in a line of its own.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) text: String,
    /// There is a blank line above it.
    pub(super) after_blank: bool,
}

/// An entry or item, with what belongs to it.
pub(super) struct Piece<'t> {
    /// Of an entry its key.
    pub(super) key: Option<Node<'t>>,
    pub(super) value: Node<'t>,
    /// The comments above it.
    pub(super) leading: Vec<Line>,
    /// There is a blank line above its first line.
    pub(super) after_blank: bool,
    /// The comment behind its value, or behind the indicators of a block, with the blanks before it.
    pub(super) trailing: Option<String>,
    /// The comment behind its key or dash, where the value begins below.
    pub(super) intro: Option<String>,
    /// Of a collection its children.
    pub(super) children: Vec<Piece<'t>>,
    /// Of a collection the comments below its last child.
    pub(super) dangling: Vec<Line>,
    /// Some comment stands inside of the value.
    pub(super) has_comments: bool,
}

/// Goes through a document and its comments, both in the order of the text.
pub(super) struct Attaching<'s, 't> {
    pub(super) sites: &'s Sites<'s>,
    pub(super) comments: &'t [Comment],
    at: usize,
}

/// The next thing behind a collection: where it begins, and in which column.
#[derive(Clone, Copy)]
struct Next {
    start: usize,
    column: Option<usize>,
}

impl<'s, 't> Attaching<'s, 't> {
    /// The whole document as one piece.
    pub(super) fn root(sites: &'s Sites<'s>, comments: &'t [Comment], root: Node<'t>) -> Piece<'t> {
        let mut attaching = Self { sites, comments, at: 0 };
        let next = Next { start: sites.text.len() + 1, column: None };
        let mut piece = attaching.piece(None, root, next);
        let left = attaching.comments.len();
        let rest = attaching.lines_until(left);
        piece.dangling.extend(rest);
        piece
    }

    fn peek(&self) -> Option<&'t Comment> {
        self.comments.get(self.at)
    }

    /// Takes comments up to the one with this number.
    fn lines_until(&mut self, end: usize) -> Vec<Line> {
        let all = &self.comments[self.at..end];
        self.at = end;
        all.iter().map(|comment| self.line(comment)).collect()
    }

    /// Takes the comments that begin before an offset.
    fn lines_before(&mut self, offset: usize) -> Vec<Line> {
        let count = self.comments[self.at..].iter().take_while(|comment| comment.span.start < offset).count();
        self.lines_until(self.at + count)
    }

    fn line(&self, comment: &Comment) -> Line {
        Line { text: self.text(comment), after_blank: self.is_after_blank(comment.span.start) }
    }

    fn text(&self, comment: &Comment) -> String {
        self.sites.text[comment.span.clone()].trim_end().to_owned()
    }

    fn is_after_blank(&self, offset: usize) -> bool {
        let before = &self.sites.text[..self.sites.line_start(offset)];
        let before = before.trim_start_matches('\u{feff}');
        let ended = before.strip_suffix('\n').or_else(|| before.strip_suffix('\r')).unwrap_or(before);
        let ended = ended.strip_suffix('\r').unwrap_or(ended);
        let last = ended.rsplit(['\n', '\r']).next().unwrap_or(ended);
        !before.is_empty() && last.trim_matches([' ', '\t']).is_empty()
    }

    /// The next comment, if it stands behind something on the same line.
    fn same_line(&mut self, end: usize) -> Option<String> {
        let comment = self.peek()?;
        let between = self.sites.text.get(end..comment.span.start)?;
        if !between.trim_matches([' ', '\t', ',']).is_empty() {
            return None;
        }
        self.at += 1;
        let blanks = between.len() - between.trim_end_matches([' ', '\t']).len();
        Some(format!("{}{}", " ".repeat(blanks.max(1)), self.text(comment)))
    }

    fn piece(&mut self, key: Option<Node<'t>>, value: Node<'t>, next: Next) -> Piece<'t> {
        let site = self.sites.get(value.id);
        let start = site.map_or(value.span().start, |site| site.start);
        let is_root = key.is_none() && site.is_none_or(|site| site.intro == 0);
        let leading = if is_root { Vec::new() } else { self.lines_before(start) };
        let after_blank = !is_root && self.is_after_blank(start);
        let mut piece = Piece {
            key,
            value,
            leading,
            after_blank,
            trailing: None,
            intro: None,
            children: Vec::new(),
            dangling: Vec::new(),
            has_comments: false,
        };
        let first = self.at;
        if value.scalar().is_some() {
            self.scalar(&mut piece, site.map_or(start, |site| site.intro));
        } else {
            if !is_root {
                piece.intro = self.same_line(self.open(value, site.map_or(start, |site| site.intro)));
            }
            self.collection(&mut piece, next);
        }
        piece.has_comments = self.at > first;
        if self.sites.is_flow(value) {
            piece.trailing = self.same_line(value.span().end);
        }
        piece
    }

    /// Where a comment may begin that belongs to the line on which a collection is opened.
    fn open(&self, value: Node<'t>, intro: usize) -> usize {
        if self.sites.is_flow(value) { value.span().start + 1 } else { intro }
    }

    fn scalar(&mut self, piece: &mut Piece<'t>, intro: usize) {
        let span = piece.value.span();
        if self.peek().is_some_and(|comment| comment.span.start < span.start) {
            piece.trailing = self.same_line(intro);
            piece.leading.extend(self.lines_before(span.start));
        }
        if self.peek().is_some_and(|comment| comment.span.start < span.end) {
            // Behind the indicators of a block.
            piece.trailing = self.same_line(span.start + 1 + self.sites.indicators(piece.value).len());
        } else if piece.trailing.is_none() {
            piece.trailing = self.same_line(span.end);
        }
    }

    fn collection(&mut self, piece: &mut Piece<'t>, next: Next) {
        let node = piece.value;
        let keys = node.entries().map(|entry| (Some(entry.key_node), entry.value));
        let children: Vec<(Option<Node<'t>>, Node<'t>)> = keys.chain(node.items().map(|item| (None, item))).collect();
        let starts: Vec<usize> = children.iter().map(|(key, value)| self.start(*key, *value)).collect();
        for (index, (key, value)) in children.iter().enumerate() {
            let next = match starts.get(index + 1) {
                Some(start) => Next { start: *start, column: Some(self.sites.column(*start)) },
                None if self.sites.is_flow(node) => Next { start: node.span().end, column: None },
                None => next,
            };
            let child = self.piece(*key, *value, next);
            piece.children.push(child);
        }
        piece.dangling = if self.sites.is_flow(node) {
            self.lines_before(node.span().end)
        } else {
            let column = starts.first().map_or(0, |start| self.sites.column(*start));
            self.dangling(column, next)
        };
    }

    fn start(&self, key: Option<Node<'t>>, value: Node<'t>) -> usize {
        let own = |id: NodeId| self.sites.get(id).map(|site| site.start);
        key.map(|key| key.span().start).or_else(|| own(value.id)).unwrap_or(value.span().start)
    }

    /// The comments below a collection that are as deep as its children, and deeper than what follows.
    fn dangling(&mut self, column: usize, next: Next) -> Vec<Line> {
        let belongs = |comment: &&Comment| {
            let own = self.sites.column(comment.span.start);
            comment.span.start < next.start && own >= column && next.column.is_none_or(|next| own > next)
        };
        let count = self.comments[self.at..].iter().take_while(belongs).count();
        self.lines_until(self.at + count)
    }
}
