//! The several forms of GetChatappTemplateDetail's answer, and what the service writes itself.

use chatform::emulator::{DetailForm, EmulatorConfig};
use serde_json::{Value, json};

use super::caller::{Stage, relaxed};

async fn detail(form: DetailForm, category: &str, components: Value, example: Value) -> Value {
    let stage = Stage::new(EmulatorConfig { detail: form, ..relaxed() }).await;
    let mut call = stage.creation("template", "en");
    call.form.retain(|(name, _)| !["Components", "Category"].contains(&name.as_str()));
    let call = call.form("Category", category).form("Components", components.to_string());
    stage.send(call.form("Example", example.to_string())).await.ok();
    stage.detail("template", "en").await.ok()["Data"].clone()
}

fn offer() -> Value {
    json!([
        { "Type": "HEADER", "Format": "IMAGE", "Url": "https://a.b/c.png" },
        { "Type": "LIMITED_TIME_OFFER", "Text": "Today only", "HasExpiration": true },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "PHONE_NUMBER", "Text": "Call", "PhoneNumber": "+8613800001111" }] },
    ])
}

#[tokio::test]
async fn one_key_comes_back_in_another_spelling() {
    let data = detail(DetailForm::Values, "MARKETING", offer(), json!({})).await;
    assert_eq!(
        data["Components"][1],
        json!({ "Type": "LIMITED_TIME_OFFER", "Text": "Today only", "hasExpiration": true })
    );
    assert_eq!((&data["Components"][0], &data["Components"][2]), (&offer()[0], &offer()[2]));
}

#[tokio::test]
async fn padding_adds_empty_fields_and_changes_none() {
    let data = detail(DetailForm::Padded, "MARKETING", offer(), json!({})).await;
    assert_eq!(
        data["Components"][0],
        json!({ "Type": "HEADER", "Format": "IMAGE", "Url": "https://a.b/c.png", "Text": "", "Caption": "", "Buttons": [], "Cards": [] })
    );
}

#[tokio::test]
async fn strings_have_the_keys_of_the_documented_sample() {
    let data = detail(DetailForm::Strings, "MARKETING", offer(), json!({ "name": "Ana" })).await;
    let components: Value = serde_json::from_str(data["Components"].as_str().unwrap()).unwrap();
    assert_eq!(
        components,
        json!([
            { "type": "HEADER", "formate": "IMAGE", "url": "https://a.b/c.png" },
            { "type": "LIMITED_TIME_OFFER", "text": "Today only", "has_expiration": true },
            { "type": "BUTTONS", "buttons": [{ "type": "PHONE_NUMBER", "text": "Call", "phone_number": "+8613800001111" }] },
        ])
    );
    assert_eq!(serde_json::from_str::<Value>(data["Example"].as_str().unwrap()).unwrap(), json!({ "name": "Ana" }));
}

#[tokio::test]
async fn authentication_texts_are_written_by_the_service() {
    let components = json!([
        { "Type": "BODY", "AddSecretRecommendation": true },
        { "Type": "FOOTER", "CodeExpirationMinutes": 5 },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "COPY_CODE", "Text": "Copy" }] },
    ]);
    let data = detail(DetailForm::Values, "AUTHENTICATION", components.clone(), json!({})).await;
    assert_eq!(data["Components"][0]["Text"], "*$(code)* is your verification code. Keep it to yourself.");
    assert_eq!(data["Components"][1]["Text"], "Valid for 5 minutes.");
    assert_eq!(data["Components"][2], components[2]);
    let data = detail(DetailForm::Values, "UTILITY", components, json!({})).await;
    assert_eq!(data["Components"][0].get("Text"), None);
}
