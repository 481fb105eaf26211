//! What the gateway and the product refuse in the content of a template.

use serde_json::{Value, json};

use super::caller::{Call, Stage, relaxed};

fn with_components(stage: &Stage, components: &Value) -> Call {
    let mut call = stage.creation("template", "en");
    call.form.retain(|(name, _)| name != "Components");
    call.form("Components", components.to_string())
}

/// Each of these components is refused with its code, for Create and for Modify.
async fn refused(cases: Vec<(Value, &str)>) {
    let stage = Stage::new(relaxed()).await;
    stage.create("there", "en").await.ok();
    stage.emulator.control().reject("there", "en", "No.").unwrap();
    for (components, code) in cases {
        let answer = stage.send(with_components(&stage, &components)).await;
        assert_eq!(answer.refusal(), (400, code), "{components}: {}", answer.message());
        let mut modification = stage.modification("there", "en", "");
        modification.form.iter_mut().find(|(name, _)| name == "Components").unwrap().1 = components.to_string();
        assert_eq!(stage.send(modification).await.refusal(), (400, code), "{components}");
    }
    assert_eq!(stage.emulator.control().counters().all_writes(), 1);
}

fn buttons(button: Value) -> Value {
    json!([{ "Type": "BODY", "Text": "Text." }, { "Type": "BUTTONS", "Buttons": [button] }])
}

fn card(component: Value) -> Value {
    let whole = json!({ "CardComponents": [{ "Type": "BODY", "Text": "Card." }, component] });
    json!([{ "Type": "BODY", "Text": "Text." }, { "Type": "CAROUSEL", "Cards": [whole] }])
}

#[tokio::test]
async fn missing_parts_are_named() {
    refused(vec![
        (json!([]), "MissingComponents"),
        (json!([{ "Text": "Text." }]), "MissingType"),
        (json!([{ "Type": "", "Text": "Text." }]), "MissingType"),
        (json!([{ "Type": null, "Text": "Text." }]), "MissingType"),
        (buttons(json!({ "Text": "Open" })), "MissingType"),
        (card(json!({ "Text": "Card." })), "MissingType"),
        (card(json!({ "Type": "BUTTONS", "Buttons": [{ "Text": "Open" }] })), "MissingType"),
        (json!([{ "Type": "CAROUSEL", "Cards": [{}] }]), "MissingCardComponents"),
        (json!([{ "Type": "CAROUSEL", "Cards": [{ "CardComponents": [] }] }]), "MissingCardComponents"),
    ])
    .await;
}

#[tokio::test]
async fn values_outside_their_lists_and_ranges_are_refused() {
    let apps = |count: usize| {
        let app = json!({ "PackageName": "com.demo", "SignatureHash": "ieid83kdiek" });
        buttons(json!({ "Type": "ONE_TAP", "Text": "a", "AutofillText": "b", "SupportedApps": vec![app; count] }))
    };
    let parts = vec![json!({ "Type": "BODY", "Text": "Card." }); 11];
    refused(vec![
        (json!([{ "Type": "Body", "Text": "Text." }]), "InvalidType"),
        (json!([{ "Type": "CALL_PERMISSION_REQUEST" }]), "InvalidType"),
        (buttons(json!({ "Type": "SPM", "Text": "a" })), "InvalidType"),
        (card(json!({ "Type": "FOOTER", "Text": "Card." })), "InvalidType"),
        (card(json!({ "Type": "BUTTONS", "Buttons": [{ "Type": "FLOW", "Text": "a" }] })), "InvalidType"),
        (buttons(json!({ "Type": "URL", "Text": "a", "Url": "https://a.b", "UrlType": "STATIC" })), "InvalidUrlType"),
        (buttons(json!({ "Type": "FLOW", "Text": "a", "FlowId": "1", "FlowAction": "navigate" })), "InvalidFlowAction"),
        (json!([{ "Type": "FOOTER", "CodeExpirationMinutes": 0 }]), "InvalidCodeExpirationMinutes"),
        (json!([{ "Type": "FOOTER", "CodeExpirationMinutes": 91 }]), "InvalidCodeExpirationMinutes"),
        (json!([{ "Type": "HEADER", "Format": "VIDEO", "Duration": 601 }]), "InvalidDuration"),
        (apps(6), "InvalidSupportedApps"),
        (json!([{ "Type": "CAROUSEL", "Cards": [{ "CardComponents": parts }] }]), "InvalidCardComponents"),
    ])
    .await;
    let stage = Stage::new(relaxed()).await;
    stage.send(with_components(&stage, &apps(5))).await.ok();
}

