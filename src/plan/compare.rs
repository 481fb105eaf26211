//! Field edits between two variants.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::Path;
use crate::model::Variant;

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldEdit {
    /// Its path inside the variant, such as `buttons[0].url`.
    pub path: String,
    /// What is there now; absent when nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What shall be there; absent when nothing shall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// What turns `before` into `after`, over their canonical forms: one edit for each field that differs.
pub fn edits(before: &Variant, after: &Variant) -> Vec<FieldEdit> {
    // Two variants that could not be compared must never look the same.
    let tree = |variant: &Variant| serde_json::to_value(variant.canonical()).expect("plain data of ours serialises");
    let (before, after) = (tree(before), tree(after));
    let mut found = Vec::new();
    compare(&Path::root(), Some(&before), Some(&after), &mut found);
    found
}

fn compare(path: &Path, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<FieldEdit>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let added = after.keys().filter(|key| !before.contains_key(*key));
            for key in before.keys().chain(added) {
                compare(&path.join(key.as_str()), before.get(key), after.get(key), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => compare_lists(path, before, after, found),
        (before, after) => {
            found.push(FieldEdit { path: path.to_string(), before: before.cloned(), after: after.cloned() });
        }
    }
}

/// Lists of equal length differ item by item. Otherwise what both have at the start and at the end stays, and what
/// lies between is compared in order, the rest being added or removed.
fn compare_lists(path: &Path, before: &[Value], after: &[Value], found: &mut Vec<FieldEdit>) {
    let start = match before.len() == after.len() {
        true => 0,
        false => before.iter().zip(after).take_while(|(before, after)| before == after).count(),
    };
    let (before_rest, after_rest) = (&before[start..], &after[start..]);
    let end = match before.len() == after.len() {
        true => 0,
        false => {
            let from_end = before_rest.iter().rev().zip(after_rest.iter().rev());
            from_end.take_while(|(before, after)| before == after).count()
        }
    };
    let (before, after) = (&before_rest[..before_rest.len() - end], &after_rest[..after_rest.len() - end]);
    for index in 0..before.len().max(after.len()) {
        compare(&path.join(start + index), before.get(index), after.get(index), found);
    }
}
