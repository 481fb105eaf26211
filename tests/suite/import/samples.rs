//! Samples, in the shapes that Meta gives them.

use serde_json::{Value, json};

use super::{findings, meta, meta_buttons, variant};

fn body(text: &str, example: Value) -> Value {
    meta(json!({ "type": "BODY", "text": text, "example": example }))
}

#[test]
fn a_row_of_samples_follows_the_numbers() {
    let variant = variant(&body("{{2}} for {{1}} is here.", json!({ "body_text": [["Ana", "A-1042"]] })));
    assert_eq!((&*variant.examples["body_1"], &*variant.examples["body_2"]), ("Ana", "A-1042"));
}

#[test]
fn a_plain_list_and_a_plain_text_are_samples_too() {
    let list = variant(&body("Hi {{1}}, {{2}} is here.", json!({ "body_text": ["Ana", "A-1042"] })));
    assert_eq!(list.examples["body_2"], "A-1042");
    let text = variant(&body("Hi {{1}}, it is here.", json!({ "body_text": "Ana" })));
    assert_eq!(text.examples["body_1"], "Ana");
}

#[test]
fn named_samples_keep_their_names() {
    let params = json!([{ "param_name": "customer", "example": "Ana" }]);
    let variant = variant(&body("Hi {{customer}}, it is here.", json!({ "body_text_named_params": params })));
    assert_eq!(variant.body.unwrap().text.unwrap(), "Hi $(customer), it is here.");
    assert_eq!(variant.examples["customer"], "Ana");
}

#[test]
fn named_placeholders_with_a_plain_list_take_the_samples_in_turn() {
    let variant = variant(&body("Hi {{who}}, {{what}} is for {{who}} only.", json!({ "body_text": [["Ana", "it"]] })));
    assert_eq!((&*variant.examples["who"], &*variant.examples["what"]), ("Ana", "it"));
}

#[test]
fn one_name_with_one_sample_is_one_variable_everywhere() {
    let document = two_components("A-1042");
    assert_eq!(variant(&document).variable_names(), ["order"]);
    assert_eq!(findings(&document), "");
}

#[test]
fn one_name_with_two_samples_becomes_two_variables_with_a_note() {
    let document = two_components("A-2001");
    let variant = variant(&document);
    assert_eq!(variant.variable_names(), ["order", "body_order"]);
    assert_eq!((&*variant.examples["order"], &*variant.examples["body_order"]), ("A-1042", "A-2001"));
    assert!(findings(&document).contains("info components[1].text import/renamed-variable"));
}

fn two_components(body_sample: &str) -> Value {
    let sample = |value: &str| json!([{ "param_name": "order", "example": value }]);
    json!({ "name": "order_shipped", "language": "en", "category": "UTILITY", "components": [
        { "type": "HEADER", "format": "TEXT", "text": "Order {{order}}",
            "example": { "header_text_named_params": sample("A-1042") } },
        { "type": "BODY", "text": "Your order {{order}} is on its way.",
            "example": { "body_text_named_params": sample(body_sample) } },
    ] })
}

#[test]
fn a_sample_that_is_the_whole_address_is_reduced_to_its_end() {
    let button = json!({ "type": "URL", "text": "Shop", "url": "https://a.example/p/{{1}}",
        "example": ["https://a.example/p/aloe"] });
    let document = meta_buttons(json!([button]));
    assert_eq!(variant(&document).examples["button_1"], "aloe");
    assert_eq!(findings(&document), "");
}

#[test]
fn a_sample_that_is_another_address_is_kept_with_a_note() {
    let button = json!({ "type": "URL", "text": "Shop", "url": "https://a.example/p?code={{1}}",
        "example": ["https://a.example/p?ref=x"] });
    let document = meta_buttons(json!([button]));
    assert_eq!(variant(&document).examples["button_1"], "https://a.example/p?ref=x");
    assert!(findings(&document).contains("info components[1].buttons[0].example[0] import/misplaced-sample"));
}

#[test]
fn a_coupon_becomes_a_variable_with_its_sample() {
    for example in [json!("SPRING25"), json!(["SPRING25"])] {
        let variant = variant(&meta_buttons(json!([{ "type": "copy_code", "example": example }])));
        assert_eq!(variant.examples["coupon_code"], "SPRING25");
        assert_eq!(variant.buttons.unwrap()[0].coupon_code.as_deref(), Some("$(coupon_code)"));
    }
}

#[test]
fn a_sample_without_a_placeholder_is_left_out_with_a_note() {
    let document = body("It is here.", json!({ "body_text": [["Ana"]] }));
    assert!(variant(&document).examples.is_empty());
    assert!(findings(&document).contains("sample `Ana` belongs to no placeholder"));
}

#[test]
fn a_sample_file_that_no_header_needs_is_left_out_with_a_note() {
    let files = json!({ "header_handle": ["https://a.example/1.png", "https://a.example/2.png"] });
    let document = meta(json!({ "type": "HEADER", "format": "IMAGE", "example": files }));
    assert_eq!(variant(&document).examples["header_media"], "https://a.example/1.png");
    assert!(findings(&document).contains("header_handle[1] import/misplaced-sample"));
    let text = meta(json!({ "type": "HEADER", "format": "TEXT", "text": "Hello", "example": files }));
    assert!(findings(&text).contains("header_handle[0] import/misplaced-sample"));
}
