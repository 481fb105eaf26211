//! The shape of answers, whatever happens.

use chatform::emulator::EmulatorConfig;
use serde_json::json;

use super::caller::{Answer, CREATE, LIST, Stage, exchange, relaxed};

#[track_caller]
fn has_the_shape_of_an_error(answer: &Answer) {
    assert_eq!(answer.header("content-type"), Some("application/json;charset=utf-8"));
    let body = answer.body.as_object().unwrap();
    let names: Vec<&str> = body.keys().map(String::as_str).collect();
    let mut expected = vec!["RequestId", "HostId", "Code", "Message", "Recommend"];
    expected.sort_by_key(|name| names.iter().position(|known| known == name));
    assert_eq!(names, expected);
    assert!(body.values().all(|value| value.as_str().is_some_and(|text| !text.is_empty())), "{body:?}");
    let id = body["RequestId"].as_str().unwrap();
    assert_eq!(answer.header("x-acs-request-id"), Some(id));
    assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
    assert!(id.chars().all(|c| c == '-' || c.is_ascii_digit() || ('A'..='F').contains(&c)), "{id}");
    assert_eq!(body["HostId"], "cams.ap-southeast-1.aliyuncs.com");
    let recommend =
        format!("https://api.aliyun.com/troubleshoot?q={}&product=cams&requestId={id}", body["Code"].as_str().unwrap());
    assert_eq!(body["Recommend"], recommend);
}

#[tokio::test]
async fn a_success_names_code_message_and_request() {
    let stage = Stage::new(relaxed()).await;
    let answer = stage.send(stage.call(LIST)).await;
    assert_eq!(answer.header("content-type"), Some("application/json;charset=utf-8"));
    assert_eq!(answer.header("x-acs-request-id"), answer.body["RequestId"].as_str());
    assert_eq!((&answer.body["Code"], &answer.body["Message"]), (&json!("OK"), &json!("OK")));
    assert!(answer.body.get("AccessDeniedDetail").is_none());
}

#[tokio::test]
async fn every_refusal_is_the_same_json_object() {
    let stage = Stage::new(relaxed()).await;
    let mut elsewhere = stage.call(LIST);
    elsewhere.path = "/cams".into();
    let mut unreadable = stage.call(CREATE).signed();
    unreadable.target = Some("/?Name=%FF".into());
    let mut twice = stage.call(LIST).query("Name", "a").signed();
    twice.target = Some("/?Name=a&Name=a".into());
    let huge = stage.call(CREATE).form("Components", "x".repeat(5_000_000));
    for (call, refusal) in [
        (stage.call("CopyTemplate").signed(), (404, "InvalidAction.NotFound")),
        (elsewhere.signed(), (404, "InvalidAction.NotFound")),
        (stage.call(LIST).method("PUT").signed(), (405, "UnsupportedHTTPMethod")),
        (stage.call(LIST).method("DELETE").signed(), (405, "UnsupportedHTTPMethod")),
        (huge.signed(), (413, "RequestEntityTooLarge")),
        (unreadable, (400, "InvalidParameter")),
        (twice, (400, "InvalidParameter")),
        (stage.call(CREATE).signed(), (400, "MissingCategory")),
    ] {
        let answer = call.send(&stage.emulator).await;
        assert_eq!(answer.refusal(), refusal);
        has_the_shape_of_an_error(&answer);
    }
}

#[tokio::test]
async fn another_version_is_refused() {
    let stage = Stage::new(relaxed()).await;
    let mut call = stage.call(LIST).signed_v1(false);
    call.query.retain(|(name, _)| name != "Signature");
    call.query.iter_mut().find(|(name, _)| name == "Version").unwrap().1 = "2018-01-01".into();
    let canonical = chatform::signature::v1::canonical_query(&call.query, &[]);
    let to_sign = chatform::signature::v1::string_to_sign("POST", &canonical);
    let secret = chatform::signature::Secret::new("test-ak-secret");
    let call = call.query("Signature", chatform::signature::v1::signature(&to_sign, &secret));
    let answer = call.send(&stage.emulator).await;
    assert_eq!(answer.refusal(), (400, "InvalidVersion"));
    has_the_shape_of_an_error(&answer);
}

#[tokio::test]
async fn a_rate_used_up_says_when_to_come_back() {
    let stage = Stage::new(EmulatorConfig::default()).await;
    for _ in 0..5 {
        stage.send(stage.call(LIST)).await.ok();
    }
    let answer = stage.send(stage.call(LIST)).await;
    assert_eq!(answer.refusal(), (400, "Throttling.User"));
    assert_eq!(answer.message(), "Request was denied due to user flow control.");
    assert_eq!(answer.header("x-acs-retry-after"), Some("1000"));
    has_the_shape_of_an_error(&answer);
    stage.clock.advance(std::time::Duration::from_millis(400));
    assert_eq!(stage.send(stage.call(LIST)).await.header("x-acs-retry-after"), Some("600"));
    stage.clock.advance(std::time::Duration::from_millis(600));
    stage.send(stage.call(LIST)).await.ok();
    let counters = stage.emulator.control().counters();
    assert_eq!((counters.requests_for(LIST), counters.refused["Throttling.User"]), (8, 2));
}

#[tokio::test]
async fn each_action_has_its_own_documented_rate() {
    let stage = Stage::new(EmulatorConfig::default()).await;
    for (action, limit) in [
        (LIST, 5),
        ("GetChatappTemplateDetail", 5),
        ("DeleteChatappTemplate", 5),
        ("CreateChatappTemplate", 50),
        ("ModifyChatappTemplate", 50),
    ] {
        for number in 0..limit {
            assert_ne!(stage.send(stage.call(action)).await.code(), "Throttling.User", "{action}, request {number}");
        }
        assert_eq!(stage.send(stage.call(action)).await.code(), "Throttling.User", "{action}");
    }
}

#[tokio::test]
async fn what_the_product_refuses_is_http_200_where_that_is_wanted() {
    let stage = Stage::new(EmulatorConfig { business_errors_ok: true, ..relaxed() }).await;
    let answer = stage.detail("nothing", "en").await;
    assert_eq!(answer.refusal(), (200, "DetailError.TemplateNotExist"));
    assert!(answer.body.get("HostId").is_none());
    assert_eq!(answer.header("x-acs-request-id"), answer.body["RequestId"].as_str());
    // The gateway's own refusals keep their status.
    assert_eq!(stage.send(stage.call(CREATE)).await.refusal(), (400, "MissingCategory"));
}

#[tokio::test]
async fn a_connection_serves_several_requests() {
    let stage = Stage::new(relaxed()).await;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let first = text(stage.call(LIST).signed().bytes()).replace("connection: close\r\n", "");
    let second = text(stage.call(LIST).signed().bytes());
    let answers = text(exchange(&stage.emulator, (first + &second).as_bytes()).await.unwrap());
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
}

#[tokio::test]
async fn a_body_that_is_no_form_is_hashed_and_left_alone() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.call(LIST).header("Content-Type", "application/octet-stream");
    stage.send(call).await.ok();
    let mut call = stage.call(LIST).header("Content-Type", "application/json");
    call.body = b"{\"Name\":\"ignored\"}".to_vec();
    stage.send(call).await.ok();
}
