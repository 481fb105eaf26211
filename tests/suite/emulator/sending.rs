//! Sending messages, what becomes of them, and what the statistics say.

use chatform::emulator::{EmulatorConfig, Fates};
use serde_json::{Value, json};

use super::caller::{Call, Stage, relaxed};

const DAY: u64 = 24 * 60 * 60;

/// Every message arrives, is read, and its button is tapped.
fn lucky() -> EmulatorConfig {
    EmulatorConfig { fates: Fates { seed: 1, failed: 0, delivered: 100, read: 100, clicked: 100 }, ..relaxed() }
}

/// A stage with an approved MARKETING template that has a variable and a button.
async fn with_template(config: EmulatorConfig) -> (Stage, String) {
    let stage = Stage::new(config).await;
    let components = json!([
        { "Type": "BODY", "Text": "Hello $(name), we have something for you." },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "QUICK_REPLY", "Text": "Tell me" }] },
    ]);
    let mut creation = stage.creation("promo", "en");
    creation.form.retain(|(name, _)| name != "Components" && name != "Category");
    let creation = creation.form("Components", components.to_string()).form("Category", "MARKETING");
    let code = stage.send(creation).await.ok()["Data"]["TemplateCode"].as_str().unwrap().to_owned();
    (stage, code)
}

