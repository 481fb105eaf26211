//! What tells a value from what stands in a document, as edits: what is the same is left alone.

use serde_json::Value;

use super::meaning::Meaning;
use crate::finding::{Edit, Path};
use crate::yaml::tree::Node;

/// The edits that make the node at `path` mean `value`, each as deep as can be: of a mapping only the entries that
/// differ are touched, of a list only the items. Comments of what stays the same so stay too.
pub fn differences(node: Node<'_>, path: &Path, value: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    collect(node, path, value, &mut edits);
    edits
}

fn collect(node: Node<'_>, path: &Path, value: &Value, edits: &mut Vec<Edit>) {
    let has_children = node.entries().next().is_some() || node.items().next().is_some();
    match value {
        _ if Meaning::of(node) == Meaning::of_value(value) => {}
        Value::Object(fields) if node.is_mapping() && has_children && !fields.is_empty() => {
            for entry in node.entries() {
                let path = path.join(entry.key);
                match fields.get(entry.key) {
                    Some(value) => collect(entry.value, &path, value, edits),
                    None => edits.push(Edit::Remove(path)),
                }
            }
            let new = fields.iter().filter(|(key, _)| node.get(key).is_none());
            edits.extend(new.map(|(key, value)| Edit::Set(path.join(key.as_str()), value.clone())));
        }
        Value::Array(values) if node.is_sequence() && has_children && !values.is_empty() => {
            list(node, path, values, edits);
        }
        value => edits.push(Edit::Set(path.clone(), value.clone())),
    }
}

/// Items that are the same at the start and at the end stay; those between are compared one by one.
fn list(node: Node<'_>, path: &Path, values: &[Value], edits: &mut Vec<Edit>) {
    let items: Vec<Node<'_>> = node.items().collect();
    let is_same = |item: &Node<'_>, value: &Value| Meaning::of(*item) == Meaning::of_value(value);
    let first = items.iter().zip(values).take_while(|(item, value)| is_same(item, value)).count();
    let (items_left, values_left) = (&items[first..], &values[first..]);
    let last = items_left.iter().rev().zip(values_left.iter().rev()).take_while(|(item, value)| is_same(item, value));
    let last = last.count();
    let (items_left, values_left) = (items_left.len() - last, values_left.len() - last);
    for index in first..first + items_left.max(values_left) {
        let path = path.join(index);
        match (index < first + items_left, index < first + values_left) {
            (true, true) => collect(items[index], &path, &values[index], edits),
            (true, false) => edits.push(Edit::Remove(path)),
            _ => {
                let place = path.parent().unwrap_or_default().join(first + items_left);
                edits.push(Edit::Insert(place, values[index].clone()));
            }
        }
    }
}
