//! Whatever JSON comes in, import answers: with templates, with findings, never with a panic.

use chatform::finding::At;
use chatform::import;
use chatform::model::Template;
use chatform::yaml;
use serde_json::{Value, json};

use crate::support::{rounds, tell_runs};

/// What a mutation may put in the place of a value.
fn strange_values() -> Vec<Value> {
    let text = "a".repeat(3000);
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("{{1}} {{{2}}} ${{3}} $( ${x} }} {{"),
        json!("{{99999999999999999999}} {{0}} {{\u{202e}}}"),
        json!("[{\"type\": \"BODY\"}]"),
        json!("{\"data\": []}"),
        json!("\u{0}\u{feff}é😀"),
        json!(text),
        json!([]),
        json!({}),
        json!([[[null]]]),
        json!({ "type": "HEADER", "Type": "BODY" }),
        json!("otp"),
        json!("URL"),
    ]
}

/// A payload of each service.
pub(crate) fn originals() -> Vec<Value> {
    let meta = json!({ "data": [{
        "name": "order_shipped", "language": "en", "category": "MARKETING", "id": "5", "parameter_format": "NAMED",
        "components": [
            { "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::aW"] } },
            { "type": "BODY", "text": "Hi {{1}}, {{2}}.", "example": { "body_text": [["Ana", "A-1"]] } },
            { "type": "LIMITED_TIME_OFFER", "limited_time_offer": { "text": "Now!", "has_expiration": true } },
            { "type": "FOOTER", "text": "Thank you" },
            { "type": "BUTTONS", "buttons": [
                { "type": "COPY_CODE", "example": "SPRING25" },
                { "type": "URL", "text": "Shop", "url": "https://a.example/{{1}}", "example": ["https://a.example/x"] },
                { "type": "OTP", "otp_type": "ONE_TAP", "supported_apps": [{ "package_name": "a.b" }] },
            ] },
            { "type": "CAROUSEL", "cards": [{ "components": [
                { "type": "HEADER", "format": "VIDEO", "example": { "header_handle": ["4::aW"] } },
                { "type": "BODY", "text": "Hi {{who}}.", "example": { "body_text_named_params":
                    [{ "param_name": "who", "example": "Ana" }] } },
            ] }] },
        ],
    }], "paging": { "next": "x" } });
    let cams = json!({ "Code": "OK", "Data": {
        "Name": "hello", "Language": "ar", "Category": "AUTHENTICATION", "TemplateType": "WHATSAPP",
        "Example": "{\"a\": \"b\"}", "AuditStatus": "pass",
        "Components": [{ "Type": "BODY", "Text": "x" }, { "Type": "BUTTONS", "Buttons": [
            { "Type": "ZERO_TAP", "PackageName": "a.b", "SignatureHash": "Yt4/RmC9xQd" }] }],
    } });
    vec![meta, cams]
}

#[test]
fn no_mutated_document_makes_import_panic() {
    let (strange, originals) = (strange_values(), originals());
    let mut random = Random(0x5eed);
    let count = rounds(4_000, 100_000);
    let (mut imported, mut incomplete) = (0, 0);
    for round in 0..count {
        let mut document = originals[round % originals.len()].clone();
        for _ in 0..=random.below(3) {
            mutate(&mut document, &strange, &mut random);
        }
        let mut text = document.to_string();
        if random.below(20) == 0 {
            let end = text.floor_char_boundary(random.below(text.len() + 1));
            text.truncate(end);
        }
        let outcome = import::read(&text);
        assert!(outcome.is_incomplete() || !outcome.templates.is_empty(), "nothing came of {text}");
        for finding in &outcome.findings {
            if let At::Bytes(range) = &finding.primary.at {
                assert!(text.get(range.clone()).is_some(), "{range:?} is no place in {text}");
            }
        }
        for template in &outcome.templates {
            comes_back(template);
        }
        assert_eq!(import::file_names(&outcome.templates).len(), outcome.templates.len());
        imported += outcome.templates.len();
        incomplete += usize::from(outcome.is_incomplete());
    }
    tell_runs("import of odd values", count, &format!("{imported} templates, {incomplete} documents with errors"));
    assert!(imported > count / 4 && incomplete > count / 4, "the mutants are all alike");
}

/// What is written as a file is read as the same template.
pub(crate) fn comes_back(template: &Template) {
    let text = import::to_yaml(template);
    let document = yaml::load("imported.yaml", text.as_bytes()).1;
    assert_eq!(document.findings, [], "{text}");
    assert_eq!(yaml::decode::<Template>(&document.tree.unwrap()).as_ref(), Ok(template), "{text}");
}

/// Changes one place of a document: another value, a value gone, a value doubled, a key respelled.
fn mutate(document: &mut Value, strange: &[Value], random: &mut Random) {
    let mut places = Vec::new();
    pointers(document, String::new(), &mut places);
    let Some(value) = document.pointer_mut(&places[random.below(places.len())]) else { return };
    match (random.below(4), value) {
        (0, Value::Array(items)) if !items.is_empty() => {
            items.remove(random.below(items.len()));
        }
        (1, Value::Array(items)) if !items.is_empty() => {
            let again = items[random.below(items.len())].clone();
            items.push(again);
        }
        (0, Value::Object(fields)) if !fields.is_empty() => {
            let key = fields.keys().nth(random.below(fields.len())).cloned().unwrap();
            fields.remove(&key);
        }
        (1, Value::Object(fields)) if !fields.is_empty() => {
            let key = fields.keys().nth(random.below(fields.len())).cloned().unwrap();
            let value = strange[random.below(strange.len())].clone();
            fields.insert(key.to_uppercase(), value);
        }
        (_, value) => *value = strange[random.below(strange.len())].clone(),
    }
}

fn pointers(value: &Value, here: String, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, format!("{here}/{index}"), places);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                pointers(field, format!("{here}/{}", key.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        _ => {}
    }
    places.push(here);
}

/// xorshift: the same mutants every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
