//! A part of a message that the messenger defines, not the API: taken as it is.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Any value but `null`, passed on with its keys as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Free(pub Value);

impl Free {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        self.0.as_str()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            Value::Null => true,
            Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

impl JsonSchema for Free {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Free".into()
    }

    /// A schema without `type`: everything is allowed.
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}
