//! What Meta's Graph API calls its components.

use chatform::model::{ButtonType, FlowAction, HeaderFormat, SupportedApp};
use serde_json::json;

use super::{errors, findings, meta, meta_buttons, variant};

#[test]
fn a_numbered_placeholder_is_named_after_its_component() {
    let document = json!({ "name": "order_shipped", "language": "en", "category": "MARKETING", "components": [
        { "type": "HEADER", "format": "TEXT", "text": "Order {{1}}" },
        { "type": "BODY", "text": "Hi {{1}}, {{2}} is on its way." },
        { "type": "BUTTONS", "buttons": [
            { "type": "QUICK_REPLY", "text": "Thanks" },
            { "type": "URL", "text": "Track it", "url": "https://shop.example.com/t/{{1}}" },
        ] },
    ] });
    let variant = variant(&document);
    assert_eq!(variant.header.unwrap().text.unwrap(), "Order $(header_1)");
    assert_eq!(variant.body.unwrap().text.unwrap(), "Hi $(body_1), $(body_2) is on its way.");
    assert_eq!(variant.buttons.unwrap()[1].url.as_deref(), Some("https://shop.example.com/t/$(button_2)"));
}

#[test]
fn placeholders_of_cards_are_named_after_card_and_component() {
    let card = json!({ "components": [
        { "type": "header", "format": "image", "example": { "header_handle": ["4::aW"] } },
        { "type": "body", "text": "Now {{1}} off." },
        { "type": "buttons", "buttons": [
            { "type": "quick_reply", "text": "More" },
            { "type": "url", "text": "Shop", "url": "https://shop.example.com/p/{{1}}" },
        ] },
    ] });
    let document = json!({ "name": "spring", "language": "en", "category": "marketing", "components": [
        { "type": "body", "text": "Spring is here." }, { "type": "carousel", "cards": [card, card] },
    ] });
    let cards = variant(&document).carousel.unwrap();
    assert_eq!(cards[1].header.as_ref().unwrap().url.as_deref(), Some("$(card_2_header_media)"));
    assert_eq!(cards[1].body.as_ref().unwrap().text.as_deref(), Some("Now $(card_2_body_1) off."));
    assert_eq!(
        cards[0].buttons.as_ref().unwrap()[1].url.as_deref(),
        Some("https://shop.example.com/p/$(card_1_button_2)")
    );
}

#[test]
fn a_price_before_a_placeholder_stays_a_price() {
    let variant = variant(&meta(json!({ "type": "BODY", "text": "Total: ${{1}} for {{ 2 }} items." })));
    assert_eq!(variant.body.unwrap().text.unwrap(), "Total: $$(body_1) for $(body_2) items.");
}

#[test]
fn a_foreign_dollar_brace_is_no_build_time_value() {
    let variant = variant(&meta(json!({ "type": "BODY", "text": "Use ${code} today, or $${more}." })));
    assert_eq!(variant.body.as_ref().unwrap().text.as_deref(), Some("Use $${code} today, or $$${more}."));
    let (substituted, undeclared) = variant.substituted(&indexmap::IndexMap::new());
    assert_eq!(substituted.body.unwrap().text.as_deref(), Some("Use ${code} today, or $${more}."));
    assert!(undeclared.is_empty());
}

#[test]
fn a_foreign_dollar_bracket_does_not_become_a_variable() {
    let document = meta(json!({ "type": "BODY", "text": "Pay $(USD) 20 now." }));
    assert_eq!(errors(&document)[0].rule.id, "import/accidental-variable");
    let imported = chatform::import::read(&document.to_string());
    assert!(imported.templates[0].variants()[0].variable_names().is_empty());
}

#[test]
fn a_placeholder_with_an_impossible_name_is_an_error_and_stays_as_it_is() {
    let document = meta(json!({ "type": "BODY", "text": "Hi {{first name}}, it is on its way." }));
    assert_eq!(errors(&document)[0].rule.id, "import/unclear-placeholder");
    let imported = chatform::import::read(&document.to_string());
    let text = imported.templates[0].variants()[0].body.clone().unwrap().text.unwrap();
    assert_eq!(text, "Hi {{first name}}, it is on its way.");
}

