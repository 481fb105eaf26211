//! The template file of an imported template.

use serde_json::{Map, Value};

use crate::model::{KEY_ORDER, Template};
use crate::yaml::{KeyOrder, emit};

/// Tells editors where the schema is; seen from a folder beside `schemas/`.
const MODELINE: &str = "# yaml-language-server: $schema=../schemas/template.schema.json\n";

/// Components that may be written as a string.
const TEXTS: &[&str] = &["header", "limited_time_offer", "body", "footer"];

/// The template file: read again it is the same template.
pub fn to_yaml(template: &Template) -> String {
    format!("{MODELINE}{}", emit(&to_value(template), KeyOrder(KEY_ORDER)))
}

/// What the template file holds.
pub fn to_value(template: &Template) -> Value {
    // Plain data of ours always serialises.
    let mut value = serde_json::to_value(template).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        shorten(fields);
        for language in fields.get_mut("languages").and_then(Value::as_object_mut).into_iter().flatten() {
            language.1.as_object_mut().into_iter().for_each(shorten);
        }
    }
    value
}

/// Writes a component of nothing but a text as that text.
fn shorten(components: &mut Map<String, Value>) {
    for name in TEXTS {
        let Some(component) = components.get_mut(*name) else { continue };
        let alone = component.as_object().filter(|fields| fields.len() == 1).and_then(|fields| fields.get("text"));
        if let Some(text) = alone.cloned() {
            *component = text;
        }
    }
    for card in components.get_mut("carousel").and_then(Value::as_array_mut).into_iter().flatten() {
        card.as_object_mut().into_iter().for_each(shorten);
    }
}
