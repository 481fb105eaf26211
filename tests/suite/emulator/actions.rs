//! The actions, one by one.

use chatform::emulator::EmulatorConfig;
use serde_json::{Value, json};

use super::caller::{DELETE, DETAIL, LIST, MODIFY, Stage, relaxed};

const PROPERTIES: &str = "ModifyChatappTemplateProperties";

#[tokio::test]
async fn a_created_template_is_listed_and_detailed_with_the_same_code() {
    let stage = Stage::new(relaxed()).await;
    let created = stage.create("order_shipped", "en").await.ok();
    let code = created["Data"]["TemplateCode"].as_str().unwrap();
    assert_eq!((code.len(), code.chars().all(|c| c.is_ascii_digit())), (19, true), "{code}");
    assert_eq!(created["Data"]["TemplateName"], "order_shipped");

    let listed = stage.send(stage.call(LIST)).await.ok();
    assert_eq!((&listed["Total"], &listed["Success"]), (&json!(1), &json!(true)));
    assert_eq!(
        listed["ListTemplate"][0],
        json!({
            "TemplateCode": code, "TemplateName": "order_shipped", "Language": "en", "AuditStatus": "pass",
            "TemplateType": "WHATSAPP", "Category": "UTILITY", "Reason": "",
            "LastUpdateTime": stage.emulator.control().template("order_shipped", "en").unwrap().last_update_time,
        })
    );

    let by_code =
        stage.call(DETAIL).query("TemplateCode", code).query("Language", "en").query("TemplateType", "WHATSAPP");
    let detail = stage.send(by_code).await.ok();
    assert_eq!(detail["Data"]["Name"], "order_shipped");
    assert_eq!(detail["Data"]["Components"], json!([{ "Type": "BODY", "Text": "Your order is on its way." }]));
    assert_eq!(detail["Data"]["Example"], json!({}));
    assert_eq!(stage.detail("order_shipped", "en").await.ok()["Data"], detail["Data"]);
}

#[tokio::test]
async fn what_was_sent_comes_back_exactly() {
    let stage = Stage::new(relaxed()).await;
    let components = json!([
        { "Type": "BODY", "Text": "Hello $(name), 100% + \"quoted\" / 你好", "Buttons": [], "Cards": [] },
        { "Type": "BUTTONS", "Buttons": [{ "Type": "URL", "Text": "Open", "Url": "https://e.com/?a=1&b=2", "UrlType": "static" }] },
    ]);
    let mut call = stage.creation("full", "zh_CN");
    call.form.retain(|(name, _)| name != "Components");
    let call = call
        .form("Components", components.to_string())
        .form("Example", json!({ "name": "Ada Lovelace" }).to_string())
        .form("MessageSendTtlSeconds", "120")
        .form("CategoryChangePaused", "True")
        .form("ProductSetId", "set-1");
    stage.send(call).await.ok();
    let data = stage.detail("full", "zh_CN").await.ok()["Data"].clone();
    assert_eq!(data["Components"], components);
    assert_eq!(data["Example"], json!({ "name": "Ada Lovelace" }));
    assert_eq!(
        (&data["MessageSendTtlSeconds"], &data["CategoryChangePaused"], &data["ProductSetId"], &data["AllowSend"]),
        (&json!(120), &json!(true), &json!("set-1"), &json!(true))
    );
}

#[tokio::test]
async fn all_languages_of_a_name_share_a_code_and_other_spaces_do_not() {
    let stage = Stage::new(relaxed()).await;
    let code = |body: Value| body["Data"]["TemplateCode"].as_str().unwrap().to_owned();
    let en = code(stage.create("order", "en").await.ok());
    let es = code(stage.create("order", "es").await.ok());
    let other_name = code(stage.create("other", "en").await.ok());
    let other_space = code(stage.send(stage.creation("order", "en").form("CustSpaceId", "cams-1")).await.ok());
    assert_eq!(en, es);
    assert_ne!(en, other_name);
    assert_ne!(en, other_space);
    assert_eq!(stage.send(stage.call(LIST)).await.ok()["Total"], 3);
    assert_eq!(stage.send(stage.call(LIST).query("CustSpaceId", "cams-1")).await.ok()["Total"], 1);
}

