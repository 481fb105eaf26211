//! What goes out.

use chatform::api::{
    ClientOptions, CreateChatappTemplateRequest, Credentials, DeleteChatappTemplateRequest,
    GetChatappTemplateDetailRequest, ListChatappTemplateRequest, Signing,
};
use chatform::signature::{Secret, v1, v3};
use serde_json::{Value, json};

use super::{World, key, options};
use crate::support::{RawServer, json_answer};

const LOCAL: &str = "http://127.0.0.1:18404";

#[test]
fn structures_are_compact_json_without_nulls_and_empty_lists() {
    let request = CreateChatappTemplateRequest {
        components: json!([
            { "Type": "BODY", "Text": "你好 $(name)", "Buttons": [], "Url": null },
            { "Type": "BUTTONS", "Buttons": [{ "Type": "URL", "SupportedApps": [] }] },
        ]),
        example: json!({}),
        category_change_paused: Some(true),
        message_send_ttl_seconds: Some(120),
        ..Default::default()
    };
    let prepared = World::new().client(LOCAL).prepare(&request, &key());
    let components = r#"[{"Text":"你好 $(name)","Type":"BODY"},{"Buttons":[{"Type":"URL"}],"Type":"BUTTONS"}]"#;
    let expected: Vec<(String, String)> =
        [("CategoryChangePaused", "true"), ("Components", components), ("MessageSendTtlSeconds", "120")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
    let sorted = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(sorted(&prepared.form[1].1), sorted(components));
    assert_eq!(prepared.form[1].1.len(), components.len(), "{} is not compact", prepared.form[1].1);
    let names = |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&prepared.form), names(&expected));
    assert_eq!((&prepared.form[0], &prepared.form[2]), (&expected[0], &expected[2]));
}

#[test]
fn a_query_over_8_kib_moves_into_the_form_and_one_below_stays() {
    let client = World::new().client(LOCAL);
    // `Name=` and 8 187 letters are 8 192 bytes.
    let request = |letters| ListChatappTemplateRequest { name: Some("a".repeat(letters)), ..Default::default() };
    let below = client.prepare(&request(8187), &key());
    assert_eq!((below.query.len(), below.form.len(), below.body().len()), (1, 0, 0));
    assert_eq!(below.header("content-type"), None);
    let above = client.prepare(&request(8188), &key());
    assert_eq!((above.query.len(), above.form.len()), (0, 1));
    assert_eq!(above.header("content-type"), Some("application/x-www-form-urlencoded"));
    // A character of three bytes is nine in a query.
    let chinese = ListChatappTemplateRequest { name: Some("好".repeat(1000)), ..Default::default() };
    assert_eq!(client.prepare(&chinese, &key()).form.len(), 1);
}

#[test]
fn the_host_is_signed_as_it_is_sent() {
    let header = |endpoint: &str| {
        let prepared = World::new().client(endpoint).prepare(&ListChatappTemplateRequest::default(), &key());
        prepared.header("host").unwrap().to_owned()
    };
    assert_eq!(header("http://127.0.0.1:18404"), "127.0.0.1:18404");
    assert_eq!(header("http://127.0.0.1:80"), "127.0.0.1");
    assert_eq!(header("https://EXAMPLE.com:443"), "example.com");
    assert_eq!(header("https://example.com:80"), "example.com:80");
}

#[test]
fn every_preparation_has_a_nonce_of_its_own_and_a_valid_signature() {
    let client = World::new().client(LOCAL);
    let request = GetChatappTemplateDetailRequest { language: "en".into(), ..Default::default() };
    let (first, second) = (client.prepare(&request, &key()), client.prepare(&request, &key()));
    assert_ne!(first.header("x-acs-signature-nonce"), second.header("x-acs-signature-nonce"));
    for prepared in [first, second] {
        let sent = v3::Authorization::parse(prepared.header("authorization").unwrap()).unwrap();
        let signed: Vec<_> =
            prepared.headers.iter().filter(|(name, _)| sent.signed_headers.contains(name)).cloned().collect();
        let payload_hash = v3::payload_hash(prepared.body().as_bytes());
        assert_eq!(prepared.header("x-acs-content-sha256"), Some(&*payload_hash));
        let parts = v3::Parts {
            method: prepared.method,
            path: "/",
            query: &prepared.query,
            headers: &signed,
            payload_hash: &payload_hash,
        };
        assert_eq!(v3::authorize(&parts, "test-ak-id", &Secret::new("test-ak-secret")), sent);
    }
}

