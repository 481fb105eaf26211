//! The tree: an arena of nodes, each with its bytes in the source.
//!
//! All texts lie decoded in one string, so a tree needs no allocation per node and no source to be read.

use std::ops::Range;

use super::resolve::{self, Kind};
use crate::finding::{Path, Step};

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// Bytes, as stored: files are at most [`super::parse::MAX_BYTES`] long.
pub(super) type Bytes = Range<u32>;

/// Index of a node in its arena.
pub(super) type NodeId = u32;

#[derive(Clone, Debug)]
pub(super) struct NodeData {
    pub(super) span: Bytes,
    pub(super) content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A range of `Tree::entries`.
    Mapping(Bytes),
    /// A range of `Tree::items`.
    Sequence(Bytes),
    /// A range of `Tree::texts`.
    Scalar { text: Bytes, style: Style, kind: Kind, indent: u32 },
}

#[derive(Clone, Debug)]
pub(super) struct EntryData {
    pub(super) key: NodeId,
    pub(super) value: NodeId,
    pub(super) standing: Standing,
    /// Where healing renamed the key: its text, a range of `Tree::texts`.
    pub(super) renamed: Option<Bytes>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// As the author has it.
    Written,
    /// Taken out by healing: still there for whoever asks for a place.
    TakenOut,
    /// Added by healing: not there for whoever asks for a place.
    Added,
}

/// A document as a tree with places.
#[derive(Clone, Debug)]
pub struct Tree {
    pub(super) nodes: Vec<NodeData>,
    pub(super) entries: Vec<EntryData>,
    pub(super) items: Vec<NodeId>,
    pub(super) texts: String,
    pub(super) root: NodeId,
    pub(super) holes: Vec<Path>,
}

/// Stands in a hole's path for whatever keys a merge key or an unreadable key would have brought.
pub const UNKNOWN_KEYS: &str = "<<";

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) tree: &'t Tree,
    pub(super) id: NodeId,
}

/// Names a node of a tree and of its clones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeHandle(pub(super) NodeId);

/// Names an entry of a tree and of its clones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryHandle(pub(super) u32);

/// What a node is.
pub enum Value<'t> {
    /// A mapping: its entries in file order.
    Mapping(Vec<Entry<'t>>),
    /// A list: its items in file order.
    Sequence(Vec<Node<'t>>),
    /// A scalar.
    Scalar(Scalar<'t>),
}

/// An entry of a mapping.
#[derive(Clone, Copy)]
pub struct Entry<'t> {
    /// For healing.
    pub handle: EntryHandle,
    /// The key.
    pub key: &'t str,
    /// The key's node.
    pub key_node: Node<'t>,
    /// The value.
    pub value: Node<'t>,
}

/// A scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar<'t> {
    /// The decoded text; of a number or boolean exactly as it is written.
    pub text: &'t str,
    /// How it is written.
    pub style: Style,
    /// What it stands for.
    pub kind: Kind,
}

impl Tree {
    /// The document itself.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: self.root }
    }

    /// Paths whose value is not what the author wrote, because something that may be no value was dropped there.
    pub fn holes(&self) -> &[Path] {
        &self.holes
    }

    /// Whether the key that a path leads to may have been among what was dropped.
    pub fn may_have_lost(&self, path: &Path) -> bool {
        let parent = path.parent().unwrap_or_default();
        let unknown = parent.join(UNKNOWN_KEYS);
        self.holes.iter().any(|hole| hole == path || *hole == unknown || *hole == parent)
    }

    /// The value at a path. A step `text` into a scalar is that scalar: a component may be written as its text.
    pub fn get(&self, path: &Path) -> Option<Node<'_>> {
        path.0.iter().try_fold(self.root(), |node, step| node.step(step))
    }

    /// The document as JSON. Numbers that JSON cannot hold become `null`.
    pub fn to_json(&self) -> serde_json::Value {
        self.root().to_json()
    }

    pub(super) fn text(&self, range: &Bytes) -> &str {
        &self.texts[range.start as usize..range.end as usize]
    }

    pub(super) fn key_text(&self, entry: &EntryData) -> &str {
        match &entry.renamed {
            Some(range) => self.text(range),
            None => self.scalar_text(entry.key),
        }
    }

    pub(super) fn scalar_text(&self, id: NodeId) -> &str {
        match &self.nodes[id as usize].content {
            Content::Scalar { text, .. } => self.text(text),
            Content::Mapping(_) | Content::Sequence(_) => "",
        }
    }
}

impl<'t> Node<'t> {
    /// Its bytes in the source: of a block scalar from its `|` or `>`, of a quoted one with its quotes.
    pub fn span(self) -> Range<usize> {
        let span = &self.data().span;
        span.start as usize..span.end as usize
    }

