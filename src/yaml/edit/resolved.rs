//! Edits, brought from their paths to the nodes of a tree.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::{Map, Value};

use super::Refusal;
use super::differences::differences;
use super::meaning::Meaning;
use crate::finding::{At, Edit, Path, Step};
use crate::yaml::KeyOrder;
use crate::yaml::tree::{Node, NodeId, Tree};

/// An entry or item that comes new into a collection.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Added {
    /// It stands before the child of this number; behind the last one where it is their count.
    pub(super) position: usize,
    /// Of an entry its key.
    pub(super) key: Option<String>,
    pub(super) value: Value,
}

/// Edits by the nodes that they change.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// Ranges of a scalar's decoded text, sorted and apart.
    pub(super) texts: BTreeMap<NodeId, Vec<(Range<usize>, String)>>,
    /// Whole values.
    pub(super) values: BTreeMap<NodeId, Value>,
    /// New names, by the node of the key.
    pub(super) keys: BTreeMap<NodeId, String>,
    /// Children that go, by number.
    pub(super) removed: BTreeMap<NodeId, BTreeSet<usize>>,
    /// Children that come.
    pub(super) added: BTreeMap<NodeId, Vec<Added>>,
    /// Items in another order.
    pub(super) orders: BTreeMap<NodeId, Vec<usize>>,
    /// Bytes of the source; what they are about has no meaning in the tree.
    pub(super) bytes: Vec<(Range<usize>, String)>,
}

