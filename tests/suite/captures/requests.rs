//! The same call made by us and by the official Node SDK: names, placement, values and JSON keys are equal.
//! Every difference is a constant below, with its reason.

use chatform::api::{
    Call, CreateChatappTemplateRequest, DeleteChatappTemplateRequest, GetChatappTemplateDetailRequest,
    ListChatappTemplateRequest, ModifyChatappTemplateRequest, Page, Prepared,
};
use chatform::signature::{Pairs, v3};
use serde_json::{Value, json};

use super::{client, pairs, read};
use crate::support::shared;

/// Parameters the SDK sent and we do not.
const NOT_SENT: &[(&str, &str)] =
    &[("AllowCategoryChange", "the API marks it as deprecated, and the platform changes categories anyway")];

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
    ("x-acs-content-sha256", "follows from the body: the SDK leaves `*()!'` unescaped, and sends AllowCategoryChange"),
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

fn check<C: Call>(name: &str, request: &C) {
    let Some(shared) = shared() else { return };
    let capture = read(&shared.join(format!("vectors/captures/{name}.json")));
    let headers: Pairs =
        pairs(&capture["headers"]).into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
    let host = &headers.iter().find(|(name, _)| name == "host").unwrap().1;
    let ours = client(&format!("http://{host}")).prepare(request);
    assert_eq!(Some(ours.method), capture["method"].as_str());
    assert_eq!(comparable(&ours.query), comparable(&without(pairs(&capture["query"]), NOT_SENT)), "query of {name}");
    assert_eq!(comparable(&ours.form), comparable(&without(pairs(&capture["form"]), NOT_SENT)), "form of {name}");
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
