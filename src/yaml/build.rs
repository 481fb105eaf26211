//! Builds a tree from what a parser says, and reports what may not be in one.
//!
//! Knows no parser: it is told of scalars, starts and ends.

mod duplicates;

use super::faults::{EMPTY_VALUE, KEY_NOT_TEXT, MERGE_KEY};
use super::resolve::Kind;
use super::tree::{Bytes, Content, EntryData, NodeData, NodeId, Standing, Style, Tree, UNKNOWN_KEYS};
use crate::finding::{At, Finding, Path, Step};

/// A child as it was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Child {
    /// A value.
    Node(NodeId),
    /// Nothing where a value belongs; the offset.
    Empty(u32),
    /// Reported already, and it cannot stay; where it begins and ends.
    Dropped(u32, u32),
    /// A key that stood before.
    Repeated,
}

enum Frame {
    /// The node, where its entries begin on the stack, and the key that waits for its value.
    Mapping { id: NodeId, base: usize, key: Option<Child> },
    /// The node, and where its items begin on the stack.
    Sequence { id: NodeId, base: usize },
}

/// A tree under construction.
pub(super) struct Builder {
    nodes: Vec<NodeData>,
    entries: Vec<EntryData>,
    items: Vec<NodeId>,
    texts: String,
    frames: Vec<Frame>,
    pending_entries: Vec<(Child, Child)>,
    pending_items: Vec<Child>,
    root: Option<Child>,
    values: usize,
    pub(super) findings: Vec<Finding>,
    holes: Vec<Path>,
}

impl Builder {
    /// `length` is that of the source, in bytes: a guess of how much room is needed.
    pub(super) fn new(length: usize) -> Self {
        Self {
            nodes: Vec::with_capacity((length / 24).min(10_000)),
            entries: Vec::with_capacity((length / 48).min(5_000)),
            items: Vec::new(),
            texts: String::with_capacity(length.min(100_000)),
            frames: Vec::with_capacity(8),
            pending_entries: Vec::with_capacity(24),
            pending_items: Vec::new(),
            root: None,
            values: 0,
            findings: Vec::new(),
            holes: Vec::new(),
        }
    }

    /// How many collections are open.
    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    /// How many values there are so far, those that cannot stay included.
    pub(super) fn value_count(&self) -> usize {
        self.values
    }

    /// Whether the next child is the value of a merge key, which is reported as a whole.
    pub(super) fn in_merge_key(&self) -> bool {
        match self.frames.last() {
            Some(Frame::Mapping { key: Some(Child::Node(id)), .. }) => self.is_merge_key(*id),
            _ => false,
        }
    }

    pub(super) fn scalar(&mut self, text: &str, span: Bytes, style: Style, kind: Kind, indent: u32) {
        let start = self.begin_text();
        self.push_text(text);
        self.end_scalar(start, span, style, kind, indent);
    }

    /// Begins a text that comes in pieces.
    pub(super) fn begin_text(&self) -> u32 {
        self.texts.len() as u32
    }

    pub(super) fn push_text(&mut self, piece: &str) {
        self.texts.push_str(piece);
    }

    /// Ends the text that began at `start`: a scalar that stands for text.
    pub(super) fn end_text(&mut self, start: u32, span: Bytes, style: Style, indent: u32) {
        self.end_scalar(start, span, style, Kind::Text, indent);
    }

    fn end_scalar(&mut self, start: u32, span: Bytes, style: Style, kind: Kind, indent: u32) {
        let text = start..self.texts.len() as u32;
        let id = self.push_node(span, Content::Scalar { text, style, kind, indent });
        self.child(Child::Node(id));
    }

    pub(super) fn empty(&mut self, offset: u32) {
        self.child(Child::Empty(offset));
    }

    pub(super) fn dropped(&mut self, span: Bytes) {
        self.child(Child::Dropped(span.start, span.end));
    }

    pub(super) fn start_mapping(&mut self, span: Bytes) {
        let id = self.push_node(span, Content::Mapping(0..0));
        self.frames.push(Frame::Mapping { id, base: self.pending_entries.len(), key: None });
    }

