//! How answers are read: leniently in form, never in meaning.

use chatform::api::{
    ApiError, CreateChatappTemplateRequest, GetChatappTemplateDetailRequest, ListChatappTemplateRequest,
    ListedTemplate, TemplateDetail,
};
use serde_json::json;

use super::World;
use crate::support::{RawServer, json_answer};

async fn detail(body: &str) -> Result<TemplateDetail, ApiError> {
    let server = RawServer::start(vec![json_answer(200, &[], body)]);
    let request = GetChatappTemplateDetailRequest { language: "en".into(), ..Default::default() };
    World::new().client(server.endpoint()).call(&request).await
}

async fn detail_with(fields: &str) -> Result<TemplateDetail, ApiError> {
    let data = format!(r#""TemplateCode":"744c","Name":"hello","Language":"en"{fields}"#);
    detail(&format!(r#"{{"Code":"OK","RequestId":"R-1","Data":{{{data}}}}}"#)).await
}

#[tokio::test]
async fn a_list_is_read_with_its_total() {
    let body = r#"{"Code":"OK","Message":"User not authorized","RequestId":"R-1","Success":true,"Total":"12","New":[1],
        "ListTemplate":[{"TemplateCode":12345678901234567890123,"TemplateName":"hello","Language":"en",
        "AuditStatus":"pass","TemplateType":"WHATSAPP","Category":"UTILITY","Reason":null,"LastUpdateTime":1700000000000}]}"#;
    let server = RawServer::start(vec![json_answer(200, &[], body)]);
    let client = World::new().client(server.endpoint());
    let list = client.call(&ListChatappTemplateRequest::default()).await.unwrap();
    assert_eq!((list.total, list.request_id.as_deref()), (12, Some("R-1")));
    let row = ListedTemplate {
        template_code: "12345678901234567890123".into(),
        template_name: "hello".into(),
        language: "en".into(),
        audit_status: Some("pass".into()),
        category: Some("UTILITY".into()),
        template_type: Some("WHATSAPP".into()),
        reason: None,
        last_update_time: Some(1_700_000_000_000),
    };
    assert_eq!(list.templates, [row]);
}

#[tokio::test]
async fn a_list_that_does_not_prove_its_length_is_no_list() {
    for body in [
        r#"{"Code":"OK","ListTemplate":[]}"#,
        r#"{"Code":"OK","ListTemplate":[],"Total":-1}"#,
        r#"{"Code":"OK","ListTemplate":{},"Total":1}"#,
        r#"{"Code":"OK","ListTemplate":[{"TemplateCode":"1","Language":"en"}],"Total":1}"#,
        r#"{"Code":"OK","ListTemplate":[7],"Total":1}"#,
        r#"{"ListTemplate":[],"Total":0}"#,
    ] {
        let server = RawServer::start(vec![json_answer(200, &[], body)]);
        let client = World::new().client(server.endpoint());
        let error = client.call(&ListChatappTemplateRequest::default()).await.unwrap_err();
        assert!(matches!(error, ApiError::Unreadable { .. }) && error.is_unavailable(), "{body}: {error}");
    }
}

#[tokio::test]
async fn components_are_read_as_a_list_or_as_its_text_with_keys_in_any_case() {
    let expected = json!([
        { "Type": "HEADER", "Format": "IMAGE" },
        { "Type": "LIMITED_TIME_OFFER", "HasExpiration": true },
        { "Type": "BUTTONS", "Buttons": [{ "PhoneNumber": "+86", "UrlType": "static", "IsOptOut": false }] },
    ]);
    let pascal = r#"[{"Type":"HEADER","Format":"IMAGE"},{"Type":"LIMITED_TIME_OFFER","hasExpiration":true},
        {"Type":"BUTTONS","Buttons":[{"PhoneNumber":"+86","UrlType":"static","IsOptOut":false}]}]"#;
    let other = r#"[{"type":"HEADER","formate":"IMAGE"},{"type":"LIMITED_TIME_OFFER","has_expiration":true},
        {"type":"BUTTONS","buttons":[{"phone_number":"+86","urlType":"static","is_opt_out":false}]}]"#;
    for text in [pascal, other] {
        assert_eq!(detail_with(&format!(r#","Components":{text}"#)).await.unwrap().components, expected);
        let quoted = serde_json::to_string(text).unwrap();
        assert_eq!(detail_with(&format!(r#","components":{quoted}"#)).await.unwrap().components, expected);
    }
}

#[tokio::test]
async fn the_spelling_that_says_something_wins() {
    let text = r#","Components":[{"type":"x","Type":"BODY","formate":"TEXT","Format":null}]"#;
    assert_eq!(detail_with(text).await.unwrap().components, json!([{ "Type": "BODY", "Format": "TEXT" }]));
}

#[tokio::test]
async fn names_of_variables_keep_their_spelling() {
    let expected = json!({ "order_id": "A-1", "Name": "Ana", "x": 7 });
    let map = r#"{"order_id":"A-1","Name":"Ana","x":7}"#;
    assert_eq!(detail_with(&format!(r#","Example":{map}"#)).await.unwrap().example, expected);
    let quoted = serde_json::to_string(map).unwrap();
    assert_eq!(detail_with(&format!(r#","Example":{quoted}"#)).await.unwrap().example, expected);
}

#[tokio::test]
async fn absent_null_and_empty_are_the_same() {
    for fields in ["", r#","Components":null,"Example":null"#, r#","Components":"","Example":"""#] {
        let detail = detail_with(fields).await.unwrap();
        assert_eq!((detail.components, detail.example), (json!([]), json!({})), "{fields}");
    }
}

#[tokio::test]
async fn scalars_come_as_such_or_as_text() {
    let fields = r#","AllowSend":"True","CategoryChangePaused":false,"MessageSendTtlSeconds":"120","ProductSetId":42"#;
    let detail = detail_with(fields).await.unwrap();
    assert_eq!((detail.allow_send, detail.category_change_paused), (Some(true), Some(false)));
    assert_eq!((detail.message_send_ttl_seconds, detail.product_set_id.as_deref()), (Some(120), Some("42")));
    let without = detail_with(r#","AllowSend":"","MessageSendTtlSeconds":null"#).await.unwrap();
    assert_eq!((without.allow_send, without.message_send_ttl_seconds), (None, None));
}

#[tokio::test]
async fn what_cannot_be_understood_is_an_error_that_names_the_field() {
    for (fields, expected) in [
        (r#","Components":"[{""#, "`Components`"),
        (r#","Components":{"Type":"BODY"}"#, "`Components`"),
        (r#","Components":[{"Text":"\ud83d"}]"#, "`Components`"),
        (r#","Example":{"n":1e999}"#, "`Example`"),
        (r#","Example":[1]"#, "`Example`"),
        (r#","MessageSendTtlSeconds":"soon""#, "`MessageSendTtlSeconds`"),
        (r#","AllowSend":1"#, "`AllowSend`"),
        (r#","Category":["UTILITY"]"#, "`Category`"),
    ] {
        let error = detail_with(fields).await.unwrap_err();
        assert!(matches!(error, ApiError::Unreadable { .. }), "{fields}: {error:?}");
        assert!(error.to_string().contains(expected), "{fields}: {error}");
    }
    for body in [r#"{"Code":"OK"}"#, r#"{"Code":"OK","Data":[]}"#, "[]", "<html>", "", "{\"Code\":\"OK\""] {
        let error = detail(body).await.unwrap_err();
        assert!(matches!(error, ApiError::Unreadable { .. }), "{body}: {error:?}");
    }
}

#[tokio::test]
async fn a_bad_code_with_status_200_is_a_refusal() {
    let body =
        r#"{"Code":"InvalidParameter.TemplateNameExist","Message":"taken","RequestId":"R-9","AccessDeniedDetail":""}"#;
    let server = RawServer::start(vec![json_answer(200, &[], body)]);
    let client = World::new().client(server.endpoint());
    let error = client.call(&CreateChatappTemplateRequest::default()).await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameter.TemplateNameExist"));
    assert_eq!(error.request_id(), Some("R-9"));
    assert_eq!(
        error.to_string(),
        "CreateChatappTemplate was refused with InvalidParameter.TemplateNameExist (HTTP 200): taken"
    );
    assert!(matches!(error, ApiError::Refused { http: 200, denied: None, .. }));
}

#[tokio::test]
async fn an_ok_with_a_bad_status_is_a_refusal() {
    let server = RawServer::start(vec![json_answer(404, &[], r#"{"Code":"OK","Data":{}}"#)]);
    let client = World::new().client(server.endpoint());
    let error = client.call(&CreateChatappTemplateRequest::default()).await.unwrap_err();
    assert!(matches!(error, ApiError::Refused { http: 404, .. }), "{error:?}");
}

#[tokio::test]
async fn a_gateway_error_is_read_whole_whatever_the_shape_of_its_detail() {
    for detail in [r#"{"AuthAction":"cams:ListChatappTemplate"}"#, r#""a text""#, "[1]"] {
        let body = format!(
            r#"{{"requestId":"R-2","HostId":"h","code":"NoPermission","message":"no","Recommend":"https://x","AccessDeniedDetail":{detail}}}"#
        );
        let server = RawServer::start(vec![json_answer(403, &[], &body)]);
        let client = World::new().client(server.endpoint());
        let error = client.call(&ListChatappTemplateRequest::default()).await.unwrap_err();
        assert!(error.is_permission() && error.help().is_some());
        let ApiError::Refused { http, code, message, request_id, recommend, denied, .. } = error else { panic!() };
        assert_eq!((http, &*code, &*message), (403, "NoPermission", "no"));
        assert_eq!((request_id.as_deref(), recommend.as_deref()), (Some("R-2"), Some("https://x")));
        assert_eq!(denied.as_deref(), Some(detail));
    }
}
