//! What a document means, apart from how it is written; and what it is to mean once edits are made.

use std::collections::BTreeMap;

use serde_json::Value;

use super::resolved::Resolved;
use crate::yaml::resolve::{Kind, boolean};
use crate::yaml::tree::{Node, Tree};

/// A value without its form. The order of keys has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::yaml) enum Meaning {
    Mapping(BTreeMap<String, Meaning>),
    List(Vec<Meaning>),
    Text(String),
    /// `null`, a boolean or a number.
    Other(String),
}

impl Meaning {
    pub(in crate::yaml) fn of(node: Node<'_>) -> Self {
        if let Some(scalar) = node.scalar() {
            return match scalar.kind {
                Kind::Text => Self::Text(scalar.text.to_owned()),
                Kind::Null => Self::Other("null".to_owned()),
                Kind::Bool => Self::Other(boolean(scalar.text).to_string()),
                Kind::Int | Kind::Float => Self::Other(scalar.text.to_owned()),
            };
        }
        if node.is_mapping() {
            return Self::Mapping(node.entries().map(|entry| (entry.key.to_owned(), Self::of(entry.value))).collect());
        }
        Self::List(node.items().map(Self::of).collect())
    }

    pub(in crate::yaml) fn of_value(value: &Value) -> Self {
        match value {
            Value::Object(fields) => {
                Self::Mapping(fields.iter().map(|(key, value)| (key.clone(), Self::of_value(value))).collect())
            }
            Value::Array(items) => Self::List(items.iter().map(Self::of_value).collect()),
            Value::String(text) => Self::Text(text.clone()),
            other => Self::Other(other.to_string()),
        }
    }

    /// What the document means once the edits are made; `None` where a key would stand twice.
    pub(super) fn intended(tree: &Tree, edits: &Resolved) -> Option<Self> {
        Self::changed(tree.root(), edits)
    }

    fn changed(node: Node<'_>, edits: &Resolved) -> Option<Self> {
        if let Some(value) = edits.values.get(&node.id) {
            return Some(Self::of_value(value));
        }
        if let Some(ranges) = edits.texts.get(&node.id) {
            return Some(Self::Text(with_ranges(node.scalar()?.text, ranges)));
        }
        if node.scalar().is_some() {
            return Some(Self::of(node));
        }
        if node.is_mapping() { Self::changed_mapping(node, edits) } else { Self::changed_list(node, edits) }
    }

    fn changed_mapping(node: Node<'_>, edits: &Resolved) -> Option<Self> {
        let mut fields = BTreeMap::new();
        for (index, entry) in node.entries().enumerate() {
            if edits.is_removed(node.id, index) {
                continue;
            }
            let key = edits.keys.get(&entry.key_node.id).map_or(entry.key, String::as_str).to_owned();
            if fields.insert(key, Self::changed(entry.value, edits)?).is_some() {
                return None;
            }
        }
        for added in edits.added(node.id) {
            if fields.insert(added.key.clone()?, Self::of_value(&added.value)).is_some() {
                return None;
            }
        }
        Some(Self::Mapping(fields))
    }

    fn changed_list(node: Node<'_>, edits: &Resolved) -> Option<Self> {
        if let Some(order) = edits.orders.get(&node.id) {
            let items: Vec<_> = node.items().collect();
            return Some(Self::List(order.iter().map(|index| Self::of(items[*index])).collect()));
        }
        let mut items = Vec::new();
        let count = node.items().count();
        let mut kept = node.items();
        for index in 0..=count {
            let here = edits.added(node.id).iter().filter(|added| added.position == index);
            items.extend(here.map(|added| Self::of_value(&added.value)));
            if let Some(item) = kept.next().filter(|_| !edits.is_removed(node.id, index)) {
                items.push(Self::changed(item, edits)?);
            }
        }
        Some(Self::List(items))
    }
}

/// A text with some of its ranges replaced; they are sorted and apart.
pub(super) fn with_ranges(text: &str, ranges: &[(std::ops::Range<usize>, String)]) -> String {
    let mut out = text.to_owned();
    for (range, new) in ranges.iter().rev() {
        out.replace_range(range.clone(), new);
    }
    out
}