#[test]
fn a_header_that_is_only_an_upload_handle_asks_for_an_address() {
    let document = meta(json!({ "type": "HEADER", "format": "IMAGE", "example": { "header_handle": ["4::aW1hZ2U"] } }));
    let said = findings(&document);
    assert!(said.contains("warning components[0].example.header_handle[0] import/media-without-url"), "{said}");
    let variant = variant(&document);
    let header = variant.header.unwrap();
    assert_eq!((header.format, header.url.as_deref()), (Some(HeaderFormat::Image), Some("$(header_media)")));
    assert!(variant.examples.is_empty());
}

#[test]
fn a_handle_that_is_an_address_is_the_sample() {
    let handle = json!({ "header_handle": ["https://cdn.example.com/a.png"] });
    let document = meta(json!({ "type": "HEADER", "format": "IMAGE", "example": handle }));
    assert_eq!(variant(&document).examples["header_media"], "https://cdn.example.com/a.png");
    assert_eq!(findings(&document), "");
}

#[test]
fn an_address_of_meta_is_the_sample_with_a_warning_that_it_expires() {
    let handle = json!({ "header_handle": ["https://scontent.whatsapp.net/v/t61/a.jpg?oe=6"] });
    let document = meta(json!({ "type": "HEADER", "format": "IMAGE", "example": handle }));
    assert!(findings(&document).contains("expires"));
    assert!(variant(&document).examples.contains_key("header_media"));
}

#[test]
fn a_one_tap_button_keeps_its_app() {
    let document = json!({ "name": "login", "language": "en", "category": "authentication", "message_send_ttl_seconds": 60,
        "components": [
            { "type": "body", "add_security_recommendation": true },
            { "type": "footer", "code_expiration_minutes": 10 },
            { "type": "buttons", "buttons": [{ "type": "otp", "otp_type": "one_tap", "text": "Copy code",
                "autofill_text": "Autofill", "package_name": "com.example.shop", "signature_hash": "Yt4/RmC9xQd" }] },
        ] });
    let variant = variant(&document);
    assert_eq!(variant.ttl_seconds, Some(60));
    assert_eq!(variant.body.unwrap().add_secret_recommendation, Some(true));
    assert_eq!(variant.footer.unwrap().code_expiration_minutes, Some(10));
    let button = &variant.buttons.unwrap()[0];
    assert_eq!((button.kind, button.autofill_text.as_deref()), (Some(ButtonType::OneTap), Some("Autofill")));
    let app = SupportedApp {
        package_name: Some("com.example.shop".to_owned()),
        signature_hash: Some("Yt4/RmC9xQd".to_owned()),
    };
    assert_eq!(button.supported_apps, Some(vec![app]));
    assert_eq!(button.package_name, None);
}

#[test]
fn the_link_that_meta_shows_for_a_one_time_password_is_the_button_it_was() {
    let link = "https://www.whatsapp.com/otp/code/?otp_type=ONE_TAP&cta_display_name=Fill+in&package_name=com.example.shop\
                &signature_hash=Yt4%2FRmC9xQd&code_expiration_minutes=10&code=otp{{1}}";
    let document = json!({ "name": "login", "language": "en", "category": "AUTHENTICATION", "components": [
        { "type": "BODY", "text": "*{{1}}* is your verification code.", "example": { "body_text": [["123456"]] } },
        { "type": "FOOTER", "text": "This code expires in 10 minutes." },
        { "type": "BUTTONS", "buttons": [{ "type": "URL", "text": "Copy code", "url": link, "example": [link] }] },
    ] });
    let variant = variant(&document);
    assert_eq!(variant.footer.unwrap().code_expiration_minutes, Some(10));
    let button = &variant.buttons.unwrap()[0];
    assert_eq!((button.kind, button.autofill_text.as_deref()), (Some(ButtonType::OneTap), Some("Fill in")));
    assert_eq!(button.supported_apps.as_ref().unwrap()[0].signature_hash.as_deref(), Some("Yt4/RmC9xQd"));
    assert_eq!(button.url, None);
}