    pub(super) fn start_sequence(&mut self, span: Bytes) {
        let id = self.push_node(span, Content::Sequence(0..0));
        self.frames.push(Frame::Sequence { id, base: self.pending_items.len() });
    }

    /// Closes the innermost collection; `closing` is the end of its closing bracket, if it has one.
    pub(super) fn end(&mut self, closing: Option<u32>) {
        let Some(frame) = self.frames.pop() else { return };
        let id = match frame {
            Frame::Mapping { id, base, .. } => {
                let last = self.pending_entries[base..].last().map(|(_, value)| *value);
                self.end_at(id, closing.or(last.map(|child| self.end_of(child))));
                self.close_mapping(id, base);
                id
            }
            Frame::Sequence { id, base } => {
                let last = self.pending_items[base..].last().copied();
                self.end_at(id, closing.or(last.map(|child| self.end_of(child))));
                self.close_sequence(id, base);
                id
            }
        };
        self.child(Child::Node(id));
    }

    /// The tree; a document without content is an empty mapping.
    pub(super) fn finish(mut self) -> (Tree, Vec<Finding>) {
        let root = match self.root {
            Some(Child::Node(id)) => id,
            Some(Child::Dropped(..) | Child::Repeated) => {
                self.holes.push(Path::root());
                self.push_node(0..0, Content::Mapping(0..0))
            }
            Some(Child::Empty(_)) | None => self.push_node(0..0, Content::Mapping(0..0)),
        };
        let Self { nodes, entries, items, texts, findings, holes, .. } = self;
        (Tree { nodes, entries, items, texts, root, holes }, findings)
    }

    fn push_node(&mut self, span: Bytes, content: Content) -> NodeId {
        self.nodes.push(NodeData { span, content });
        (self.nodes.len() - 1) as NodeId
    }

    fn child(&mut self, child: Child) {
        self.values += 1;
        match self.frames.last_mut() {
            None => self.root = Some(child),
            Some(Frame::Sequence { .. }) => self.pending_items.push(child),
            Some(Frame::Mapping { key, .. }) => match key.take() {
                None => *key = Some(child),
                Some(key) => self.pending_entries.push((key, child)),
            },
        }
    }

    fn end_at(&mut self, id: NodeId, end: Option<u32>) {
        if let Some(end) = end {
            let span = &mut self.nodes[id as usize].span;
            span.end = span.end.max(end);
        }
    }

    fn end_of(&self, child: Child) -> u32 {
        match child {
            Child::Node(id) => self.nodes[id as usize].span.end,
            Child::Empty(offset) => offset,
            Child::Dropped(_, end) => end,
            Child::Repeated => 0,
        }
    }

    fn close_sequence(&mut self, id: NodeId, base: usize) {
        let start = self.items.len() as u32;
        for position in base..self.pending_items.len() {
            match self.pending_items[position] {
                Child::Node(item) => self.items.push(item),
                Child::Empty(offset) => {
                    self.report_empty(offset, "list item has no value".to_owned());
                    self.hole(None, base);
                }
                Child::Dropped(..) | Child::Repeated => self.hole(None, base),
            }
        }
        self.pending_items.truncate(base);
        self.nodes[id as usize].content = Content::Sequence(start..self.items.len() as u32);
    }

    fn close_mapping(&mut self, id: NodeId, base: usize) {
        self.report_duplicates(base);
        let start = self.entries.len() as u32;
        for position in base..self.pending_entries.len() {
            let (key, value) = self.pending_entries[position];
            match (key, value) {
                (Child::Repeated, _) => {}
                (Child::Node(key), value) if self.is_merge_key(key) => self.report_merge_key(key, value),
                (Child::Node(key), value) if self.is_text(key) => match value {
                    Child::Node(value) => {
                        self.entries.push(EntryData { key, value, standing: Standing::Written, renamed: None });
                    }
                    Child::Empty(_) => {
                        let name = self.scalar_text(key).to_owned();
                        self.report_empty(self.nodes[key as usize].span.start, format!("`{name}` has no value"));
                        if let Some(finding) = self.findings.last_mut() {
                            finding.primary.at = bytes(&self.nodes[key as usize].span);
                        }
                        self.hole_in_mapping(&name);
                    }
                    Child::Dropped(..) | Child::Repeated => {
                        let name = self.scalar_text(key).to_owned();
                        self.hole_in_mapping(&name);
                    }
                },
                (key, _) => self.report_bad_key(key),
            }
        }
        self.pending_entries.truncate(base);
        self.nodes[id as usize].content = Content::Mapping(start..self.entries.len() as u32);
    }