#[tokio::test]
async fn values_of_another_kind_and_unknown_fields_are_refused() {
    refused(vec![
        (json!({ "Type": "BODY" }), "InvalidParameter.Format"),
        (json!(["BODY"]), "InvalidParameter.Format"),
        (json!([{ "Type": "BODY", "Text": 5 }]), "InvalidParameter.Format"),
        (json!([{ "Type": "FOOTER", "CodeExpirationMinutes": "ten" }]), "InvalidParameter.Format"),
        (json!([{ "Type": "BODY", "AddSecretRecommendation": "yes" }]), "InvalidParameter.Format"),
        (json!([{ "Type": "BODY", "Text": "Text.", "Formate": "TEXT" }]), "InvalidParameter"),
        (json!([{ "Type": "BODY", "Text": "Text.", "Latitude": "1" }]), "InvalidParameter"),
        (buttons(json!({ "Type": "URL", "Text": "a", "url": "https://a.b" })), "InvalidParameter"),
    ])
    .await;
}

#[tokio::test]
async fn numbers_and_flags_may_be_written_as_text() {
    let stage = Stage::new(relaxed()).await;
    let components = json!([
        { "Type": "BODY", "AddSecretRecommendation": "True", "Buttons": [], "Text": "" },
        { "Type": "FOOTER", "CodeExpirationMinutes": "10" },
    ]);
    stage.send(with_components(&stage, &components)).await.ok();
}

#[tokio::test]
async fn a_ttl_is_between_thirty_seconds_and_thirty_days() {
    let stage = Stage::new(relaxed()).await;
    for (ttl, code) in [
        ("29", "InvalidMessageSendTtlSeconds"),
        ("2592001", "InvalidMessageSendTtlSeconds"),
        ("-1", "InvalidMessageSendTtlSeconds"),
        ("soon", "InvalidParameter.Format"),
        ("30", "OK"),
        ("2592000", "OK"),
    ] {
        let call = stage.creation(&format!("ttl_{ttl}"), "en").form("MessageSendTtlSeconds", ttl);
        assert_eq!(stage.send(call).await.code(), code, "{ttl}");
    }
}

#[tokio::test]
async fn an_example_is_an_object_of_texts() {
    let stage = Stage::new(relaxed()).await;
    for example in ["[]", "{\"a\":1}", "\"a\"", "{"] {
        let answer = stage.send(stage.creation("template", "en").form("Example", example)).await;
        assert_eq!(answer.refusal(), (400, "InvalidParameter.Format"), "{example}");
    }
}

#[tokio::test]
async fn the_repeated_form_is_refused_by_name() {
    let stage = Stage::new(relaxed()).await;
    let mut call = stage.creation("template", "en");
    call.form.retain(|(name, _)| name != "Components");
    let answer = stage.send(call.form("Components.1.Type", "BODY")).await;
    assert_eq!(answer.refusal(), (400, "InvalidParameter.Format"));
    assert!(answer.message().contains("Components.1.Type"), "{}", answer.message());
}

