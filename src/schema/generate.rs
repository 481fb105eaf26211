//! A model type to JSON Schema, draft-07 for the sake of editors.

use std::sync::LazyLock;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::model::{Message, ProjectFile, Template};

/// The mark of `model::Slot`: here, and nowhere else, `null` is a value.
const REMOVABLE: &str = "x-removable";

/// A schema that is made when it is first looked at: nearly every run gets by without.
pub type Schema = LazyLock<Value>;

/// The schema of template files.
pub fn template_schema() -> &'static Schema {
    static SCHEMA: Schema = LazyLock::new(generate::<Template>);
    &SCHEMA
}

/// The schema of the project file.
pub fn project_schema() -> &'static Schema {
    static SCHEMA: Schema = LazyLock::new(generate::<ProjectFile>);
    &SCHEMA
}

/// The schema of message files.
pub fn message_schema() -> &'static Schema {
    static SCHEMA: Schema = LazyLock::new(generate::<Message>);
    &SCHEMA
}

/// The schema of a type: without `$ref`, `oneOf` and `anyOf`, so that editors explain every field in place.
pub fn generate<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema
}

/// Takes out what serde's side does not do: `null` for every option, formats that nobody checks.
fn tidy(schema: &mut Value) {
    let Some(fields) = schema.as_object_mut() else { return };
    let removable = fields.remove(REMOVABLE).is_some();
    if let Some(types) = fields.remove("type") {
        fields.insert("type".to_owned(), types_without_null(types, removable));
    }
    if let Some(Value::Array(values)) = fields.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(format) = fields.remove("format") {
        bound(fields, &format);
    }
    fields.remove("default");
    if let Some(Value::Object(properties)) = fields.get_mut("properties") {
        properties.values_mut().for_each(tidy);
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(inner) = fields.get_mut(keyword) {
            tidy(inner);
        }
    }
}

fn types_without_null(types: Value, removable: bool) -> Value {
    let mut types = match types {
        Value::Array(types) => types,
        one => vec![one],
    };
    types.retain(|name| name != "null");
    if removable {
        types.push(json!("null"));
    }
    if types.len() == 1 { types.remove(0) } else { Value::Array(types) }
}

/// The bounds that a format of schemars stands for, where they are tighter than those of any whole number.
fn bound(fields: &mut Map<String, Value>, format: &Value) {
    if format == "uint32" {
        fields.entry("minimum").or_insert(json!(0));
        fields.entry("maximum").or_insert(json!(u32::MAX));
    }
}
