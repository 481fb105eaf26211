//! What CAMS says itself: requests, and the answers of GetChatappTemplateDetail.

use chatform::model::{ButtonType, Category, Channel, HeaderFormat, UrlType};
use serde_json::{Value, json};

use super::{findings, variant};

/// A request as the SDKs write it.
fn request() -> Value {
    json!({
        "Name": "order_shipped", "Language": "en", "Category": "UTILITY", "TemplateType": "WHATSAPP",
        "CustSpaceId": "cams-xxxx", "MessageSendTtlSeconds": 43200,
        "Example": { "customer": "Ana", "order_id": "A-1042" },
        "Components": [
            { "Type": "HEADER", "Format": "TEXT", "Text": "Order $(order_id)" },
            { "Type": "BODY", "Text": "Hi $(customer), order $(order_id) is on its way." },
            { "Type": "BUTTONS", "Buttons": [
                { "Type": "URL", "Text": "Track it", "Url": "https://a.example/$(order_id)", "UrlType": "dynamic" },
            ] },
        ],
    })
}

#[test]
fn a_request_is_taken_over_whole() {
    let variant = variant(&request());
    assert_eq!(
        (variant.category, variant.channel, variant.ttl_seconds),
        (Category::Utility, Channel::Whatsapp, Some(43200))
    );
    assert_eq!(variant.body.unwrap().text.unwrap(), "Hi $(customer), order $(order_id) is on its way.");
    assert_eq!(variant.header.unwrap().text.unwrap(), "Order $(order_id)");
    assert_eq!(variant.examples.len(), 2);
}

#[test]
fn components_and_samples_may_be_json_in_a_text() {
    let mut document = request();
    document["Components"] = json!(document["Components"].to_string());
    document["Example"] = json!(document["Example"].to_string());
    assert_eq!(variant(&document), variant(&request()));
}

#[test]
fn pascal_camel_and_snake_keys_say_the_same() {
    let respelled = |respell: fn(&str) -> String| variant(&respell_keys(&request(), respell));
    let camel = respelled(|key| key[..1].to_lowercase() + &key[1..]);
    let snake = respelled(snake_case);
    assert_eq!(camel, variant(&request()));
    assert_eq!(snake, variant(&request()));
}

fn snake_case(key: &str) -> String {
    let mut snake = String::new();
    for (position, character) in key.chars().enumerate() {
        if character.is_ascii_uppercase() && position > 0 {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

/// The same document with other keys; the names of samples stay.
fn respell_keys(value: &Value, respell: fn(&str) -> String) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| respell_keys(item, respell)).collect(),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| match key.as_str() {
                "Example" => (respell(key), value.clone()),
                _ => (respell(key), respell_keys(value, respell)),
            };
            Value::Object(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}

#[test]
fn a_detail_is_taken_over_and_its_state_is_dropped_with_a_note() {
    let mut data = request();
    data["AuditStatus"] = json!("pass");
    data["QualityScore"] = json!("GREEN");
    data["TemplateCode"] = json!("1264740978717736960");
    data["Reason"] = json!("");
    let detail = json!({ "Code": "OK", "RequestId": "90E63D28", "Data": data });
    assert_eq!(variant(&detail), variant(&request()));
    let said = findings(&detail);
    assert!(said.contains("`AuditStatus`") && said.contains("`TemplateCode`"), "{said}");
    assert!(!said.contains("`Reason`"), "an empty field says nothing: {said}");
}

#[test]
fn the_spelling_of_the_documented_detail_is_understood() {
    let components = json!([
        { "type": "HEADER", "formate": "IMAGE", "url": "https://a.example/a.png" },
        { "type": "BODY", "text": "Hello $(name), look." },
        { "type": "BUTTONS", "buttons": [{ "type": "PHONE_NUMBER", "text": "Call", "phone_number": "+861380000" }] },
    ]);
    let data = json!({ "name": "hello", "language": "en", "category": "TRANSACTIONAL", "templateCode": "7",
        "auditStatus": "APPROVED", "components": components.to_string(), "example": "{\"name\":\"Ana\"}" });
    let variant = variant(&json!({ "Data": data }));
    assert_eq!(variant.header.as_ref().unwrap().format, Some(HeaderFormat::Image));
    assert_eq!(variant.examples["name"], "Ana");
    assert_eq!(variant.buttons.unwrap()[0].phone_number.as_deref(), Some("+861380000"));
}

#[test]
fn a_legacy_category_is_carried_over_with_a_warning_that_names_the_choice() {
    let mut document = request();
    document["Category"] = json!("OTP");
    let said = chatform::import::read(&document.to_string()).findings;
    let finding = said.iter().find(|finding| finding.rule.id == "import/legacy-category").unwrap();
    assert_eq!(finding.primary.text, "becomes AUTHENTICATION");
}

#[test]
fn a_card_holds_card_components() {
    let card = json!({ "CardComponents": [
        { "Type": "HEADER", "Format": "VIDEO", "Url": "https://a.example/a.mp4" },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "QUICK_REPLY", "Text": "More" }] },
    ] });
    let mut document = request();
    document["Category"] = json!("MARKETING");
    document["Components"] =
        json!([{ "Type": "BODY", "Text": "Look." }, { "Type": "CAROUSEL", "Cards": [card, card] }]);
    let cards = variant(&document).carousel.unwrap();
    assert_eq!(cards.len(), 2);
    assert_eq!(cards[0].buttons.as_ref().unwrap()[0].kind, Some(ButtonType::QuickReply));
}

#[test]
fn a_viber_video_keeps_its_length_and_preview() {
    let document = json!({ "Name": "promo", "Language": "en", "Category": "marketing", "TemplateType": "viber",
        "Components": [
            { "Type": "BODY", "Text": "Look." },
            { "Type": "HEADER", "Format": "VIDEO", "Url": "https://a.example/a.mp4", "Duration": "40",
                "ThumbUrl": "https://a.example/a.jpg" },
        ] });
    let variant = variant(&document);
    assert_eq!(variant.channel, Channel::Viber);
    let header = variant.header.unwrap();
    assert_eq!((header.duration, header.thumb_url.as_deref()), (Some(40), Some("https://a.example/a.jpg")));
}

#[test]
fn an_address_type_is_kept_only_where_it_is_not_what_the_address_says() {
    let mut document = request();
    assert_eq!(variant(&document).buttons.unwrap()[0].url_type, None);
    document["Components"][2]["Buttons"][0]["UrlType"] = json!("static");
    assert_eq!(variant(&document).buttons.unwrap()[0].url_type, Some(UrlType::Static));
}

#[test]
fn deprecated_app_fields_that_contradict_the_list_are_kept_beside_it() {
    let button = json!({ "Type": "ONE_TAP", "Text": "Copy", "AutofillText": "Fill in", "PackageName": "com.example.old",
        "SignatureHash": "Yt4/RmC9xQd",
        "SupportedApps": [{ "PackageName": "com.example.new", "SignatureHash": "Yt4/RmC9xQd" }] });
    let mut document = request();
    document["Category"] = json!("AUTHENTICATION");
    document["Components"] = json!([{ "Type": "BODY" }, { "Type": "BUTTONS", "Buttons": [button] }]);
    let buttons = variant(&document).buttons.unwrap();
    assert_eq!(buttons[0].package_name.as_deref(), Some("com.example.old"));
    assert_eq!(buttons[0].supported_apps.as_ref().unwrap().len(), 1);
}
