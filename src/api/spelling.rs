//! One spelling for keys that the service spells in several ways.
//!
//! Answers were seen with `HasExpiration` and `hasExpiration`, `phone_number`, `formate`, and whole component
//! lists in snake_case (documentation sample of GetChatappTemplateDetail and SDK models, checked 2026-11-20).

use serde_json::{Map, Value};

/// Keys whose value is a structure, and may come as its JSON text.
const STRUCTURES: &[&str] = &["Buttons", "Cards", "CardComponents", "SupportedApps", "ExtendAttrs"];

/// A key in PascalCase: `hasExpiration` and `has_expiration` → `HasExpiration`, `formate` → `Format`.
pub(super) fn pascal(key: &str) -> String {
    let capital = |part: &str| {
        let mut characters = part.chars();
        characters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + characters.as_str())
    };
    let name: String = key.split('_').map(capital).collect();
    if name == "Formate" { "Format".into() } else { name }
}

/// The value with every key in PascalCase, and structures that came as JSON text read. Where two spellings of a
/// key meet, the one that says something wins, and the exact one before others.
pub(super) fn normalised(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(normalised).collect()),
        Value::Object(entries) => Value::Object(normalised_entries(entries)),
        other => other,
    }
}

fn normalised_entries(entries: Map<String, Value>) -> Map<String, Value> {
    let mut result = Map::new();
    let (exact, others): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| pascal(key) == *key);
    for (key, value) in exact.into_iter().chain(others) {
        let name = pascal(&key);
        if result.get(&name).is_none_or(Value::is_null) {
            let value = normalised(structure(&name, value));
            result.insert(name, value);
        }
    }
    result
}

fn structure(name: &str, value: Value) -> Value {
    match &value {
        Value::String(text) if STRUCTURES.contains(&name) => serde_json::from_str(text).unwrap_or(value),
        _ => value,
    }
}