    /// For healing.
    pub fn handle(self) -> NodeHandle {
        NodeHandle(self.id)
    }

    /// What it is, with its children.
    pub fn value(self) -> Value<'t> {
        match self.data().content {
            Content::Mapping(_) => Value::Mapping(self.entries().collect()),
            Content::Sequence(_) => Value::Sequence(self.items().collect()),
            Content::Scalar { .. } => Value::Scalar(self.scalar().expect("the content is a scalar")),
        }
    }

    /// The scalar, if it is one.
    pub fn scalar(self) -> Option<Scalar<'t>> {
        match &self.data().content {
            Content::Scalar { text, style, kind, .. } => {
                Some(Scalar { text: self.tree.text(text), style: *style, kind: *kind })
            }
            Content::Mapping(_) | Content::Sequence(_) => None,
        }
    }

    /// The text, if it is a scalar that stands for text.
    pub fn as_text(self) -> Option<&'t str> {
        self.scalar().filter(|scalar| scalar.kind == Kind::Text).map(|scalar| scalar.text)
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        matches!(self.data().content, Content::Mapping(_))
    }

    /// Whether it is a list.
    pub fn is_sequence(self) -> bool {
        matches!(self.data().content, Content::Sequence(_))
    }

    /// The entries of a mapping, in file order; of anything else none.
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        let tree = self.tree;
        let (first, entries) = self.entry_range();
        let handles = (first..).map(EntryHandle);
        let kept = handles.zip(entries).filter(|(_, entry)| entry.standing != Standing::TakenOut);
        kept.map(move |(handle, entry)| tree.entry(handle, entry))
    }

    /// The items of a list, in file order; of anything else none.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        self.item_data().iter().map(move |id| Node { tree, id: *id })
    }

    /// The value under a key.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.entries().find(|entry| entry.key == key).map(|entry| entry.value)
    }

    /// The node as JSON.
    pub fn to_json(self) -> serde_json::Value {
        match self.value() {
            Value::Mapping(entries) => {
                entries.into_iter().map(|entry| (entry.key.to_owned(), entry.value.to_json())).collect()
            }
            Value::Sequence(items) => items.into_iter().map(Node::to_json).collect(),
            Value::Scalar(scalar) => scalar.to_json(),
        }
    }

    pub(super) fn data(self) -> &'t NodeData {
        &self.tree.nodes[self.id as usize]
    }

    pub(super) fn entry_data(self) -> &'t [EntryData] {
        self.entry_range().1
    }

    fn entry_range(self) -> (u32, &'t [EntryData]) {
        match &self.data().content {
            Content::Mapping(range) => (range.start, &self.tree.entries[range.start as usize..range.end as usize]),
            Content::Sequence(_) | Content::Scalar { .. } => (0, &[]),
        }
    }

    pub(super) fn item_data(self) -> &'t [NodeId] {
        match &self.data().content {
            Content::Sequence(range) => &self.tree.items[range.start as usize..range.end as usize],
            Content::Mapping(_) | Content::Scalar { .. } => &[],
        }
    }

    fn step(self, step: &Step) -> Option<Node<'t>> {
        match step {
            Step::Key(key) if key == "text" && self.scalar().is_some() => Some(self),
            Step::Key(key) => self.get(key),
            Step::Index(index) => self.item_data().get(*index).map(|id| Node { tree: self.tree, id: *id }),
        }
    }
}

impl Tree {
    fn entry<'t>(&'t self, handle: EntryHandle, entry: &'t EntryData) -> Entry<'t> {
        Entry {
            handle,
            key: self.key_text(entry),
            key_node: Node { tree: self, id: entry.key },
            value: Node { tree: self, id: entry.value },
        }
    }
}

impl Scalar<'_> {
    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        (self.kind == Kind::Bool).then(|| resolve::boolean(self.text))
    }

    /// The whole number, if it is one that fits.
    pub fn as_integer(&self) -> Option<i128> {
        (self.kind == Kind::Int).then(|| resolve::integer(self.text)).flatten()
    }

    /// The number, if it is written with a point or an exponent.
    pub fn as_float(&self) -> Option<f64> {
        (self.kind == Kind::Float).then(|| resolve::float(self.text))
    }

    fn to_json(self) -> serde_json::Value {
        match self.kind {
            Kind::Text => self.text.into(),
            Kind::Null => serde_json::Value::Null,
            Kind::Bool => resolve::boolean(self.text).into(),
            Kind::Float => resolve::float(self.text).into(),
            Kind::Int => match resolve::integer(self.text) {
                Some(integer) => match (i64::try_from(integer), u64::try_from(integer)) {
                    (Ok(integer), _) => integer.into(),
                    (_, Ok(integer)) => integer.into(),
                    _ => resolve::float(self.text).into(),
                },
                None => resolve::float(self.text).into(),
            },
        }
    }
}
