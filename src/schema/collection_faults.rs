//! What is said of a mapping or list that stands where something else is meant.

use super::explain::Place;
use super::scalar_faults::wrong_type;
use super::shape::Shape;
use crate::finding::{Finding, Path};
use crate::yaml::Node;

/// For a mapping or list where something else is meant, with the way out.
pub(super) fn wrong_collection(node: Node<'_>, shape: Shape<'_>, place: &Place) -> Finding {
    let found = if node.is_mapping() { "a mapping" } else { "a list" };
    wrong_type(place, found, shape).help(way_out(node, shape, place))
}

fn way_out(node: Node<'_>, shape: Shape<'_>, place: &Place) -> String {
    let takes_text = shape.allows("string") && shape.words().is_none();
    if let Some(key) = list_inside(node).filter(|_| shape.allows("array")) {
        format!("put the items of `{key}` directly under {}, without `{key}`", place.name())
    } else if node.is_mapping() && shape.items().is_some_and(|items| items.allows("object")) {
        "begin each item with `- `".to_owned()
    } else if node.is_sequence() && place.written.0.is_empty() {
        "write the keys without `- ` before them; a file holds one document".to_owned()
    } else if node.is_sequence() && place.written == Path::parse("languages") {
        "write each language as a key: `en: {}`".to_owned()
    } else if takes_text {
        let bracket = if node.is_mapping() { '{' } else { '[' };
        format!("write {}; a text that begins with `{bracket}` goes in quotes", shape.meant())
    } else if node.is_sequence() && shape.allows("object") && shape.keys().next().is_none() {
        "write each as a key with its value: `name: value`".to_owned()
    } else {
        format!("write {}", shape.meant())
    }
}

/// The key of a mapping whose only value is a list: the list itself was meant.
pub(super) fn list_inside(node: Node<'_>) -> Option<&str> {
    let mut entries = node.entries();
    let first = entries.next().filter(|entry| entry.value.is_sequence())?;
    entries.next().is_none().then_some(first.key)
}
