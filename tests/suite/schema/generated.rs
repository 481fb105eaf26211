//! The committed schemas are those of the model.

use std::collections::BTreeSet;
use std::path::Path;

use chatform::schema::{KEYWORDS, message_schema, project_schema, template_schema};
use serde_json::Value;

/// Compares a committed schema; `CHATFORM_UPDATE=1` writes it.
fn committed(name: &str, schema: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    let generated = format!("{}\n", serde_json::to_string_pretty(schema).unwrap());
    if std::env::var("CHATFORM_UPDATE").is_ok() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "schemas/{name} is out of date: run the tests once with CHATFORM_UPDATE=1");
}

#[test]
fn the_committed_schemas_are_those_of_the_model() {
    committed("template.schema.json", template_schema());
    committed("project.schema.json", project_schema());
    committed("message.schema.json", message_schema());
    committed("plan.schema.json", &chatform::plan::file_schema());
}

/// Every schema inside a schema, itself included.
fn shapes<'s>(schema: &'s Value, found: &mut Vec<&'s Value>) {
    found.push(schema);
    let properties = schema["properties"].as_object().into_iter().flat_map(|map| map.values());
    let inner = ["items", "additionalProperties"].into_iter().filter_map(|keyword| schema.get(keyword));
    for shape in properties.chain(inner).filter(|shape| shape.is_object()) {
        shapes(shape, found);
    }
}

fn all_shapes() -> Vec<&'static Value> {
    let mut found = Vec::new();
    shapes(template_schema(), &mut found);
    shapes(project_schema(), &mut found);
    shapes(message_schema(), &mut found);
    found
}

#[test]
fn the_schemas_use_exactly_the_keywords_that_the_walk_knows() {
    let shapes = all_shapes();
    let used: BTreeSet<&str> =
        shapes.iter().flat_map(|shape| shape.as_object().unwrap().keys()).map(String::as_str).collect();
    assert_eq!(used, KEYWORDS.iter().copied().collect());
}

#[test]
fn null_is_a_value_only_for_the_six_components_of_a_language() {
    let nullable = |shape: &&&Value| shape.get("type").is_some_and(|types| types.to_string().contains("null"));
    assert_eq!(all_shapes().iter().filter(nullable).count(), 6);
    let language = &template_schema()["properties"]["languages"]["additionalProperties"]["properties"];
    assert_eq!(language["footer"]["type"], serde_json::json!(["string", "object", "null"]));
    assert_eq!(language["buttons"]["type"], serde_json::json!(["array", "null"]));
}

#[test]
fn every_mapping_is_closed_and_every_field_is_described() {
    for shape in all_shapes() {
        if let Some(properties) = shape.get("properties") {
            assert_eq!(shape["additionalProperties"], false, "{shape}");
            for (name, field) in properties.as_object().unwrap() {
                assert!(field["description"].is_string(), "{name} has no description");
            }
        }
    }
}
