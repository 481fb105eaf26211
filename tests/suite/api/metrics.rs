//! Metrics, phone numbers, archiving and uploads: what goes out and how answers are read.

use chatform::api::{
    ApiError, ArchiveChatappTemplateRequest, ArchivedTemplate, ButtonClicks, EnableWhatsappROIMetricRequest,
    GetChatappPhoneNumberMetricRequest, GetChatappTemplateMetricRequest, GetChatappUploadAuthorizationRequest,
    QueryChatappPhoneNumbersRequest, UploadAuthorization,
};
use serde_json::json;

use super::{World, key};
use crate::support::{RawServer, Reply, json_answer, ok_answer};

#[tokio::test]
async fn clicks_come_under_their_misspelt_name() {
    let server = RawServer::start(vec![ok_answer(json!({ "Data": [{
        "TemplateCode": 744, "Language": "en", "SentCount": 10, "DeliveredCount": "9", "Start": 1, "End": 2,
        "Cliented": [{ "Type": "quick_reply_button", "ButtonContent": "yes", "Count": 3 }],
    }, { "ReadCount": 0 }] }))]);
    let request = GetChatappTemplateMetricRequest { template_code: "744".into(), ..Default::default() };
    let rows = World::new().client(server.endpoint()).call(&request).await.unwrap().data;
    assert_eq!(rows[0].template_code.as_deref(), Some("744"));
    assert_eq!((rows[0].sent_count, rows[0].delivered_count, rows[0].read_count), (Some(10), Some(9), None));
    let clicks =
        ButtonClicks { kind: Some("quick_reply_button".into()), button_content: Some("yes".into()), count: Some(3) };
    assert_eq!(rows[0].clicks, [clicks]);
    assert_eq!((rows[1].read_count, rows[1].clicks.len()), (Some(0), 0));
}

#[tokio::test]
async fn a_number_that_is_none_is_not_counted_as_zero() {
    let server = RawServer::start(vec![ok_answer(json!({ "Data": [{ "SentCount": -1 }] }))]);
    let error =
        World::new().client(server.endpoint()).call(&GetChatappPhoneNumberMetricRequest::default()).await.unwrap_err();
    assert!(error.to_string().contains("`SentCount` is `-1`"), "{error}");
}

#[tokio::test]
async fn phone_numbers_are_read_with_what_is_set_about_calls() {
    let server = RawServer::start(vec![ok_answer(json!({ "PhoneNumbers": [
        { "PhoneNumber": 8613800001111_u64, "VerifiedName": "Shop", "CallingConfigure": { "MaxTalkTime": 60 } },
    ] }))]);
    let answer =
        World::new().client(server.endpoint()).call(&QueryChatappPhoneNumbersRequest::default()).await.unwrap();
    let number = &answer.phone_numbers[0];
    assert_eq!((&*number.phone_number, number.verified_name.as_deref()), ("8613800001111", Some("Shop")));
    assert_eq!(number.calling_configure, json!({ "MaxTalkTime": 60 }));
}

fn archive() -> ArchiveChatappTemplateRequest {
    ArchiveChatappTemplateRequest {
        template_list: vec![ArchivedTemplate { template_code: "744".into(), language: "en".into() }],
        ..Default::default()
    }
}

#[tokio::test]
async fn an_archive_whose_inner_verdict_is_no_is_a_refusal() {
    let inner = json!({ "Code": "InvalidParameter.LanguageNotSupport", "Message": "no", "Success": false });
    let replies = vec![
        ok_answer(json!({ "RequestId": "R-1", "Data": inner })),
        ok_answer(json!({ "Data": { "Success": false } })),
        ok_answer(json!({ "Data": { "Code": "OK", "Success": true } })),
        ok_answer(json!({})),
    ];
    let server = RawServer::start(replies);
    let client = World::new().client(server.endpoint());
    let error = client.call(&archive()).await.unwrap_err();
    assert_eq!((error.code(), error.request_id()), (Some("InvalidParameter.LanguageNotSupport"), Some("R-1")));
    assert!(matches!(client.call(&archive()).await, Err(ApiError::Refused { .. })));
    assert!(client.call(&archive()).await.is_ok());
    assert!(client.call(&archive()).await.is_ok());
}

#[tokio::test]
async fn archived_templates_travel_as_a_list_of_objects() {
    let prepared = World::new().client("http://127.0.0.1:18404").prepare(&archive(), &key());
    let list = r#"[{"Language":"en","TemplateCode":"744"}]"#;
    assert_eq!(prepared.query, [("TemplateList".to_owned(), list.to_owned())]);
}

async fn upload(data: serde_json::Value) -> Result<UploadAuthorization, ApiError> {
    let server = RawServer::start(vec![ok_answer(json!({ "Data": data }))]);
    World::new().client(server.endpoint()).call(&GetChatappUploadAuthorizationRequest::default()).await
}

#[tokio::test]
async fn leave_to_upload_is_read_and_its_secrets_are_not_quoted_when_it_cannot() {
    let mut data = json!({ "AccessKeyId": "STS.1", "AccessKeySecret": "s", "SecurityToken": "t", "BucketName": "b",
        "Dir": "chatapp/1", "EndPoint": "https://oss-ap-southeast-1.aliyuncs.com", "Expire": "1700000000" });
    let leave = upload(data.clone()).await.ok().unwrap();
    assert_eq!((&*leave.dir, &*leave.bucket_name, leave.expire), ("chatapp/1", "b", Some(1_700_000_000)));
    assert_eq!((leave.access_key_secret.expose(), leave.security_token.expose()), ("s", "t"));
    data["AccessKeySecret"] = json!(["hidden-secret"]);
    let error = upload(data).await.err().unwrap();
    assert!(error.to_string().contains("`AccessKeySecret`") && !format!("{error:?}").contains("hidden"), "{error}");
}

#[tokio::test]
async fn enabling_metrics_may_be_repeated_after_a_lost_answer() {
    let server = RawServer::start(vec![Reply::HangUp, json_answer(200, &[], r#"{"Code":"OK","RequestId":"R"}"#)]);
    let answer = World::new().client(server.endpoint()).call(&EnableWhatsappROIMetricRequest::default()).await;
    assert_eq!(answer.unwrap().request_id.as_deref(), Some("R"));
    assert_eq!(server.received().len(), 2);
}