#[tokio::test]
async fn variables_are_refused_where_none_may_be() {
    let header = |text: &str| json!([{ "Type": "HEADER", "Format": "TEXT", "Text": text }]);
    let url = |url: &str| buttons(json!({ "Type": "URL", "Text": "Open", "Url": url, "UrlType": "dynamic" }));
    refused(vec![
        (json!([{ "Type": "FOOTER", "Text": "Bye $(name)" }]), "InvalidParameter.FooterHaveVariable"),
        (header("$(a) and $(b)"), "InvalidParameter.HeaderMoreVarable"),
        (buttons(json!({ "Type": "QUICK_REPLY", "Text": "Yes $(name)" })), "InvalidParameter.ButtonTextHaveVariable"),
        (
            card(json!({ "Type": "BUTTONS", "Buttons": [{ "Type": "QUICK_REPLY", "Text": "$(name)" }] })),
            "InvalidParameter.ButtonTextHaveVariable",
        ),
        (url("https://a.b/$(c)/$(d)"), "InvalidParameter.UrlMoreVarable"),
        (json!([{ "Type": "BODY", "Text": "Hi {{1}}." }]), "InvalidParameter.MessageInvalid"),
        (header("Hi {{12}}"), "InvalidParameter.MessageInvalid"),
        (url("https://a.b/{{1}}"), "InvalidParameter.MessageInvalid"),
        (card(json!({ "Type": "BODY", "Text": "{{ {{3}}" })), "InvalidParameter.MessageInvalid"),
    ])
    .await;
    let stage = Stage::new(relaxed()).await;
    let fine = json!([
        { "Type": "HEADER", "Format": "TEXT", "Text": "Order $(order)" },
        { "Type": "BODY", "Text": "Hi $(name), {{}} {{x}} { {1}} $() $( are no placeholders." },
        { "Type": "FOOTER", "Text": "It costs $ (5)" },
    ]);
    stage.send(with_components(&stage, &fine)).await.ok();
}

#[tokio::test]
async fn headers_phone_numbers_and_files_are_checked() {
    let header = |format: &str, url: &str| json!([{ "Type": "HEADER", "Format": format, "Url": url }]);
    let phone = |number: &str| buttons(json!({ "Type": "PHONE_NUMBER", "Text": "Call", "PhoneNumber": number }));
    refused(vec![
        (header("LOCATION", ""), "InvalidParameter.HeaderTypeNotSupport"),
        (header("", ""), "InvalidParameter.HeaderTypeNotSupport"),
        (card(json!({ "Type": "HEADER", "Format": "DOCUMENT" })), "InvalidParameter.HeaderTypeNotSupport"),
        (header("IMAGE", ""), "InvalidParameter.FileUrlError"),
        (header("IMAGE", "a picture"), "InvalidParameter.FileUrlError"),
        (header("IMAGE", "https://"), "InvalidParameter.FileUrlError"),
        (header("IMAGE", "$(picture)"), "InvalidParameter.FileUrlError"),
        (phone(""), "InvalidParameter.PhoneNumberError"),
        (phone("+86 138"), "InvalidParameter.PhoneNumberError"),
        (phone("$(number)"), "InvalidParameter.PhoneNumberError"),
        (phone("+86138000011112222333"), "InvalidParameter.PhoneNumberError"),
    ])
    .await;
    let stage = Stage::new(relaxed()).await;
    let variable = with_components(&stage, &header("IMAGE", "$(picture)"));
    stage.send(variable.form("Example", json!({ "picture": "https://a.b/c.png" }).to_string())).await.ok();
    stage.emulator.control().remove("template", "en").unwrap();
    stage.send(with_components(&stage, &phone("+8613800001111"))).await.ok();
}

#[tokio::test]
async fn enumerated_parameters_are_checked() {
    let stage = Stage::new(relaxed()).await;
    for (name, value, code) in [
        ("Language", "en-US", "InvalidParameter.LanguageNotSupport"),
        ("Language", "xx", "InvalidParameter.LanguageNotSupport"),
        ("TemplateType", "LINE", "InvalidParameter.TemplateTypeNotSupport"),
        ("TemplateType", "whatsapp", "InvalidParameter.TemplateTypeNotSupport"),
        ("Category", "TRANSACTIONAL", "InvalidCategory"),
        ("Category", "utility", "InvalidCategory"),
    ] {
        let mut call = stage.creation("template", "en");
        call.form.iter_mut().find(|(known, _)| known == name).unwrap().1 = value.into();
        assert_eq!(stage.send(call).await.refusal(), (400, code), "{name}={value}");
    }
    let unlisted = chatform::emulator::EmulatorConfig { only_listed_languages: true, ..relaxed() };
    let strict = Stage::new(unlisted).await;
    assert_eq!(strict.create("template", "en_ZA").await.code(), "InvalidParameter.LanguageNotSupport");
    stage.create("template", "en_ZA").await.ok();
}