#[tokio::test]
async fn a_name_exists_once_per_language_also_on_the_other_channel() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    let mut viber = stage.creation("order", "en");
    viber.form.iter_mut().find(|(name, _)| name == "TemplateType").unwrap().1 = "VIBER".into();
    for call in [stage.creation("order", "en"), viber] {
        assert_eq!(stage.send(call).await.refusal(), (400, "InvalidParameter.TemplateNameExist"));
    }
    assert_eq!(stage.emulator.control().counters().all_writes(), 1);
}

#[tokio::test]
async fn pages_cut_the_list_and_the_total_stays() {
    let stage = Stage::new(relaxed()).await;
    for number in 0..12 {
        stage.create(&format!("t{number}"), "en").await.ok();
    }
    let mut seen = Vec::new();
    for index in 1..=3 {
        let page = json!({ "Index": index, "Size": 5 }).to_string();
        let body = stage.send(stage.call(LIST).query("Page", page)).await.ok();
        assert_eq!(body["Total"], 12);
        seen.extend(names(&body));
    }
    let newest_first: Vec<String> = (0..12).rev().map(|number| format!("t{number}")).collect();
    assert_eq!(seen, newest_first);
    assert_eq!(names(&stage.send(stage.call(LIST)).await.ok()).len(), 10, "ten are a page unless said otherwise");
    let beyond = stage.call(LIST).query("Page", r#"{"Index": "4", "Size": "5"}"#);
    assert_eq!(stage.send(beyond).await.ok()["ListTemplate"], json!([]));
}

fn names(body: &Value) -> Vec<String> {
    let rows = body["ListTemplate"].as_array().unwrap();
    rows.iter().map(|row| row["TemplateName"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn each_filter_narrows_the_list() {
    let stage = Stage::new(relaxed()).await;
    let code = stage.create("order", "en").await.ok()["Data"]["TemplateCode"].as_str().unwrap().to_owned();
    stage.create("order", "es").await.ok();
    let mut promo = stage.creation("promo", "en");
    promo.form.iter_mut().find(|(name, _)| name == "Category").unwrap().1 = "MARKETING".into();
    promo.form.iter_mut().find(|(name, _)| name == "TemplateType").unwrap().1 = "VIBER".into();
    stage.send(promo).await.ok();
    stage.emulator.control().reject("promo", "en", "No.").unwrap();
    for (filter, value, expected) in [
        ("Name", "order", vec!["order/es", "order/en"]),
        ("Name", "orde", vec![]),
        ("Language", "en", vec!["promo/en", "order/en"]),
        ("AuditStatus", "fail", vec!["promo/en"]),
        ("AuditStatus", "pass", vec!["order/es", "order/en"]),
        ("Category", "MARKETING", vec!["promo/en"]),
        ("Code", &code, vec!["order/es", "order/en"]),
        ("TemplateType", "VIBER", vec!["promo/en"]),
        ("TemplateType", "WHATSAPP", vec!["order/es", "order/en"]),
        ("Name", "", vec!["promo/en", "order/es", "order/en"]),
    ] {
        let body = stage.send(stage.call(LIST).query(filter, value)).await.ok();
        let rows = body["ListTemplate"].as_array().unwrap();
        let keys: Vec<String> = rows
            .iter()
            .map(|row| format!("{}/{}", row["TemplateName"].as_str().unwrap(), row["Language"].as_str().unwrap()))
            .collect();
        assert_eq!(keys, expected, "{filter}={value}");
        assert_eq!(body["Total"], expected.len(), "{filter}={value}");
    }
}

#[tokio::test]
async fn a_bad_page_or_filter_has_its_own_code() {
    let stage = Stage::new(relaxed()).await;
    for page in ["10", "[1,10]", "{", r#"{"Index":0}"#, r#"{"Size":0}"#, r#"{"Size":101}"#, r#"{"Index":"x"}"#] {
        let answer = stage.send(stage.call(LIST).query("Page", page)).await;
        assert_eq!(answer.refusal(), (400, "InvalidParameter.PageInvalid"), "{page}");
    }
    for (filter, value, code) in [
        ("AuditStatus", "APPROVED", "InvalidParameter.AuditStatusNotSupport"),
        ("Language", "pt-BR", "InvalidParameter.LanguageNotSupport"),
        ("TemplateType", "LINE", "InvalidParameter.TemplateTypeNotSupport"),
        ("Category", "OTP", "InvalidCategory"),
    ] {
        assert_eq!(stage.send(stage.call(LIST).query(filter, value)).await.refusal(), (400, code));
    }
}

#[tokio::test]
async fn a_rejected_template_is_modified_as_a_whole_and_reviewed_again() {
    let stage = Stage::new(relaxed()).await;
    stage.send(stage.creation("order", "en").form("MessageSendTtlSeconds", "60")).await.ok();
    let control = stage.emulator.control();
    control.reject("order", "en", "The sample is missing.").unwrap();
    let before = control.template("order", "en").unwrap();
    let answer = stage.send(stage.modification("order", "en", "Your order has shipped.")).await.ok();
    assert_eq!(answer["Data"], json!({ "TemplateCode": before.template_code, "TemplateName": "order" }));
    let after = control.template("order", "en").unwrap();
    assert_eq!(after.components, json!([{ "Type": "BODY", "Text": "Your order has shipped." }]));
    assert_eq!(
        (after.message_send_ttl_seconds, after.audit_status.as_str(), after.reason.as_str()),
        (None, "pass", "")
    );
    assert!(after.last_update_time > before.last_update_time);
}

#[tokio::test]
async fn an_approved_template_cannot_be_modified_and_one_under_review_neither() {
    let stage = Stage::new(relaxed()).await;
    for status in ["pass", "auditing", "paused", "disabled"] {
        stage.create(status, "en").await.ok();
        stage.emulator.control().edit(status, "en", |template| template.audit_status = status.to_owned()).unwrap();
        let answer = stage.send(stage.modification(status, "en", "Other text.")).await;
        assert_eq!(answer.refusal(), (400, "InvalidParameter.CreateError"), "{status}");
        assert!(answer.message().contains(status), "{}", answer.message());
    }
    stage.create("fresh", "en").await.ok();
    stage.emulator.control().edit("fresh", "en", |template| template.audit_status = "unaudit".to_owned()).unwrap();
    stage.send(stage.modification("fresh", "en", "Other text.")).await.ok();
}

#[tokio::test]
async fn an_approved_template_is_edited_once_a_day_and_ten_times_a_month_where_that_is_allowed() {
    let stage = Stage::new(EmulatorConfig { allow_edit_approved: true, ..relaxed() }).await;
    stage.create("order", "en").await.ok();
    let edit = async |text: &str| stage.send(stage.modification("order", "en", text)).await;
    for day in 0..10 {
        edit(&format!("Text of day {day}.")).await.ok();
        assert_eq!(stage.status("order", "en").await, "pass");
        let again = edit("Another one on that day.").await;
        assert_eq!(again.refusal(), (400, "InvalidParameter.CreateError"));
        assert!(again.message().contains("1 times in 24 hours"), "{}", again.message());
        stage.advance(24 * 3600);
    }
    let eleventh = edit("The eleventh.").await;
    assert_eq!(eleventh.refusal(), (400, "InvalidParameter.CreateError"));
    assert!(eleventh.message().contains("10 times in 720 hours"), "{}", eleventh.message());
    stage.advance(20 * 24 * 3600);
    edit("A month after the first.").await.ok();
}

#[tokio::test]
async fn the_category_is_no_part_of_a_modification() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    stage.emulator.control().reject("order", "en", "No.").unwrap();
    let answer = stage.send(stage.modification("order", "en", "Text.").form("Category", "MARKETING")).await;
    assert_eq!(answer.refusal(), (400, "InvalidParameter.CreateError"));
    stage.send(stage.modification("order", "en", "Text.").form("Category", "UTILITY")).await.ok();
}

#[tokio::test]
async fn one_language_is_deleted_or_all_of_them() {
    let stage = Stage::new(relaxed()).await;
    for language in ["en", "es", "fr"] {
        stage.create("order", language).await.ok();
    }
    stage.create("other", "en").await.ok();
    let one =
        stage.call(DELETE).query("TemplateName", "order").query("Language", "es").query("TemplateType", "WHATSAPP");
    stage.send(one).await.ok();
    let code = stage.emulator.control().template("order", "en").unwrap().template_code;
    stage.send(stage.call(DELETE).query("TemplateCode", code)).await.ok();
    let left: Vec<String> = stage.emulator.control().templates().unwrap().iter().map(|t| t.name.clone()).collect();
    assert_eq!(left, ["other"]);
}

#[tokio::test]
async fn a_template_that_is_not_there_has_a_code_per_action() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    let missing = stage.detail("order", "es").await;
    assert_eq!(missing.refusal(), (400, "DetailError.TemplateNotExist"));
    assert_eq!(stage.send(stage.modification("ordre", "en", "Text.")).await.code(), "DetailError.TemplateNotExist");
    let other_space = stage.call(DELETE).query("TemplateName", "order").query("CustSpaceId", "cams-1");
    assert_eq!(stage.send(other_space).await.refusal(), (400, "DelError.TemplateNotExist"));
    let both = stage.call(DETAIL).query("TemplateName", "order").query("TemplateCode", "1").query("Language", "en");
    assert_eq!(stage.send(both).await.code(), "DetailError.TemplateNotExist");
}

#[tokio::test]
async fn the_parameters_that_identify_a_template_are_demanded() {
    let stage = Stage::new(relaxed()).await;
    for (call, code) in [
        (stage.call(DETAIL).query("TemplateName", "order"), "MissingLanguage"),
        (stage.call(DETAIL).query("Language", "en"), "MissingTemplateCode"),
        (stage.call(DELETE).query("Language", "en"), "MissingTemplateCode"),
        (stage.call(DELETE).query("TemplateName", "order").query("Language", "en"), "MissingTemplateType"),
        (stage.call(MODIFY).form("TemplateName", "order"), "MissingLanguage"),
        (stage.call(PROPERTIES).query("Language", "en").query("TemplateType", "WHATSAPP"), "MissingTemplateCode"),
    ] {
        assert_eq!(stage.send(call).await.refusal(), (400, code));
    }
    for left_out in ["Category", "Name", "Language", "TemplateType", "Components"] {
        let mut call = stage.creation("order", "en");
        call.form.retain(|(name, _)| name != left_out);
        assert_eq!(stage.send(call).await.refusal(), (400, format!("Missing{left_out}").as_str()));
        let mut call = stage.creation("order", "en");
        call.form.iter_mut().find(|(name, _)| name == left_out).unwrap().1 = String::new();
        assert_eq!(stage.send(call).await.refusal(), (400, format!("Missing{left_out}").as_str()), "empty");
    }
    let strict = Stage::new(EmulatorConfig { space_required: true, ..relaxed() }).await;
    assert_eq!(strict.create("order", "en").await.refusal(), (400, "MissingCustSpaceId"));
}

#[tokio::test]
async fn the_name_of_a_deleted_approved_template_stays_taken_for_thirty_days() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    stage.create("order", "es").await.ok();
    stage.emulator.control().reject("order", "es", "No.").unwrap();
    stage.send(stage.call(DELETE).query("TemplateName", "order")).await.ok();
    let locked = stage.create("order", "en").await;
    assert_eq!(locked.refusal(), (400, "InvalidParameter.CreateError"));
    assert!(locked.message().contains("2026-12-20"), "{}", locked.message());
    stage.create("order", "es").await.ok();
    stage.advance(30 * 24 * 3600 - 1);
    assert_eq!(stage.create("order", "en").await.code(), "InvalidParameter.CreateError");
    stage.advance(1);
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn properties_are_set_without_a_review() {
    let stage = Stage::new(relaxed()).await;
    stage.create("order", "en").await.ok();
    let mut promo = stage.creation("promo", "en");
    promo.form.iter_mut().find(|(name, _)| name == "Category").unwrap().1 = "MARKETING".into();
    stage.send(promo).await.ok();
    let set = |name: &str, property: &str, value: &str| {
        let code = stage.emulator.control().template(name, "en").unwrap().template_code;
        let call = stage.call(PROPERTIES).query("TemplateCode", code).query("Language", "en");
        call.query("TemplateType", "WHATSAPP").query(property, value)
    };
    stage.send(set("promo", "AllowSend", "false")).await.ok();
    stage.send(set("order", "AllowSend", "true")).await.ok();
    stage.send(set("order", "CategoryChangePaused", "true")).await.ok();
    assert_eq!(stage.send(set("order", "AllowSend", "false")).await.refusal(), (400, "ERR-COMMON-001"));
    let promo = stage.emulator.control().template("promo", "en").unwrap();
    assert_eq!((promo.allow_send, promo.audit_status.as_str()), (false, "pass"));
    assert_eq!(stage.emulator.control().template("order", "en").unwrap().category_change_paused, Some(true));
}
