//! The same call made by us and by the official Node SDK and, where that one is behind, by the Python SDK: names,
//! placement, values and JSON keys are equal. Every difference is a constant below, with its reason.

use chatform::api::{
    Call, CreateChatappTemplateRequest, DeleteChatappTemplateRequest, EnableWhatsappROIMetricRequest,
    GetChatappPhoneNumberMetricRequest, GetChatappTemplateDetailRequest, GetChatappTemplateMetricRequest,
    ListChatappTemplateRequest, ModifyChatappTemplateRequest, Page, Prepared, SendChatappMessageRequest,
};
use chatform::signature::{Pairs, v3};
use serde_json::{Value, json};

use super::{client, key, pairs, read};
use crate::support::shared;

/// Headers the SDK sent and we do not.
const HEADERS_NOT_SENT: &[(&str, &str)] = &[
    ("x-acs-credentials-provider", "the SDK's telemetry about where its key came from; the gateway does not need it"),
    ("connection", "the transport's business, below what is signed; ours keeps connections without saying so"),
    ("transfer-encoding", "the SDK streams its body; ours is known and gets a content-length"),
    ("content-length", "added by our transport when it sends, after this comparison"),
];

/// Headers whose value is allowed to differ.
const OTHER_VALUE: &[(&str, &str)] = &[
    ("user-agent", "each program says its own name"),
    ("x-acs-date", "the time of the request"),
    ("x-acs-signature-nonce", "new for each request"),
    ("x-acs-content-sha256", "follows from the body: the SDK leaves `*()!'` unescaped"),
    ("authorization", "follows from the others; its list of signed headers is compared by itself"),
];

#[test]
fn list_equals_the_sdk() {
    check(
        "node_sdk__001_ListChatappTemplate",
        &ListChatappTemplateRequest {
            cust_space_id: some("cams-8c8*** ~x"),
            name: some("it's (a) *"),
            language: some("en"),
            audit_status: some("pass"),
            template_type: some("WHATSAPP"),
            page: Some(Page { index: 1, size: 10 }),
            ..Default::default()
        },
    );
}

#[test]
fn detail_equals_the_sdk() {
    check(
        "node_sdk__002_GetChatappTemplateDetail",
        &GetChatappTemplateDetailRequest {
            cust_space_id: some("cams-8c8"),
            template_code: some("744c"),
            language: "en".into(),
            template_type: some("WHATSAPP"),
            ..Default::default()
        },
    );
}

#[test]
fn create_equals_the_sdk() {
    check(
        "node_sdk__003_CreateChatappTemplate",
        &CreateChatappTemplateRequest {
            cust_space_id: some("cams-8c8"),
            name: "hello_whatsapp".into(),
            language: "en".into(),
            category: "UTILITY".into(),
            template_type: "WHATSAPP".into(),
            components: json!([
                { "Type": "HEADER", "Format": "TEXT", "Text": "Order & más ☕" },
                { "Type": "BODY", "Text": "Hello $(name), 100% + \"quoted\" / 你好" },
                { "Type": "BUTTONS", "Buttons": [
                    { "Type": "URL", "Text": "Open", "Url": "https://example.com/?a=1&b=2", "UrlType": "static" },
                ] },
            ]),
            example: json!({ "name": "Ada Lovelace" }),
            message_send_ttl_seconds: Some(120),
            allow_category_change: Some(true),
            ..Default::default()
        },
    );
}

#[test]
fn modify_equals_the_sdk() {
    check(
        "node_sdk__004_ModifyChatappTemplate",
        &ModifyChatappTemplateRequest {
            cust_space_id: some("cams-8c8"),
            template_code: some("744c"),
            language: "en".into(),
            template_type: some("WHATSAPP"),
            components: json!([{ "Type": "BODY", "Text": "Hi $(name)" }]),
            example: json!({ "name": "Ada" }),
            ..Default::default()
        },
    );
}

#[test]
fn delete_equals_the_sdk() {
    check(
        "node_sdk__005_DeleteChatappTemplate",
        &DeleteChatappTemplateRequest {
            cust_space_id: some("cams-8c8"),
            template_code: some("744c"),
            language: some("en"),
            template_type: some("WHATSAPP"),
            ..Default::default()
        },
    );
}

#[test]
fn enabling_metrics_equals_the_sdks() {
    let request = EnableWhatsappROIMetricRequest {
        cust_space_id: some("cams-8c8"),
        isv_code: some("isv1"),
        ..Default::default()
    };
    check("node_sdk__006_EnableWhatsappROIMetric", &request);
    check_python("py_v3__006_EnableWhatsappROIMetric", &request);
}

#[test]
fn metrics_of_a_phone_number_equal_the_sdks() {
    let request = GetChatappPhoneNumberMetricRequest {
        cust_space_id: some("cams-8c8"),
        phone_number: some("8613800000000"),
        start: 1_700_000_000_000,
        end: 1_700_086_400_000,
        granularity: some("DAY"),
        ..Default::default()
    };
    check("node_sdk__007_GetChatappPhoneNumberMetric", &request);
    check_python("py_v3__007_GetChatappPhoneNumberMetric", &request);
}

#[test]
fn metrics_of_a_template_equal_the_sdks() {
    let request = GetChatappTemplateMetricRequest {
        cust_space_id: some("cams-8c8"),
        template_code: "744c".into(),
        language: some("en"),
        template_type: some("WHATSAPP"),
        start: 1_700_000_000_000,
        end: 1_700_086_400_000,
        granularity: some("DAILY"),
        ..Default::default()
    };
    check("node_sdk__008_GetChatappTemplateMetric", &request);
    check_python("py_v3__008_GetChatappTemplateMetric", &request);
}

