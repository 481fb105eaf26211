//! The canonical form hides nothing: for every field of the model, changing only it in a file is exactly that edit,
//! and changing it at the service is exactly that drift. The fields are taken from the schema, so none is forgotten.

use std::collections::BTreeSet;

use chatform::emulator::{DetailForm, EmulatorConfig, StoredTemplate};
use chatform::model::{EditApproved, Template, Variant, cams};
use chatform::plan::{Item, MovedKind, Operation, Plan};
use chatform::schema::template_schema;
use serde_json::{Map, Value, json};

use crate::support::{Service, with_service};

/// A field of the model: its JSON pointer in the filled document, and its schema.
struct Field {
    pointer: String,
    schema: Value,
}

impl Field {
    fn last(&self) -> &str {
        self.pointer.rsplit('/').next().unwrap()
    }
}

/// The service has no field for a file of the project: its content is compared, in a test of its own.
const NOT_AT_THE_SERVICE: &[&str] = &["languages", "file"];

/// Every key filled in by its schema, one item in every list, so that each field can be changed on its own.
fn filled(schema: &Value, pointer: &str, fields: &mut Vec<Field>) -> Value {
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    if types.contains(&"object") {
        if let Some(properties) = schema["properties"].as_object() {
            let filled_in =
                |(key, schema): (&String, &Value)| (key.clone(), filled(schema, &format!("{pointer}/{key}"), fields));
            return Value::Object(
                properties
                    .iter()
                    .filter(|(key, _)| !NOT_AT_THE_SERVICE.contains(&key.as_str()))
                    .map(filled_in)
                    .collect(),
            );
        }
        fields.push(Field { pointer: format!("{pointer}/who"), schema: json!({ "type": "string" }) });
        return json!({ "who": "Ana" });
    }
    if types.contains(&"array") {
        return json!([filled(&schema["items"], &format!("{pointer}/0"), fields)]);
    }
    fields.push(Field { pointer: pointer.to_owned(), schema: schema.clone() });
    match (schema.get("enum"), types[0]) {
        (Some(values), _) => values[0].clone(),
        (_, "boolean") => json!(!pointer.ends_with("allow_send")),
        (_, "integer") => json!(7),
        _ if pointer.ends_with("body/text") => json!("Hello $(who), this is for you."),
        _ => json!(format!("text of {}", pointer.replace('/', " "))),
    }
}

/// The same document with another value of one field.
fn with_change(document: &Value, field: &Field) -> Value {
    let mut changed = document.clone();
    let place = changed.pointer_mut(&field.pointer).unwrap();
    *place = match (field.schema.get("enum"), &*place) {
        (Some(values), _) => values[1].clone(),
        (_, Value::Bool(value)) => json!(!value),
        (_, Value::Number(number)) => json!(number.as_i64().unwrap() + 1),
        (_, Value::String(text)) => json!(format!("{text} changed")),
        (_, other) => panic!("{} is {other}", field.pointer),
    };
    changed
}

/// All content in the shared part, or all of it in the language.
fn documents() -> [(Value, Vec<Field>); 2] {
    let schema = template_schema();
    let mut shared_fields = Vec::new();
    let mut shared = filled(schema, "", &mut shared_fields);
    shared["languages"] = json!({ "en": {} });
    let mut own_fields = Vec::new();
    let entry = &schema["properties"]["languages"]["additionalProperties"];
    let own = filled(entry, "/languages/en", &mut own_fields);
    let alone = json!({ "name": "alone", "category": own["category"], "languages": { "en": own } });
    [(shared, shared_fields), (alone, own_fields)]
}

fn template(document: &Value) -> Template {
    serde_json::from_value(document.clone()).unwrap_or_else(|error| panic!("{error}: {document}"))
}

/// What the service would hold of a variant; stored directly, as no service would take all fields at once.
fn stored(variant: &Variant) -> StoredTemplate {
    let form = variant.canonical();
    let example = match cams::example(&form) {
        Some(Value::Object(example)) => example,
        _ => Map::new(),
    };
    serde_json::from_value(json!({
        "space": "", "name": form.name, "language": form.language, "template_code": "1000000000000000001",
        "template_type": form.channel.as_str(), "category": form.category.as_str(),
        "components": cams::components(&form), "example": example,
        "message_send_ttl_seconds": form.ttl_seconds, "category_change_paused": form.category_change_paused,
        "product_set_id": form.product_set_id, "allow_send": form.allow_send.unwrap_or(true),
        "audit_status": "fail", "reason": "", "quality_score": "UNKNOWN", "last_update_time": 1, "sequence": 1,
        "review": null,
    }))
    .unwrap()
}

async fn planned(service: &Service, document: &Value) -> Plan {
    service.plan(&[template(document)], EditApproved::Modify).await
}