fn template_message(stage: &Stage, code: &str, to: &str) -> Call {
    stage
        .call("SendChatappMessage")
        .query("ChannelType", "whatsapp")
        .query("Type", "template")
        .query("TemplateCode", code)
        .query("Language", "en")
        .query("From", "8613800001111")
        .query("To", to)
        .query("TemplateParams", r#"{"name":"Ana"}"#)
}

fn changed(mut call: Call, name: &str, value: &str) -> Call {
    call.query.retain(|(known, _)| known != name);
    call.query(name, value)
}

async fn metric(stage: &Stage, call: Call) -> Vec<Value> {
    let body = stage.send(call).await.ok();
    assert_eq!(body.get("Success"), None, "the model has none: {body}");
    body["Data"].as_array().unwrap().clone()
}

fn of_template(stage: &Stage, code: &str) -> Call {
    stage.call("GetChatappTemplateMetric").query("TemplateCode", code).query("Start", "0").query("End", "9999999999999")
}

#[tokio::test]
async fn a_sent_message_has_an_id_and_its_number_joins_the_space() {
    let (stage, code) = with_template(lucky()).await;
    let body = stage.send(template_message(&stage, &code, "8613900000000")).await.ok();
    let id = body["MessageId"].as_str().unwrap();
    assert!(id.len() == 24 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    assert_eq!(body.get("Success"), None, "{body}");
    let numbers = stage.send(stage.call("QueryChatappPhoneNumbers")).await.ok();
    assert_eq!(numbers["PhoneNumbers"][0]["PhoneNumber"], "8613800001111");
}

#[tokio::test]
async fn what_is_wrong_with_a_message_is_said() {
    let (stage, code) = with_template(lucky()).await;
    for (name, value, refusal) in [
        ("ChannelType", "WhatsApp", "InvalidParameter.ChannelTypeNotSupport"),
        ("ChannelType", "", "MissingChannelType"),
        ("Type", "letter", "InvalidType"),
        ("From", "+8613800001111", "InvalidParameter.FromOnlyNumeric"),
        ("To", "+8613900000000", "InvalidParameter.ToOnlyNumeric"),
        ("To", "", "MissingTo"),
        ("TemplateCode", "", "InvalidParameter.TemplateCodeNotEmpty"),
        ("TemplateCode", "1", "DetailError.TemplateNotExist"),
        ("Language", "", "InvalidParameter.LanguageNotEmpty"),
        ("Language", "es", "DetailError.TemplateNotExist"),
        ("TemplateParams", r#"{"name":1}"#, "InvalidParameter.Format"),
        ("TemplateParams", "name=Ana", "InvalidParameter.Format"),
        ("Payload", r#""one""#, "InvalidParameter.Format"),
        ("FallBackRule", "always", "InvalidFallBackRule"),
        ("Ttl", "29", "InvalidTtl"),
        ("RecipientType", "crowd", "InvalidRecipientType"),
    ] {
        let answer = stage.send(changed(template_message(&stage, &code, "8613900000000"), name, value)).await;
        assert_eq!(answer.refusal(), (400, refusal), "{name} {value}");
    }
    assert_eq!(stage.emulator.control().messages().len(), 0);
}

#[tokio::test]
async fn what_is_wrong_with_a_free_message_is_said() {
    let stage = Stage::new(relaxed()).await;
    for (kind, content, refusal) in [
        ("", r#"{"text":"hi"}"#, "InvalidParameter.MessageTypeNotEmpty"),
        ("hologram", r#"{"text":"hi"}"#, "InvalidParameter.MessageTypeNotSupport"),
        ("text", "", "InvalidParameter.ContentNotEmpty"),
        ("text", "hi", "InvalidParameter.ContentError"),
        ("text", r#"{"text":""}"#, "InvalidParameter.TextNotEmpty"),
        ("image", r#"{"caption":"a box"}"#, "InvalidParameter.LinkNotEmpty"),
    ] {
        let call = stage.call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "message");
        let call = call.query("From", "1").query("To", "2").query("MessageType", kind).query("Content", content);
        assert_eq!(stage.send(call).await.refusal(), (400, refusal), "{kind} {content}");
    }
}

#[tokio::test]
async fn statistics_begin_when_enabled_and_show_a_day_later() {
    let (stage, code) = with_template(lucky()).await;
    stage.send(template_message(&stage, &code, "8613900000001")).await.ok();
    stage.advance(3600);
    stage.send(stage.call("EnableWhatsappROIMetric")).await.ok();
    for number in 0..5 {
        stage.send(template_message(&stage, &code, &format!("86139000001{number:02}"))).await.ok();
    }
    stage.advance(DAY - 1);
    assert_eq!(metric(&stage, of_template(&stage, &code)).await, Vec::<Value>::new());
    stage.advance(1);
    let rows = metric(&stage, of_template(&stage, &code)).await;
    let start = 1_795_132_800_000_i64;
    assert_eq!(
        rows,
        vec![json!({
            "TemplateCode": code, "Language": "en", "SentCount": 5, "DeliveredCount": 5, "ReadCount": 5,
            "Start": start, "End": start + 86_400_000,
            "Cliented": [{ "Type": "quick_reply_button", "ButtonContent": "Tell me", "Count": 5 }],
        })]
    );
    let numbers = stage.call("GetChatappPhoneNumberMetric").query("Start", "0").query("End", "9999999999999");
    let rows = metric(&stage, numbers.query("Granularity", "HALF_HOUR")).await;
    let half_hour = start + 13 * 3_600_000;
    assert_eq!(
        rows,
        vec![json!({
            "PhoneNumber": "8613800001111", "Granularity": "HALF_HOUR", "SentCount": 5, "DeliveredCount": 5,
            "Start": half_hour, "End": half_hour + 1_800_000,
        })]
    );
}

#[tokio::test]
async fn only_what_was_enabled_fits_and_is_marketing_is_counted() {
    let (stage, code) = with_template(lucky()).await;
    stage.send(template_message(&stage, &code, "8613900000001")).await.ok();
    stage.advance(2 * DAY);
    assert_eq!(metric(&stage, of_template(&stage, &code)).await, Vec::<Value>::new(), "not enabled");
    stage.send(stage.call("EnableWhatsappROIMetric")).await.ok();
    stage.create("order", "en").await.ok();
    let order = stage.emulator.control().template("order", "en").unwrap().template_code;
    stage.send(template_message(&stage, &order, "8613900000001")).await.ok();
    stage.send(template_message(&stage, &code, "8613900000001")).await.ok();
    stage.advance(2 * DAY);
    assert_eq!(metric(&stage, of_template(&stage, &order)).await, Vec::<Value>::new(), "UTILITY");
    assert_eq!(metric(&stage, of_template(&stage, &code)).await[0]["SentCount"], 1);
    assert_eq!(metric(&stage, of_template(&stage, &code).query("CustSpaceId", "other")).await, Vec::<Value>::new());
    for (name, value, refusal) in [
        ("Granularity", "DAY", "InvalidGranularity"),
        ("Start", "", "MissingStart"),
        ("End", "yesterday", "InvalidParameter.Format"),
        ("TemplateCode", "", "MissingTemplateCode"),
    ] {
        let answer = stage.send(changed(of_template(&stage, &code), name, value)).await;
        assert_eq!(answer.refusal(), (400, refusal), "{name}");
    }
}

#[tokio::test]
async fn a_mass_message_goes_to_all_or_to_none() {
    let (stage, code) = with_template(lucky()).await;
    let mass = |list: Value| {
        let call = stage.call("SendChatappMassMessage").form("ChannelType", "whatsapp").form("From", "8613800001111");
        call.form("TemplateCode", code.as_str()).form("Language", "en").form("SenderList", list.to_string())
    };
    let good = json!([
        { "To": "8613900000001", "TemplateParams": { "name": "Ana" }, "Payload": [] },
        { "To": "8613900000002", "TemplateParams": { "name": "Bo" } },
    ]);
    let body = stage.send(mass(good)).await.ok();
    assert!(body["GroupMessageId"].is_string(), "{body}");
    let messages = stage.emulator.control().messages();
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| message.group.as_deref() == body["GroupMessageId"].as_str()));
    for (list, refusal) in [
        (json!([{ "To": "1" }, { "To": "" }]), "MissingTo"),
        (json!([{ "To": "1" }, { "To": "+2" }]), "InvalidParameter.ToOnlyNumeric"),
        (json!([]), "MissingSenderList"),
        (json!({}), "InvalidParameter.Format"),
        (vec![json!({ "To": "1" }); 1001].into(), "InvalidSenderList"),
    ] {
        assert_eq!(stage.send(mass(list)).await.refusal(), (400, refusal));
    }
    assert_eq!(stage.emulator.control().messages().len(), 2);
}

#[tokio::test]
async fn what_the_platform_refuses_is_accepted_and_fails() {
    let (stage, code) = with_template(lucky()).await;
    let reason = async |call: Call| {
        stage.send(call).await.ok();
        stage.advance(1);
        let messages = stage.emulator.control().messages();
        serde_json::to_value(&messages[0].life[0].stage).unwrap()["failed"]["code"].as_str().unwrap_or("-").to_owned()
    };
    let good = || template_message(&stage, &code, "8613900000001");
    assert_eq!(reason(good()).await, "-");
    assert_eq!(reason(changed(good(), "TemplateParams", "{}")).await, "132000");
    let free = || {
        let call = stage.call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "message");
        let call = call.query("MessageType", "text").query("Content", r#"{"text":"hi"}"#);
        call.query("From", "8613800001111").query("To", "8613900000001")
    };
    assert_eq!(reason(free()).await, "131047", "the customer has not written");
    stage.emulator.control().edit("promo", "en", |template| template.audit_status = "paused".into()).unwrap();
    assert_eq!(reason(good()).await, "132015");
}

#[tokio::test]
async fn the_same_messages_have_the_same_fates_and_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = || EmulatorConfig { state: Some(folder.path().to_path_buf()), ..relaxed() };
    let (stage, code) = with_template(config()).await;
    stage.send(stage.call("EnableWhatsappROIMetric")).await.ok();
    for number in 0..60 {
        stage.send(template_message(&stage, &code, &format!("86139000000{number:02}"))).await.ok();
    }
    let lives: Vec<_> = stage.emulator.control().messages().into_iter().map(|message| message.life).collect();
    let (other, other_code) = with_template(relaxed()).await;
    for number in 0..60 {
        other.send(template_message(&other, &other_code, &format!("86139000000{number:02}"))).await.ok();
    }
    assert_eq!(lives, other.emulator.control().messages().into_iter().map(|m| m.life).collect::<Vec<_>>());

    // Half of it has happened when the process ends; nothing is counted twice.
    stage.advance(600);
    stage.send(stage.call("QueryChatappPhoneNumbers")).await.ok();
    drop(stage);
    let again = Stage::new(config()).await;
    again.advance(2 * DAY);
    let row = metric(&again, of_template(&again, &code)).await.remove(0);
    let count = |name: &str| row[name].as_u64().unwrap();
    let (sent, delivered, read) = (count("SentCount"), count("DeliveredCount"), count("ReadCount"));
    assert!(sent <= 60 && sent > 50 && delivered <= sent && read < delivered && read > 20, "{row}");
    let happened = lives.iter().flatten().filter(|event| format!("{:?}", event.stage) == "Read").count() as u64;
    assert_eq!(read, happened);
}

#[tokio::test]
async fn an_archived_template_is_out_of_use() {
    let (stage, code) = with_template(relaxed()).await;
    let archive = |kind: &str, list: Value| {
        let call = stage.call("ArchiveChatappTemplate").query("ArchiveType", kind).query("ChannelType", "WHATSAPP");
        call.query("TemplateList", list.to_string())
    };
    let one = || json!([{ "TemplateCode": code, "Language": "en" }]);
    assert_eq!(stage.send(archive("GONE", one())).await.code(), "InvalidArchiveType");
    assert_eq!(stage.send(archive("ARCHIVED", json!([]))).await.code(), "MissingTemplateList");
    let unknown = json!([{ "TemplateCode": "1", "Language": "en" }]);
    assert_eq!(stage.send(archive("ARCHIVED", unknown)).await.code(), "DetailError.TemplateNotExist");
    let body = stage.send(archive("ARCHIVED", one())).await.ok();
    assert_eq!((&body["Success"], &body["Data"]["Success"]), (&json!(true), &json!(true)));
    assert_eq!(stage.status("promo", "en").await, "archived");
}
