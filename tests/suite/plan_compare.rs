//! Field edits: what differs, and nothing else.

use chatform::model::{Template, Variant};
use chatform::plan::{FieldEdit, edits};
use serde_json::{Value, json};

fn variant(content: Value) -> Variant {
    let mut value = json!({ "name": "sale", "category": "MARKETING", "languages": { "en": {} } });
    value.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    serde_json::from_value::<Template>(value).unwrap().variants().remove(0)
}

fn between(before: Value, after: Value) -> Vec<FieldEdit> {
    edits(&variant(before), &variant(after))
}

fn edit(path: &str, before: Option<Value>, after: Option<Value>) -> FieldEdit {
    FieldEdit { path: path.to_owned(), before, after }
}

fn replies(texts: &[&str]) -> Value {
    let buttons: Vec<Value> = texts.iter().map(|text| json!({ "type": "QUICK_REPLY", "text": text })).collect();
    json!({ "body": "Hello there", "buttons": buttons })
}

#[test]
fn the_same_has_no_edits() {
    assert_eq!(between(replies(&["A", "B"]), replies(&["A", "B"])), []);
}

#[test]
fn a_changed_text_is_one_edit() {
    let found = between(json!({ "body": "Old" }), json!({ "body": "New" }));
    assert_eq!(found, [edit("body.text", Some(json!("Old")), Some(json!("New")))]);
}

#[test]
fn an_added_and_a_removed_component_are_one_edit_each() {
    let found = between(json!({ "body": "Text", "footer": "Bye" }), json!({ "body": "Text", "header": "Hi" }));
    assert_eq!(
        found,
        [
            edit("footer", Some(json!({ "text": "Bye" })), None),
            edit("header", None, Some(json!({ "format": "TEXT", "text": "Hi" }))),
        ]
    );
}

#[test]
fn a_button_taken_out_of_the_middle_is_one_edit() {
    let found = between(replies(&["A", "B", "C"]), replies(&["A", "C"]));
    assert_eq!(found, [edit("buttons[1]", Some(json!({ "type": "QUICK_REPLY", "text": "B" })), None)]);
}

#[test]
fn a_button_put_in_front_is_one_edit() {
    let found = between(replies(&["B", "C"]), replies(&["A", "B", "C"]));
    assert_eq!(found, [edit("buttons[0]", None, Some(json!({ "type": "QUICK_REPLY", "text": "A" })))]);
}

#[test]
fn swapped_buttons_differ_field_by_field() {
    let paths: Vec<String> =
        between(replies(&["A", "B"]), replies(&["B", "A"])).into_iter().map(|edit| edit.path).collect();
    assert_eq!(paths, ["buttons[0].text", "buttons[1].text"]);
}
