//! What a schema says, read through the few keywords that ours use.

use serde_json::{Map, Value, json};

/// The keywords that the walk knows. A schema with any other would say something that nobody checks.
pub const KEYWORDS: &[&str] = &[
    "$schema",
    "additionalProperties",
    "description",
    "enum",
    "items",
    "maximum",
    "minimum",
    "properties",
    "required",
    "title",
    "type",
];

/// A schema of one value.
#[derive(Clone, Copy)]
pub(super) struct Shape<'s>(pub(super) &'s Value);

impl<'s> Shape<'s> {
    /// Whether values of this JSON type are allowed.
    pub(super) fn allows(self, name: &str) -> bool {
        self.types().any(|allowed| allowed == name)
    }

    /// Whether anything is allowed: a part that the messenger defines, and not the API.
    pub(super) fn is_free(self) -> bool {
        self.0.is_object() && self.0.get("type").is_none()
    }

    fn types(self) -> impl Iterator<Item = &'s str> {
        let one = self.0["type"].as_str();
        let several = self.0["type"].as_array().into_iter().flatten().filter_map(Value::as_str);
        one.into_iter().chain(several)
    }

    /// What is meant here, in words: "a text or a mapping". `null` is never what is meant instead of something else.
    pub(super) fn meant(self) -> String {
        let words: Vec<_> = self.types().filter_map(words_of).collect();
        words.join(" or ")
    }

    /// The words it takes, if it takes only some.
    pub(super) fn words(self) -> Option<Vec<&'s str>> {
        Some(self.0.get("enum")?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    pub(super) fn minimum(self) -> Option<i128> {
        self.0.get("minimum")?.as_i64().map(i128::from)
    }

    pub(super) fn maximum(self) -> Option<i128> {
        self.0.get("maximum")?.as_i64().map(i128::from)
    }

    /// The shape of a list's items.
    pub(super) fn items(self) -> Option<Shape<'s>> {
        self.0.get("items").map(Shape)
    }

    /// The shape of the value under a key, if there may be such a key.
    pub(super) fn property(self, key: &str) -> Option<Shape<'s>> {
        let named = self.0.get("properties").and_then(|properties| properties.get(key));
        named.or_else(|| self.0.get("additionalProperties").filter(|shape| shape.is_object())).map(Shape)
    }

    /// The keys it names.
    pub(super) fn keys(self) -> impl Iterator<Item = &'s str> {
        self.0["properties"].as_object().into_iter().flat_map(Map::keys).map(String::as_str)
    }

    /// The keys that must be there.
    pub(super) fn required(self) -> impl Iterator<Item = &'s str> {
        self.0["required"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    /// The least value of this shape, to stand where there is none to decode.
    pub(super) fn least(self) -> Value {
        let first = self.types().next();
        match first {
            Some("object") => {
                let required = self.required().filter_map(|key| Some((key, self.property(key)?)));
                required.map(|(key, shape)| (key.to_owned(), shape.least())).collect()
            }
            Some("array") => json!([]),
            Some("boolean") => json!(false),
            Some("integer") => json!(self.minimum().and_then(|least| i64::try_from(least).ok()).unwrap_or(0)),
            _ => json!(self.words().and_then(|words| words.first().copied()).unwrap_or_default()),
        }
    }
}

fn words_of(name: &str) -> Option<&'static str> {
    match name {
        "string" => Some("a text"),
        "integer" => Some("a whole number"),
        "boolean" => Some("true or false"),
        "object" => Some("a mapping"),
        "array" => Some("a list"),
        _ => None,
    }
}
