//! When the client tries again, and when it must not.

use std::net::TcpListener;
use std::time::Duration;

use chatform::api::{
    ApiError, ClientOptions, CreateChatappTemplateRequest, ListChatappTemplateRequest, ListChatappTemplateResponse,
    RetryPolicy, WrittenTemplate,
};
use chatform::http::Limits;

use super::{World, options};
use crate::support::{RawServer, Reply, json_answer};

const LIST: &str = r#"{"Code":"OK","Total":0,"ListTemplate":[]}"#;
const CREATED: &str = r#"{"Code":"OK","Data":{"TemplateCode":"1","TemplateName":"hello"}}"#;

fn ok(body: &str) -> Reply {
    json_answer(200, &[], body)
}

fn error(status: u16, code: &str) -> Reply {
    json_answer(status, &[], &format!(r#"{{"Code":"{code}","Message":"why","RequestId":"R"}}"#))
}

fn unlimited_silence() -> Limits {
    Limits { read: Duration::from_millis(150), ..Limits::default() }
}

async fn list(world: &World, server: &RawServer) -> Result<ListChatappTemplateResponse, ApiError> {
    let options = ClientOptions { endpoint: Some(server.endpoint().into()), limits: unlimited_silence(), ..options() };
    world.client_with(options).call(&ListChatappTemplateRequest::default()).await
}

async fn create(world: &World, server: &RawServer) -> Result<WrittenTemplate, ApiError> {
    let options = ClientOptions { endpoint: Some(server.endpoint().into()), limits: unlimited_silence(), ..options() };
    world.client_with(options).call(&CreateChatappTemplateRequest::default()).await
}

#[tokio::test]
async fn a_read_is_tried_again_after_what_may_pass() {
    for trouble in [
        Reply::HangUp,
        Reply::Silence,
        Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"Code\":".to_vec()),
        Reply::Bytes(b"no http at all\r\n\r\n".to_vec()),
        error(500, "InternalError"),
        error(503, "ServiceUnavailable"),
        error(200, "UnknownError"),
        Reply::Bytes(b"HTTP/1.1 502 x\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>".to_vec()),
        error(400, "SignatureNonceUsed"),
    ] {
        let server = RawServer::start(vec![trouble, ok(LIST)]);
        list(&World::new(), &server).await.unwrap();
        let received = server.received();
        assert_eq!(received.len(), 2);
        let differs = |name: &str| received[0].header(name) != received[1].header(name);
        assert!(differs("x-acs-signature-nonce") && differs("authorization"), "signed once, sent twice");
    }
}

#[tokio::test]
async fn a_read_is_tried_four_times_and_no_more() {
    let server = RawServer::start((0..5).map(|_| error(500, "InternalError")).collect());
    let failed = list(&World::new(), &server).await.unwrap_err();
    assert!(matches!(failed, ApiError::Refused { http: 500, .. }) && failed.is_unavailable());
    assert_eq!(server.received().len(), 4);
    let server = RawServer::start((0..5).map(|_| error(200, "UnknownError")).collect());
    assert!(list(&World::new(), &server).await.unwrap_err().is_unavailable());
    let server = RawServer::start((0..5).map(|_| Reply::HangUp).collect());
    let failed = list(&World::new(), &server).await.unwrap_err();
    assert!(matches!(failed, ApiError::Unanswered { .. }), "{failed:?}");
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn a_used_nonce_is_signed_anew_once() {
    let server = RawServer::start((0..3).map(|_| error(400, "SignatureNonceUsed")).collect());
    let failed = list(&World::new(), &server).await.unwrap_err();
    assert_eq!(failed.code(), Some("SignatureNonceUsed"));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_plain_no_is_not_tried_again() {
    for (status, code) in [(400, "InvalidParameter.PageInvalid"), (404, "InvalidAccessKeyId.NotFound"), (200, "X")] {
        let server = RawServer::start(vec![error(status, code), ok(LIST)]);
        assert_eq!(list(&World::new(), &server).await.unwrap_err().code(), Some(code));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_write_whose_outcome_is_open_is_never_sent_again() {
    for trouble in [
        Reply::HangUp,
        Reply::Silence,
        Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"Code\":".to_vec()),
        ok("<html>"),
        ok(r#"{"Data":{}}"#),
        error(500, "InternalError"),
        error(200, "UnknownError"),
        error(400, "SignatureNonceUsed"),
        Reply::Bytes(b"HTTP/1.1 504 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()),
    ] {
        let server = RawServer::start(vec![trouble, ok(CREATED)]);
        let lost = create(&World::new(), &server).await.unwrap_err();
        assert!(matches!(lost, ApiError::AnswerLost { .. }), "{lost:?}");
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn an_open_write_keeps_the_code_and_request_id_it_was_answered_with() {
    let server = RawServer::start(vec![error(503, "ServiceUnavailable")]);
    let lost = create(&World::new(), &server).await.unwrap_err();
    assert_eq!((lost.code(), lost.request_id()), (Some("ServiceUnavailable"), Some("R")));
}

#[tokio::test]
async fn throttling_is_waited_out_for_reads_and_writes() {
    for code in ["Throttling", "Throttling.User", "Throttling.Api", "System.LimitControl"] {
        let server = RawServer::start(vec![error(400, code), error(400, code), ok(CREATED)]);
        let world = World::new();
        assert_eq!(create(&world, &server).await.unwrap().template_code.as_deref(), Some("1"));
        assert!(world.slept() >= Duration::from_millis(2100), "waited only {:?}", world.slept());
    }
    let server = RawServer::start(vec![json_answer(429, &[], ""), ok(LIST)]);
    list(&World::new(), &server).await.unwrap();
}

#[tokio::test]
async fn the_wait_that_the_service_asks_for_is_kept() {
    let refusal = r#"{"Code":"Throttling.User","Message":"","RequestId":"R"}"#;
    let server = RawServer::start(vec![json_answer(400, &["x-acs-retry-after: 7500"], refusal), ok(LIST)]);
    let world = World::new();
    list(&world, &server).await.unwrap();
    let slept = world.slept();
    assert!((7500..=7700).contains(&slept.as_millis()), "waited {slept:?}");
    let server = RawServer::start(vec![json_answer(400, &["x-acs-retry-after: 600000"], refusal), ok(LIST)]);
    let failed = list(&World::new(), &server).await.unwrap_err();
    let asked = Some(Duration::from_secs(600));
    assert!(matches!(failed, ApiError::Throttled { attempts: 1, wait, .. } if wait == asked), "{failed:?}");
}

#[tokio::test]
async fn a_wait_beside_a_broken_write_does_not_make_it_certain() {
    let refusal = r#"{"Code":"InternalError","Message":"","RequestId":"R"}"#;
    let broken = || json_answer(500, &["x-acs-retry-after: 3000"], refusal);
    let server = RawServer::start(vec![broken(), ok(CREATED)]);
    let lost = create(&World::new(), &server).await.unwrap_err();
    assert!(matches!(lost, ApiError::AnswerLost { .. }), "{lost:?}");
    let server = RawServer::start(vec![broken(), ok(LIST)]);
    let world = World::new();
    list(&world, &server).await.unwrap();
    assert_eq!(world.slept(), Duration::from_secs(3));
}

#[tokio::test]
async fn a_refusal_with_a_wait_is_throttling_whatever_its_code() {
    let refusal = json_answer(400, &["x-acs-retry-after: 40"], r#"{"Code":"Flow.Something","Message":""}"#);
    let server = RawServer::start(vec![refusal, ok(CREATED)]);
    create(&World::new(), &server).await.unwrap();
}

#[tokio::test]
async fn throttling_without_end_is_an_error_of_its_own() {
    let server = RawServer::start((0..5).map(|_| error(400, "Throttling.User")).collect());
    let failed = create(&World::new(), &server).await.unwrap_err();
    assert!(matches!(failed, ApiError::Throttled { attempts: 4, .. }), "{failed:?}");
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_even_for_a_write_and_means_nothing_was_sent() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let world = World::new();
    let client = world.client(&format!("http://{closed}"));
    let failed = client.call(&CreateChatappTemplateRequest::default()).await.unwrap_err();
    assert!(matches!(failed, ApiError::Unreachable { .. }), "{failed:?}");
    assert!(world.slept() > Duration::ZERO, "it was not tried again");
    let once = ClientOptions { endpoint: Some(client.endpoint()), retry: RetryPolicy::never(), ..options() };
    let world = World::new();
    let failed = world.client_with(once).call(&ListChatappTemplateRequest::default()).await;
    assert!(matches!(failed, Err(ApiError::Unreachable { .. })));
    assert_eq!(world.slept(), Duration::ZERO);
}
