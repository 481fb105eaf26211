//! Documents: what may wrap a template, and what is no template.

use chatform::finding::At;
use chatform::import;
use serde_json::{Value, json};

use super::{errors, findings, meta, template};

fn one() -> Value {
    meta(json!({ "type": "BODY", "text": "It is on its way." }))
}

#[test]
fn an_object_a_list_and_wrappers_hold_the_same_template() {
    let expected = template(&one());
    for document in [
        json!([one()]),
        json!({ "data": [one()] }),
        json!({ "Data": one() }),
        json!({ "templates": [one()] }),
        json!({ "waba_templates": [one()], "count": 1 }),
        json!({ "statusCode": 200, "body": { "Code": "OK", "Data": one() } }),
        json!({ "Data": one().to_string() }),
    ] {
        assert_eq!(template(&document), expected, "{document}");
    }
}

#[test]
fn a_place_is_a_path_of_the_document() {
    let document = json!({ "data": [meta(json!({ "type": "BODY", "text": 5.5 }))] });
    assert_eq!(
        findings(&document),
        "error data[0].components[0].text import/wrong-type: `text` is a number, not a text"
    );
}

#[test]
fn a_list_that_goes_on_is_a_warning() {
    let document = json!({ "data": [one()], "paging": { "next": "https://graph.example.com/next" } });
    assert!(findings(&document).contains("warning paging.next import/incomplete-list"));
}

#[test]
fn a_document_without_a_template_is_an_error() {
    for document in [json!({}), json!([]), json!({ "data": [] }), json!(7), json!(null), json!("text"), json!([[]])] {
        let errors = errors(&document);
        assert!(errors.iter().any(|error| error.rule.id == "import/no-template"), "{document}");
    }
}

#[test]
fn a_row_of_a_listing_lacks_its_components() {
    let row = json!({ "TemplateName": "hello", "Language": "en", "Category": "UTILITY", "AuditStatus": "pass" });
    let said = findings(&json!({ "Code": "OK", "ListTemplate": [row], "Total": 1 }));
    assert!(said.contains("error ListTemplate[0] import/no-template: template has no components"), "{said}");
}

#[test]
fn a_template_without_a_name_is_not_imported_and_its_neighbour_is() {
    let mut nameless = one();
    nameless.as_object_mut().unwrap().remove("name");
    let imported = import::read(&json!([nameless, one()]).to_string());
    assert_eq!(imported.templates, [template(&one())]);
    assert!(imported.is_incomplete());
}

#[test]
fn a_language_may_be_an_object_with_a_code() {
    let mut document = one();
    document["language"] = json!({ "policy": "deterministic", "code": "en" });
    assert_eq!(template(&document), template(&one()));
}

#[test]
fn an_unknown_category_is_an_error_and_the_components_are_still_looked_at() {
    let mut document = meta(json!({ "type": "call_permission_request" }));
    document["category"] = json!("[MARKETING|UTILITY]");
    let ids: Vec<&str> = errors(&document).iter().map(|error| error.rule.id).collect();
    assert_eq!(ids, ["import/unknown-value", "import/unsupported"]);
}

#[test]
fn what_is_not_json_is_an_error_at_its_character() {
    let text = "{\n  \"name\": é\n}";
    let imported = import::read(text);
    let At::Bytes(range) = &imported.findings[0].primary.at else { panic!("{:?}", imported.findings) };
    assert_eq!(&text[range.clone()], "é");
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    assert_eq!(import::read(&format!("\u{feff}{}", one())).templates, [template(&one())]);
}

#[test]
fn a_key_said_twice_is_an_error_unless_it_says_the_same() {
    let twice = |second: &str| {
        format!(
            r#"{{"name":"a","language":"en","category":"UTILITY","components":[{{"type":"BODY","text":"Hi.","Text":"{second}"}}]}}"#
        )
    };
    assert_eq!(import::read(&twice("Hi.")).findings, []);
    assert_eq!(import::read(&twice("Bye.")).findings[0].rule.id, "import/repeated");
}

#[test]
fn a_file_nested_without_end_is_refused() {
    let imported = import::read(&"[".repeat(100_000));
    assert_eq!(imported.findings[0].rule.id, "import/not-json");
}
