//! Components in the API's own JSON: written as it spells them, read however it answers.

use chatform::model::cams::{ProblemKind, components, example, read_components, read_example};
use chatform::model::{ButtonType, Category, Channel, Template, Variant};
use serde_json::{Value, json};

fn carousel() -> Variant {
    let template: Template = serde_json::from_value(json!({
        "name": "plants", "category": "MARKETING", "examples": { "name": "Ana", "unused": "x" },
        "body": "Hi $(name), look at these.",
        "limited_time_offer": { "text": "Only today", "has_expiration": true },
        "carousel": [
            { "header": { "format": "IMAGE", "url": "https://a.example/1.png" }, "body": "First",
              "buttons": [{ "type": "URL", "text": "Buy", "url": "https://a.example/1" }] },
            { "header": { "format": "IMAGE", "url": "https://a.example/2.png" }, "body": "Second",
              "buttons": [{ "type": "PHONE_NUMBER", "text": "Call", "phone_number": "+49301234567" }] },
        ],
        "languages": { "en": {} }
    }))
    .unwrap();
    template.variants().remove(0)
}

fn content_of(variant: &Variant) -> Value {
    components(&variant.canonical())
}

#[test]
fn components_are_spelled_as_the_api_spells_them() {
    let written = content_of(&carousel());
    assert_eq!(written[0], json!({ "Type": "LIMITED_TIME_OFFER", "Text": "Only today", "HasExpiration": true }));
    assert_eq!(written[1], json!({ "Type": "BODY", "Text": "Hi $(name), look at these." }));
    assert_eq!(
        written[2]["Cards"][1]["CardComponents"][2],
        json!({ "Type": "BUTTONS", "Buttons": [{ "Type": "PHONE_NUMBER", "Text": "Call", "PhoneNumber": "+49301234567" }] })
    );
}

#[test]
fn only_samples_in_use_are_sent() {
    assert_eq!(example(&carousel()), Some(json!({ "name": "Ana" })));
}

#[test]
fn what_was_written_reads_back_the_same() {
    let variant = carousel().canonical();
    let (content, problems) = read_components(&components(&variant), Category::Marketing, Channel::Whatsapp);
    assert_eq!(problems, []);
    assert_eq!((content.body, content.carousel), (variant.body, variant.carousel));
    assert_eq!(content.limited_time_offer, variant.limited_time_offer);
}

#[test]
fn answers_in_other_spellings_mean_the_same() {
    let pascal = json!([{ "Type": "HEADER", "Format": "IMAGE", "Url": "https://a.example" },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "PHONE_NUMBER", "Text": "Call", "PhoneNumber": "+4930" }] }]);
    let lower = json!([{ "type": "header", "formate": "image", "url": "https://a.example", "text": "", "buttons": [] },
        { "type": "buttons", "buttons": [{ "type": "phone_number", "text": "Call", "phone_number": "+4930", "supportedApps": [] }] }]);
    let as_text = Value::String(lower.to_string());
    let read = |value: &Value| read_components(value, Category::Utility, Channel::Whatsapp);
    assert_eq!(read(&pascal), read(&lower));
    assert_eq!(read(&lower), read(&as_text));
    assert_eq!(read(&pascal).1, []);
}

#[test]
fn texts_that_the_platform_writes_are_not_the_authors() {
    let answer = json!([{ "Type": "BODY", "Text": "*{{1}}* is your code.", "AddSecretRecommendation": true },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "COPY_CODE", "Text": "Copy", "Url": "https://www.whatsapp.com/otp" }] }]);
    let (content, problems) = read_components(&answer, Category::Authentication, Channel::Whatsapp);
    assert_eq!((content.body.unwrap().text, problems), (None, vec![]));
    let button = content.buttons.unwrap().remove(0);
    assert_eq!((button.kind, button.url), (Some(ButtonType::CopyCode), None));
}

#[test]
fn whatever_cannot_be_taken_over_is_named_with_its_place() {
    let answer = json!([{ "Type": "BODY", "Text": "a", "Sparkle": 1 }, { "Type": "BODY", "Text": "b" },
        { "Type": "CALL_PERMISSION_REQUEST" }, { "Type": "HEADER", "Format": "LOCATION", "Latitude": "1" },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "SPM" }, 7] }]);
    let (_, problems) = read_components(&answer, Category::Utility, Channel::Whatsapp);
    let named: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(named.len(), 7, "{named:#?}");
    assert!(problems.iter().any(|problem| problem.path.to_string() == "[0].Sparkle" && problem.is_loss()));
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::Repeated));
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::ReadOnly && !problem.is_loss()));
    assert!(problems.iter().any(|problem| problem.path.to_string() == "[4].Buttons[0].Type"));
}

#[test]
fn examples_come_as_a_map_or_as_its_text() {
    let map = json!({ "name": "Ana", "count": 3, "none": null });
    let (examples, problems) = read_example(&map);
    assert_eq!((examples["name"].as_str(), examples["count"].as_str(), examples.len()), ("Ana", "3", 2));
    assert_eq!(read_example(&Value::String(map.to_string())), (examples, problems));
    assert_eq!(read_example(&json!("")).1, []);
    assert_eq!(read_example(&json!([1])).1.len(), 1);
}
