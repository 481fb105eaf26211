//! What the schema says about a place of a document.

use serde_json::{Map, Value};

use crate::finding::{Path, Step};

/// The schema of the value at a path; none where the schema knows no such place.
pub(super) fn at<'s>(schema: &'s Value, path: &Path) -> Option<&'s Value> {
    path.0.iter().try_fold(schema, |schema, step| match step {
        Step::Index(_) => schema.get("items"),
        Step::Key(key) => {
            let named = schema.get("properties").and_then(|properties| properties.get(key));
            named.or_else(|| schema.get("additionalProperties").filter(|shape| shape.is_object()))
        }
    })
}

/// The keys that a mapping there may have, with the schema of each.
pub(super) fn keys(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flat_map(Map::iter).map(|(key, schema)| (key.as_str(), schema))
}

/// The words that may stand there; `true` and `false` are two.
pub(super) fn words(schema: &Value) -> Vec<&str> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let mut words: Vec<&str> = listed.into_iter().flatten().filter_map(Value::as_str).collect();
    if allows(schema, "boolean") {
        words.extend(["true", "false"]);
    }
    words
}

/// Whether values of a type may stand there.
pub(super) fn allows(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// What it is for.
pub(super) fn description(schema: &Value) -> Option<&str> {
    schema.get("description").and_then(Value::as_str)
}