#[test]
fn a_token_is_sent_and_signed() {
    let credentials = Credentials::new("STS.id", Secret::new("secret")).with_token(Secret::new("token=="));
    let prepared = World::new().client(LOCAL).prepare(&ListChatappTemplateRequest::default(), &credentials);
    assert_eq!(prepared.header("x-acs-security-token"), Some("token=="));
    assert_eq!(prepared.header("x-acs-accesskey-id"), Some("STS.id"));
    let sent = v3::Authorization::parse(prepared.header("authorization").unwrap()).unwrap();
    assert_eq!(sent.access_key_id, "STS.id");
    for name in ["x-acs-security-token", "x-acs-accesskey-id"] {
        assert!(sent.signed_headers.iter().any(|signed| signed == name), "{name} is not signed");
    }
}

#[test]
fn the_older_signature_puts_everything_into_the_form() {
    let credentials = Credentials::new("id", Secret::new("secret")).with_token(Secret::new("token=="));
    let options = ClientOptions { signing: Signing::V1, endpoint: Some(LOCAL.into()), ..options() };
    let client = World::new().client_with(options);
    let prepared =
        client.prepare(&ListChatappTemplateRequest { name: Some("a b".into()), ..Default::default() }, &credentials);
    assert!(prepared.query.is_empty() && prepared.header("authorization").is_none());
    let value = |name: &str| &prepared.form.iter().find(|(other, _)| other == name).unwrap().1;
    assert_eq!((&**value("Action"), &**value("SecurityToken")), ("ListChatappTemplate", "token=="));
    assert_eq!((&**value("Timestamp"), &**value("Name")), ("2026-11-20T14:25:35Z", "a b"));
    let to_sign = v1::string_to_sign("POST", &v1::canonical_query(&[], &prepared.form));
    assert_eq!(&v1::signature(&to_sign, &Secret::new("secret")), value("Signature"));
}

#[tokio::test]
async fn what_arrives_is_what_was_signed_for_every_character() {
    let answer = json_answer(200, &[], r#"{"Code":"OK","Total":0}"#);
    let server = RawServer::start(vec![answer]);
    let name: String = (' '..='~').chain("\n\t你好 ☕ é\u{202e}👩‍👩‍👧\u{10ffff}".chars()).collect();
    let request = ListChatappTemplateRequest { name: Some(name.clone()), ..Default::default() };
    World::new().client(server.endpoint()).call(&request).await.unwrap();
    let received = server.received();
    let target = received[0].request_line.split(' ').nth(1).unwrap();
    let encoded = target.strip_prefix("/?Name=").unwrap();
    let decoded = percent_encoding::percent_decode_str(encoded).decode_utf8().unwrap();
    assert_eq!(decoded, name);
    let mut names: Vec<_> = received[0].headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort();
    let expected = "accept authorization content-length host user-agent x-acs-action x-acs-content-sha256 x-acs-date \
                    x-acs-signature-nonce x-acs-version";
    assert_eq!(names.join(" "), expected);
    let sent = v3::Authorization::parse(received[0].header("authorization").unwrap()).unwrap();
    let mut headers = received[0].headers.clone();
    headers.retain(|(name, _)| sent.signed_headers.contains(&name.to_ascii_lowercase()));
    let payload_hash = v3::payload_hash(received[0].body.as_bytes());
    let query = [("Name".to_owned(), name)];
    let parts = v3::Parts { method: "POST", path: "/", query: &query, headers: &headers, payload_hash: &payload_hash };
    assert_eq!(v3::authorize(&parts, "test-ak-id", &Secret::new("test-ak-secret")), sent);
}

#[tokio::test]
async fn an_empty_language_never_becomes_a_deletion_of_all_languages() {
    let client = World::new().client("http://127.0.0.1:9");
    let request = DeleteChatappTemplateRequest {
        template_name: Some("order_shipped".into()),
        language: Some(String::new()),
        ..Default::default()
    };
    let error = client.call(&request).await.unwrap_err();
    let expected = "DeleteChatappTemplate was not sent: an empty language would delete every language";
    assert_eq!(error.to_string(), expected);
}
