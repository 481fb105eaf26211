//! Changing a tree so that it decodes, without losing where anything was written.
//!
//! Whoever asks a healed tree for a place may use the author's path or the healed one.

use serde_json::Value;

use super::resolve::Kind;
use super::tree::{Bytes, Content, EntryData, EntryHandle, Node, NodeData, NodeHandle, NodeId, Standing, Style, Tree};
use crate::finding::{Path, Step};

impl Tree {
    /// The node that a handle of this tree or of one it was cloned from names.
    pub fn node(&self, handle: NodeHandle) -> Node<'_> {
        Node { tree: self, id: handle.0 }
    }

    /// Takes out what is at a path: an entry, or where that is none an entry above it. Whether anything was.
    pub fn take_out_at(&mut self, path: &Path) -> bool {
        let mut at = path.clone();
        loop {
            let Some(above) = at.parent() else { return false };
            let entry = match (self.get(&above), at.0.last()) {
                (Some(mapping), Some(Step::Key(key))) => mapping.entries().find(|entry| entry.key == *key),
                _ => None,
            };
            match entry.map(|entry| entry.handle) {
                Some(handle) => {
                    self.take_out(handle);
                    return true;
                }
                None => at = above,
            }
        }
    }

    /// Gives a key another name.
    pub fn rename_key(&mut self, entry: EntryHandle, name: &str) {
        let text = self.push_text(name);
        self.entries[entry.0 as usize].renamed = Some(text);
    }

    /// Takes an entry out; its place is still found.
    pub fn take_out(&mut self, entry: EntryHandle) {
        self.entries[entry.0 as usize].standing = Standing::TakenOut;
    }

    /// Puts another value where a node is, at the same place in the source.
    pub fn replace(&mut self, node: NodeHandle, value: &Value) {
        let span = self.nodes[node.0 as usize].span.clone();
        let content = self.content_of(value, &span);
        self.nodes[node.0 as usize].content = content;
    }

    /// Adds an entry to a mapping; its place is where the mapping begins.
    pub fn insert(&mut self, mapping: NodeHandle, key: &str, value: &Value) {
        let NodeData { span, content: Content::Mapping(range) } = self.nodes[mapping.0 as usize].clone() else {
            return;
        };
        let place = span.start..span.start;
        let key = self.push_value(&Value::from(key), &place);
        let value = self.push_value(value, &place);
        // The entries of a mapping lie together, so they move to the end of the arena.
        let start = self.entries.len() as u32;
        self.entries.extend_from_within(range.start as usize..range.end as usize);
        self.entries.push(EntryData { key, value, standing: Standing::Added, renamed: None });
        self.nodes[mapping.0 as usize].content = Content::Mapping(start..self.entries.len() as u32);
    }

    fn push_text(&mut self, text: &str) -> Bytes {
        let start = self.texts.len() as u32;
        self.texts.push_str(text);
        start..self.texts.len() as u32
    }

    fn push_value(&mut self, value: &Value, span: &Bytes) -> NodeId {
        let content = self.content_of(value, span);
        self.nodes.push(NodeData { span: span.clone(), content });
        (self.nodes.len() - 1) as NodeId
    }

    fn content_of(&mut self, value: &Value, span: &Bytes) -> Content {
        let (text, style, kind) = match value {
            Value::Object(fields) => {
                let entries: Vec<_> = fields
                    .iter()
                    .map(|(key, value)| {
                        (self.push_value(&Value::from(key.as_str()), span), self.push_value(value, span))
                    })
                    .map(|(key, value)| EntryData { key, value, standing: Standing::Added, renamed: None })
                    .collect();
                let start = self.entries.len() as u32;
                self.entries.extend(entries);
                return Content::Mapping(start..self.entries.len() as u32);
            }
            Value::Array(values) => {
                let items: Vec<_> = values.iter().map(|value| self.push_value(value, span)).collect();
                let start = self.items.len() as u32;
                self.items.extend(items);
                return Content::Sequence(start..self.items.len() as u32);
            }
            Value::String(text) => (text.clone(), Style::DoubleQuoted, Kind::Text),
            Value::Null => ("null".to_owned(), Style::Plain, Kind::Null),
            Value::Bool(boolean) => (boolean.to_string(), Style::Plain, Kind::Bool),
            Value::Number(number) => {
                let text = number.to_string();
                let kind = Kind::of_plain(&text);
                (text, Style::Plain, kind)
            }
        };
        Content::Scalar { text: self.push_text(&text), style, kind, indent: 0 }
    }
}