/// The field of the variant that a field of the file ends up in.
fn edited_path(field: &Field) -> String {
    let path = field.pointer.trim_start_matches("/languages/en").trim_start_matches('/');
    let dotted = path.replace("/0", "[0]").replace('/', ".");
    // The deprecated pair of a button is folded into its apps, as the first of them.
    match field.last() {
        "package_name" | "signature_hash" if !dotted.contains("supported_apps") => {
            let (button, name) = dotted.rsplit_once('.').unwrap();
            format!("{button}.supported_apps[0].{name}")
        }
        // The apps that are listed follow the folded pair.
        _ => dotted.replace("supported_apps[0]", "supported_apps[1]"),
    }
}

fn only_edit<'a>(plan: &'a Plan, field: &Field) -> &'a Item {
    let [item] = plan.items.as_slice() else { panic!("{}: {:?}", field.pointer, plan.items) };
    let paths: Vec<&str> = item.edits.iter().map(|edit| edit.path.as_str()).collect();
    assert_eq!(paths, [edited_path(field)], "after changing only {}", field.pointer);
    item
}

/// The change as the plan tells it, before and after: an edit, or for the category what the platform moved.
fn seen_as(plan: &Plan, field: &Field) -> (Option<Value>, Option<Value>) {
    if field.last() == "category" {
        let [moved] = plan.items[0].moved.as_slice() else { panic!("{:?}", plan.items) };
        assert_eq!((plan.items[0].operation, moved.what), (Operation::Noop, MovedKind::Category));
        return (Some(moved.actual.clone().into()), moved.declared.clone().map(Value::from));
    }
    let edit = only_edit(plan, field).edits[0].clone();
    assert_ne!(edit.before, edit.after, "{}", field.pointer);
    (edit.before, edit.after)
}

fn is_identity(field: &Field) -> bool {
    matches!(field.last(), "name" | "revision") && !field.pointer.contains("buttons")
}

#[test]
fn changing_only_one_field_of_a_file_is_exactly_that_edit() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let mut seen = BTreeSet::new();
        for (document, fields) in documents() {
            let variant = template(&document).variants().remove(0);
            service.control.insert(stored(&variant)).unwrap();
            assert_eq!(planned(&service, &document).await.counts().noop, 1, "{document}");
            for field in &fields {
                let plan = planned(&service, &with_change(&document, field)).await;
                if is_identity(field) {
                    assert_eq!((plan.counts().create, plan.counts().unmanaged), (1, 1), "{}", field.pointer);
                } else {
                    let item = only_edit(&plan, field);
                    let fixed = matches!(field.last(), "category" | "channel");
                    assert_eq!(item.operation == Operation::Blocked, fixed, "{}", field.pointer);
                }
                seen.insert(field.pointer.clone());
            }
            service.control.remove(&variant.name, "en").unwrap();
        }
        println!("{} fields of the file changed one at a time", seen.len());
        assert!(seen.len() > 120, "only {} fields", seen.len());
    });
}

#[test]
fn every_field_reads_back_in_every_form_of_the_answer() {
    for detail in [DetailForm::Values, DetailForm::Padded, DetailForm::Strings] {
        with_service(EmulatorConfig { detail, ..EmulatorConfig::default() }, async |service: Service| {
            for (document, _) in documents() {
                service.control.insert(stored(&template(&document).variants().remove(0))).unwrap();
                let plan = planned(&service, &document).await;
                let [item] = plan.items.as_slice() else { panic!("{:?}", plan.items) };
                assert_eq!((&item.edits, &item.notes), (&vec![], &vec![]), "{detail:?}");
            }
        });
    }
}

#[test]
fn changing_only_one_field_at_the_service_is_exactly_that_drift() {
    with_service(EmulatorConfig::default(), async |service: Service| {
        let mut seen = 0;
        for (document, fields) in documents() {
            let variant = template(&document).variants().remove(0);
            for field in &fields {
                let moved = template(&with_change(&document, field)).variants().remove(0);
                service.control.insert(stored(&moved)).unwrap();
                let plan = planned(&service, &document).await;
                if is_identity(field) {
                    assert_eq!((plan.counts().create, plan.counts().unmanaged), (1, 1), "{}", field.pointer);
                } else {
                    assert_ne!(seen_as(&plan, field), (None, None), "{}", field.pointer);
                }
                service.control.remove(&moved.name, "en").unwrap();
                seen += 1;
            }
            service.control.insert(stored(&variant)).unwrap();
            assert_eq!(planned(&service, &document).await.counts().noop, 1);
            service.control.remove(&variant.name, "en").unwrap();
        }
        println!("{seen} fields of the service changed one at a time");
    });
}
