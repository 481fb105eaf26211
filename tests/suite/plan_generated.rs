//! What was applied plans to no changes: for the corpus and for generated templates, in every shape of the answer.

use std::sync::atomic::{AtomicU64, Ordering};

use chatform::emulator::{DetailForm, EmulatorConfig, StoredTemplate};
use chatform::model::{EditApproved, Variant, cams};
use chatform::plan::{Desired, Operation, Source};
use serde_json::{Map, Value, json};

use crate::fuzz::Dice;
use crate::support::{Service, rounds, shared, tell_runs, with_service};

/// No two templates of an emulator have the same.
static SEQUENCE: AtomicU64 = AtomicU64::new(1);

/// What the service holds after a variant was created.
pub fn stored(variant: &Variant) -> StoredTemplate {
    let form = variant.canonical();
    let example = match cams::example(&form) {
        Some(Value::Object(example)) => example,
        _ => Map::new(),
    };
    serde_json::from_value(json!({
        "space": "", "name": form.name, "language": form.language, "template_code": code_of(&form.name),
        "template_type": form.channel.as_str(), "category": form.category.as_str(),
        "components": cams::components(&form), "example": example,
        "message_send_ttl_seconds": form.ttl_seconds, "category_change_paused": form.category_change_paused,
        "product_set_id": form.product_set_id, "allow_send": form.allow_send.unwrap_or(true),
        "audit_status": "pass", "reason": "", "quality_score": "UNKNOWN", "last_update_time": 1, "sequence": SEQUENCE.fetch_add(1, Ordering::Relaxed),
        "review": null,
    }))
    .unwrap()
}

/// A code that no other name has.
fn code_of(name: &str) -> String {
    let hex: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    format!("9{hex}")
}

/// Puts a variant where a creation would have put it: no service would take all that can be generated.
pub fn store(service: &Service, variant: &Variant) {
    service.control.insert(stored(variant)).unwrap();
}

const FORMS: [DetailForm; 3] = [DetailForm::Values, DetailForm::Padded, DetailForm::Strings];

/// Stores variants under names of their own, and plans them.
fn plan_to_nothing(variants: &[Variant]) {
    for detail in FORMS {
        with_service(EmulatorConfig { detail, ..EmulatorConfig::default() }, async |service: Service| {
            for batch in variants.chunks(200) {
                let desired: Vec<Desired> =
                    batch.iter().enumerate().map(|(index, variant)| named(index, variant)).collect();
                for one in &desired {
                    store(&service, &one.variant);
                }
                let plan = service.plan_of(&desired, EditApproved::Refuse).await;
                for item in &plan.items {
                    assert_eq!((item.operation, &item.notes), (Operation::Noop, &vec![]), "{detail:?}: {item:#?}");
                }
                for one in &desired {
                    service.control.remove(&one.variant.name, &one.variant.language).unwrap();
                }
            }
        });
    }
}

fn named(index: usize, variant: &Variant) -> Desired {
    let name = format!("{}{}", "t".repeat(1 + index % 7), index);
    let source = Source { file: "templates/one.yaml".to_owned(), line: 1 };
    Desired { variant: Variant { name, ..variant.clone() }, source, revision: None }
}

#[test]
fn every_importable_template_of_the_corpus_plans_to_nothing() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("corpus/templates.jsonl")).unwrap();
    let every = rounds(8, 1);
    let mut variants = Vec::new();
    for line in text.lines().step_by(every) {
        let row: Value = serde_json::from_str(line).unwrap();
        let imported = chatform::import::read(&row["template"].to_string());
        if !imported.is_incomplete() {
            variants.extend(imported.templates.iter().flat_map(chatform::model::Template::variants));
        }
    }
    assert!(variants.len() > 20, "{}", variants.len());
    plan_to_nothing(&variants);
    tell_runs("plan after apply, corpus", variants.len() * FORMS.len(), "no changes");
}

const WORDS: &[&str] =
    &["Hello", "$(who)", "$(code)", "table", "ready", "🎉", "你好", "مرحبا", "\n", "*bold*", "${x}", "\"q\""];

fn text(dice: &Dice) -> String {
    let words: Vec<&str> = (0..1 + dice.below(8)).map(|_| *dice.one_of(WORDS)).collect();
    words.join(" ")
}

/// A value of a schema: each key with a chance, lists of up to three items. A file of this machine is no text of the
/// service's: it is uploaded, and its address takes its place.
fn generated(schema: &Value, dice: &Dice) -> Value {
    let types: Vec<&str> = match &schema["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    if types.contains(&"object") {
        let Some(properties) = schema["properties"].as_object() else {
            return json!({ "who": text(dice), "code": "123" });
        };
        let chosen =
            properties.iter().filter(|(key, _)| !["languages", "file"].contains(&key.as_str()) && dice.below(3) > 0);
        return chosen.map(|(key, schema)| (key.clone(), generated(schema, dice))).collect();
    }
    if types.contains(&"array") {
        return (0..dice.below(4)).map(|_| generated(&schema["items"], dice)).collect();
    }
    match (schema.get("enum"), types.first().copied()) {
        (Some(Value::Array(values)), _) => dice.one_of(values).clone(),
        (_, Some("boolean")) => json!(dice.below(2) == 0),
        (_, Some("integer")) => json!(1 + dice.below(90)),
        _ => json!(text(dice)),
    }
}

/// Leaves out what no request can say: a button without a type, and for AUTHENTICATION what WhatsApp writes itself.
fn sayable(value: &mut Value, dice: &Dice) {
    let is_written = value["category"] == "AUTHENTICATION" && value["channel"] != "VIBER";
    let typed = |buttons: Option<&mut Value>| {
        for button in buttons.and_then(Value::as_array_mut).into_iter().flatten() {
            let types = ["URL", "QUICK_REPLY", "PHONE_NUMBER", "COPY_CODE", "FLOW", "ONE_TAP", "CATALOG"];
            button["type"] = (*dice.one_of(&types)).into();
            if is_written {
                button.as_object_mut().unwrap().retain(|key, _| !key.starts_with("url"));
            }
        }
    };
    if value["category"] == "AUTHENTICATION" && !is_written {
        (value["body"], value["footer"]) = (json!({ "text": "Your code is $(code)." }), json!({ "text": "Bye" }));
    }
    typed(value.get_mut("buttons"));
    for card in value.get_mut("carousel").and_then(Value::as_array_mut).into_iter().flatten() {
        typed(card.get_mut("buttons"));
    }
    if is_written {
        for component in ["body", "footer"] {
            value.get_mut(component).and_then(Value::as_object_mut).and_then(|fields| fields.remove("text"));
        }
    }
}

#[test]
fn generated_templates_plan_to_nothing() {
    let schema = chatform::schema::template_schema();
    let count = rounds(150, 10_000);
    let dice = Dice::new(7);
    let mut variants = Vec::with_capacity(count);
    while variants.len() < count {
        let mut value = generated(schema, &dice);
        value["name"] = "generated".into();
        let category = dice.one_of(&["UTILITY", "MARKETING", "AUTHENTICATION"]);
        value["category"] = (*category).into();
        value["languages"] = json!({ "en": {} });
        sayable(&mut value, &dice);
        let template: chatform::model::Template = serde_json::from_value(value).unwrap();
        variants.push(template.variants().remove(0));
    }
    plan_to_nothing(&variants);
    tell_runs("plan after apply, generated", count * FORMS.len(), "no changes");
}