#[test]
fn a_message_equals_the_newest_sdk() {
    let request = SendChatappMessageRequest {
        cust_space_id: some("cams-8c8"),
        channel_type: "whatsapp".into(),
        kind: "template".into(),
        template_code: some("744c"),
        language: some("en"),
        from: "8613800000000".into(),
        to: "8613900000000".into(),
        template_params: [("name".to_owned(), "Ada & Bob".to_owned())].into(),
        payload: vec!["p1".into(), "p2".into()],
        task_id: some("t1"),
        ..Default::default()
    };
    // The Node SDK is two major versions behind here: it still sends the form.
    check_python("py_v3__009_SendChatappMessage", &request);
}

#[test]
fn templates_equal_the_newest_sdk() {
    let both = (some("744c"), some("hello_whatsapp"));
    let list = ListChatappTemplateRequest {
        cust_space_id: some("cams-8c8*** ~x"),
        name: some("it's (a) *"),
        language: some("en"),
        audit_status: some("pass"),
        template_type: some("WHATSAPP"),
        page: Some(Page { index: 1, size: 10 }),
        ..Default::default()
    };
    check_python("py_v3__001_ListChatappTemplate", &list);
    let delete = DeleteChatappTemplateRequest {
        cust_space_id: some("cams-8c8"),
        template_code: both.0.clone(),
        template_name: both.1.clone(),
        language: some("en"),
        template_type: some("WHATSAPP"),
        ..Default::default()
    };
    check_python("py_v3__005_DeleteChatappTemplate", &delete);
    let modify = ModifyChatappTemplateRequest {
        cust_space_id: some("cams-8c8"),
        template_code: both.0,
        template_name: both.1,
        language: "en".into(),
        template_type: some("WHATSAPP"),
        components: json!([{ "Type": "BODY", "Text": "Hi $(name)" }]),
        example: json!({ "name": "Ada" }),
        ..Default::default()
    };
    check_python("py_v3__004_ModifyChatappTemplate", &modify);
}

/// The newest Python SDK: everything in the query, nested models padded with empty lists.
fn check_python<C: Call>(name: &str, request: &C) {
    let Some(shared) = shared() else { return };
    let capture = read(&shared.join(format!("vectors/captures/{name}.json")));
    let ours = client("http://127.0.0.1:18401").prepare(request, &key());
    let theirs: Pairs = pairs(&capture["query"]).into_iter().map(|(name, text)| (name, unpadded(&text))).collect();
    let sent = if ours.form.is_empty() { &ours.query } else { &ours.form };
    assert_eq!(comparable(sent), comparable(&theirs), "parameters of {name}");
    assert!(ours.form.is_empty() || C::ACTION.name().ends_with("fyChatappTemplate"), "placement of {name}");
}

fn unpadded(text: &str) -> String {
    text.replace(r#""Buttons":[],"#, "").replace(r#""Cards":[],"#, "")
}

fn check<C: Call>(name: &str, request: &C) {
    let Some(shared) = shared() else { return };
    let capture = read(&shared.join(format!("vectors/captures/{name}.json")));
    let headers: Pairs =
        pairs(&capture["headers"]).into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    let host = &headers.iter().find(|(name, _)| name == "host").unwrap().1;
    let ours = client(&format!("http://{host}")).prepare(request, &key());
    assert_eq!(Some(ours.method), capture["method"].as_str());
    assert_eq!(comparable(&ours.query), comparable(&pairs(&capture["query"])), "query of {name}");
    assert_eq!(comparable(&ours.form), comparable(&pairs(&capture["form"])), "form of {name}");
    check_headers(&ours, &headers, name);
}

fn check_headers(ours: &Prepared, theirs: &[(String, String)], name: &str) {
    let mut expected = without(theirs.to_vec(), HEADERS_NOT_SENT);
    let mut sent = ours.headers.clone();
    let signed = |headers: &Pairs| {
        let header = &headers.iter().find(|(name, _)| name == "authorization").unwrap().1;
        v3::Authorization::parse(header).unwrap().signed_headers
    };
    let mut signed_by_them = signed(&expected);
    signed_by_them.retain(|name| HEADERS_NOT_SENT.iter().all(|(other, _)| other != name));
    assert_eq!(signed(&sent), signed_by_them, "signed headers of {name}");
    for headers in [&mut expected, &mut sent] {
        headers.sort();
        for (name, value) in headers {
            if OTHER_VALUE.iter().any(|(other, _)| other == name) {
                value.clear();
            }
        }
    }
    assert_eq!(sent, expected, "headers of {name}");
}

fn without(mut list: Pairs, left_out: &[(&str, &str)]) -> Pairs {
    list.retain(|(name, _)| left_out.iter().all(|(other, _)| other != name));
    list
}

/// Sorted by name, with JSON texts as values, so that only the order of keys is free; ours must be compact.
fn comparable(list: &[(String, String)]) -> Vec<(String, Value)> {
    let value = |text: &str| {
        let structure = text.starts_with(['[', '{']).then(|| serde_json::from_str::<Value>(text).unwrap());
        if let Some(structure) = &structure {
            assert_eq!(structure.to_string().len(), text.len(), "{text} is not compact");
        }
        structure.unwrap_or_else(|| Value::String(text.to_owned()))
    };
    let mut values: Vec<_> = list.iter().map(|(name, text)| (name.clone(), value(text))).collect();
    values.sort_by(|left, right| left.0.cmp(&right.0));
    values
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