impl Resolved {
    /// Brings edits to a tree. The tree is the text as it is written, without healing.
    pub(super) fn of<'e>(
        tree: &Tree,
        edits: impl IntoIterator<Item = &'e Edit>,
        order: KeyOrder<'_>,
    ) -> Result<Self, Refusal> {
        let mut resolved = Self::default();
        for edit in edits {
            resolved.add(tree, edit, order)?;
        }
        for (node, ranges) in &mut resolved.texts {
            ranges.sort_by_key(|(range, _)| range.start);
            ranges.dedup();
            let touching = ranges.windows(2).any(|pair| pair[0].0.end > pair[1].0.start);
            if touching || resolved.values.contains_key(node) {
                return Err(Refusal::Overlaps);
            }
        }
        Ok(resolved)
    }

    pub(super) fn is_removed(&self, collection: NodeId, child: usize) -> bool {
        self.removed.get(&collection).is_some_and(|removed| removed.contains(&child))
    }

    pub(super) fn added(&self, collection: NodeId) -> &[Added] {
        self.added.get(&collection).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, tree: &Tree, edit: &Edit, order: KeyOrder<'_>) -> Result<(), Refusal> {
        match edit {
            Edit::Replace(At::Bytes(range), text) => {
                self.bytes.push((range.clone(), text.clone()));
                Ok(())
            }
            Edit::Replace(At::Key(path), key) | Edit::RenameKey(path, key) => self.rename(tree, path, key),
            Edit::Replace(At::Value(path), text) => {
                let node = tree.get(path).ok_or_else(|| Refusal::Missing(path.clone()))?;
                self.value(node, path, Value::from(text.as_str()))
            }
            Edit::Replace(At::Text(path, range), text) => self.text(tree, path, range, text),
            Edit::Set(path, value) => self.set(tree, path, value, order),
            Edit::Insert(path, value) => self.insert(tree, path, value),
            Edit::Remove(path) => self.remove(tree, path),
            Edit::Reorder(path, order) => self.reorder(tree, path, order),
        }
    }

    fn value(&mut self, node: Node<'_>, path: &Path, value: Value) -> Result<(), Refusal> {
        if Meaning::of(node) == Meaning::of_value(&value) {
            return Ok(());
        }
        match self.values.insert(node.id, value.clone()) {
            Some(other) if other != value => Err(Refusal::Contradiction(path.clone())),
            _ => Ok(()),
        }
    }

    fn text(&mut self, tree: &Tree, path: &Path, range: &Range<usize>, text: &str) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let node = tree.get(path).ok_or_else(missing)?;
        let old = node.scalar().and_then(|scalar| scalar.text.get(range.clone())).ok_or_else(missing)?;
        if old != text {
            self.texts.entry(node.id).or_default().push((range.clone(), text.to_owned()));
        }
        Ok(())
    }

    fn set(&mut self, tree: &Tree, path: &Path, value: &Value, order: KeyOrder<'_>) -> Result<(), Refusal> {
        let Some(node) = tree.get(path) else { return self.set_new(tree, path, value, order) };
        let goes_deeper = match value {
            Value::Object(fields) => node.is_mapping() && node.entries().next().is_some() && !fields.is_empty(),
            Value::Array(items) => node.is_sequence() && node.items().next().is_some() && !items.is_empty(),
            _ => false,
        };
        if !goes_deeper {
            return self.value(node, path, value.clone());
        }
        differences(node, path, value).iter().try_for_each(|edit| self.add(tree, edit, order))
    }

    /// Adds what is not there, with the mappings around it that are not there either.
    fn set_new(&mut self, tree: &Tree, path: &Path, value: &Value, order: KeyOrder<'_>) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let (mut above, mut value) = (path.clone(), value.clone());
        loop {
            let Some(Step::Key(key)) = above.0.pop() else { return Err(missing()) };
            let Some(node) = tree.get(&above) else {
                value = Value::Object(Map::from_iter([(key, value)]));
                continue;
            };
            if !node.is_mapping() {
                return Err(missing());
            }
            let keys: Vec<&str> = node.entries().map(|entry| entry.key).collect();
            let position = order.place_among(&key, &keys);
            return self.add_child(node, Added { position, key: Some(key), value }, path, order);
        }
    }

    fn add_child(&mut self, node: Node<'_>, new: Added, path: &Path, order: KeyOrder<'_>) -> Result<(), Refusal> {
        let all = self.added.entry(node.id).or_default();
        if let Some(known) = all.iter().find(|known| new.key.is_some() && known.key == new.key) {
            let is_same = known.value == new.value;
            return if is_same { Ok(()) } else { Err(Refusal::Contradiction(path.clone())) };
        }
        all.push(new);
        let rank = |added: &Added| added.key.as_ref().map(|key| order.rank(key));
        all.sort_by_key(|added| (added.position, rank(added)));
        Ok(())
    }

    fn insert(&mut self, tree: &Tree, path: &Path, value: &Value) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let (list, Some(Step::Index(index))) = (path.parent().unwrap_or_default(), path.0.last()) else {
            return Err(missing());
        };
        let node = tree.get(&list).filter(|node| node.is_sequence()).ok_or_else(missing)?;
        let position = (*index).min(node.items().count());
        self.add_child(node, Added { position, key: None, value: value.clone() }, path, KeyOrder::default())
    }

    fn rename(&mut self, tree: &Tree, path: &Path, key: &str) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let Some(Step::Key(old)) = path.0.last() else { return Err(missing()) };
        let mapping = path.parent().and_then(|parent| tree.get(&parent)).ok_or_else(missing)?;
        let entry = mapping.entries().find(|entry| entry.key == old).ok_or_else(missing)?;
        if entry.key == key {
            return Ok(());
        }
        match self.keys.insert(entry.key_node.id, key.to_owned()) {
            Some(other) if other != key => Err(Refusal::Contradiction(path.clone())),
            _ => Ok(()),
        }
    }

    fn remove(&mut self, tree: &Tree, path: &Path) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let parent = path.parent().and_then(|parent| tree.get(&parent)).ok_or_else(missing)?;
        if parent.scalar().is_some() && path.0.last() == Some(&Step::from("text")) {
            // A component that is written as its text.
            return self.value(parent, path, Value::Object(Map::new()));
        }
        let index = match path.0.last() {
            Some(Step::Key(key)) => parent.entries().position(|entry| entry.key == key),
            Some(Step::Index(index)) => (*index < parent.items().count()).then_some(*index),
            None => None,
        };
        self.removed.entry(parent.id).or_default().insert(index.ok_or_else(missing)?);
        Ok(())
    }

    fn reorder(&mut self, tree: &Tree, path: &Path, order: &[usize]) -> Result<(), Refusal> {
        let missing = || Refusal::Missing(path.clone());
        let node = tree.get(path).filter(|node| node.is_sequence()).ok_or_else(missing)?;
        let all: BTreeSet<usize> = order.iter().copied().collect();
        if order.len() != node.items().count() || !all.into_iter().eq(0..order.len()) {
            return Err(missing());
        }
        if !order.is_sorted() {
            self.orders.insert(node.id, order.to_vec());
        }
        Ok(())
    }
}