#[test]
fn accepted_zero_tap_terms_are_dropped_with_a_note() {
    let apps = json!([{ "package_name": "com.example.shop", "signature_hash": "Yt4/RmC9xQd" }]);
    let mut document = meta_buttons(json!([{ "type": "otp", "otp_type": "zero_tap", "text": "Copy code",
        "autofill_text": "Autofill", "zero_tap_terms_accepted": true, "supported_apps": apps }]));
    document["category"] = json!("AUTHENTICATION");
    assert_eq!(variant(&document).buttons.unwrap()[0].kind, Some(ButtonType::ZeroTap));
    assert!(findings(&document).contains("`zero_tap_terms_accepted` left out"));
}

#[test]
fn the_texts_that_whatsapp_writes_are_left_out_with_a_note() {
    let mut document = meta(json!({ "type": "BODY", "text": "*{{1}}* is your verification code." }));
    document["category"] = json!("AUTHENTICATION");
    let variant = variant(&document);
    assert_eq!(variant.body.unwrap().text, None);
    assert!(variant.examples.is_empty());
    assert!(findings(&document).contains("import/generated-text"));
}

#[test]
fn a_nested_offer_becomes_a_flat_one() {
    let offer = json!({ "text": "Ends soon!", "has_expiration": true });
    let variant = variant(&meta(json!({ "type": "limited_time_offer", "limited_time_offer": offer })));
    let offer = variant.limited_time_offer.unwrap();
    assert_eq!((offer.text.as_deref(), offer.has_expiration), (Some("Ends soon!"), Some(true)));
}

#[test]
fn a_flow_is_started_by_its_id() {
    let button = json!({ "type": "FLOW", "text": "Book", "flow_id": 1_234_567_890, "flow_action": "navigate",
        "navigate_screen": "WELCOME" });
    let variant = variant(&meta_buttons(json!([button])));
    let button = &variant.buttons.unwrap()[0];
    assert_eq!(button.flow_id.as_deref(), Some("1234567890"));
    assert_eq!((button.flow_action, button.navigate_screen.as_deref()), (Some(FlowAction::Navigate), Some("WELCOME")));
}

#[test]
fn a_flow_by_name_is_an_error_and_the_button_stays() {
    let document = meta_buttons(json!([{ "type": "FLOW", "text": "Book", "flow_name": "booking" }]));
    assert!(findings(&document).contains("error components[1].buttons[0].flow_name import/unsupported"));
    let imported = chatform::import::read(&document.to_string());
    assert_eq!(imported.templates[0].variants()[0].buttons.as_ref().unwrap().len(), 1);
}

#[test]
fn what_cams_does_not_offer_is_named() {
    for (component, name) in [
        (json!({ "type": "call_permission_request" }), "call_permission_request"),
        (json!({ "type": "HEADER", "format": "PRODUCT" }), "PRODUCT"),
        (json!({ "type": "HEADER", "format": "LOCATION" }), "LOCATION"),
        (json!({ "type": "BUTTONS", "buttons": [{ "type": "SPM", "text": "View" }] }), "SPM"),
        (json!({ "type": "BUTTONS", "buttons": [{ "type": "VOICE_CALL", "text": "Call" }] }), "VOICE_CALL"),
        (json!({ "type": "BUTTONS", "buttons": [{ "type": "order_details", "text": "Buy" }] }), "order_details"),
    ] {
        let errors = errors(&meta(component));
        let [error] = errors.as_slice() else { panic!("{name}: {errors:?}") };
        assert!(error.rule.id == "import/unsupported" && error.message.contains(name), "{error:?}");
    }
}

#[test]
fn a_second_body_is_an_error_and_the_first_stays() {
    let mut document = meta(json!({ "type": "BODY", "text": "First." }));
    document["components"].as_array_mut().unwrap().push(json!({ "type": "body", "text": "Second." }));
    let said = findings(&document);
    assert!(said.starts_with("error components[1] import/repeated: a second BODY"), "{said}");
    let imported = chatform::import::read(&document.to_string());
    assert_eq!(imported.templates[0].variants()[0].body.as_ref().unwrap().text.as_deref(), Some("First."));
}

#[test]
fn an_unknown_field_is_an_error_at_its_key() {
    let document =
        meta_buttons(json!([{ "type": "URL", "text": "Shop", "url": "https://a.example", "colour": "red" }]));
    assert_eq!(
        findings(&document),
        "error components[1].buttons[0].colour import/unknown-field: a URL button has no field `colour`"
    );
}