    fn report_merge_key(&mut self, key: NodeId, value: Child) {
        let span = &self.nodes[key as usize].span;
        let at = At::Bytes(span.start as usize..self.end_of(value).max(span.end) as usize);
        self.findings.push(
            Finding::new(&MERGE_KEY, at, "merge key `<<` is not allowed")
                .help("write the keys out, or share them above"),
        );
        self.hole_in_mapping(UNKNOWN_KEYS);
    }

    fn report_bad_key(&mut self, key: Child) {
        let at = match key {
            Child::Node(id) => bytes(&self.nodes[id as usize].span),
            Child::Empty(offset) => At::Bytes(offset as usize..offset as usize),
            Child::Dropped(start, end) => bytes(&(start..end)),
            Child::Repeated => return,
        };
        if !matches!(key, Child::Dropped(..)) {
            self.findings.push(Finding::new(&KEY_NOT_TEXT, at, "key is not a text").help("write the key as a word"));
        }
        self.hole_in_mapping(UNKNOWN_KEYS);
    }

    fn report_empty(&mut self, offset: u32, message: String) {
        let help = "write the value: `\"\"` for an empty text, `{}` for an empty mapping, `null` to take something \
                    away; or take this out";
        self.findings.push(
            Finding::new(&EMPTY_VALUE, At::Bytes(offset as usize..offset as usize), message)
                .label("nothing here")
                .help(help),
        );
    }

    /// Notes that what the mapping being closed has under a key is not what the author wrote.
    fn hole_in_mapping(&mut self, key: &str) {
        self.hole(Some(key), self.pending_items.len());
    }

    /// `items_end` is where the items of the innermost open sequence end on the stack.
    fn hole(&mut self, key: Option<&str>, items_end: usize) {
        let mut bases: Vec<usize> = self
            .frames
            .iter()
            .filter_map(|frame| match frame {
                Frame::Sequence { base, .. } => Some(*base),
                Frame::Mapping { .. } => None,
            })
            .collect();
        bases.push(items_end);
        let mut counts = bases.windows(2).map(|pair| pair[1] - pair[0]);
        let mut steps = Vec::new();
        for frame in &self.frames {
            match frame {
                Frame::Mapping { key: Some(Child::Node(key)), .. } => {
                    steps.push(Step::Key(self.scalar_text(*key).to_owned()));
                }
                // Below a key that is none there is no path: the mapping around it is the hole.
                Frame::Mapping { .. } => {
                    self.holes.push(Path(steps));
                    return;
                }
                Frame::Sequence { .. } => steps.extend(counts.next().map(Step::Index)),
            }
        }
        steps.extend(key.map(Step::from));
        self.holes.push(Path(steps));
    }

    fn is_text(&self, id: NodeId) -> bool {
        matches!(self.nodes[id as usize].content, Content::Scalar { .. })
    }

    fn is_merge_key(&self, id: NodeId) -> bool {
        matches!(self.nodes[id as usize].content, Content::Scalar { style: Style::Plain, .. })
            && self.scalar_text(id) == "<<"
    }

    fn scalar_text(&self, id: NodeId) -> &str {
        match &self.nodes[id as usize].content {
            Content::Scalar { text, .. } => &self.texts[text.start as usize..text.end as usize],
            Content::Mapping(_) | Content::Sequence(_) => "",
        }
    }
}

/// The place of some bytes.
fn bytes(span: &Bytes) -> At {
    At::Bytes(span.start as usize..span.end as usize)
}
