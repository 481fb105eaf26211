//! Temporary credentials are renewed before they end, once for all who wait.

use std::time::Duration;

use chatform::api::{ClientOptions, ListChatappTemplateRequest};
use serde_json::json;

use super::credentials::Home;
use crate::support::{RawServer, Reply, json_answer, list_answer};

/// Credentials that end so many minutes after the world's beginning.
fn until(id: &str, minutes: u32) -> Reply {
    let time = format!("2026-11-20T{:02}:{:02}:35Z", 14 + (25 + minutes) / 60, (25 + minutes) % 60);
    let body = json!({ "AccessKeyId": id, "AccessKeySecret": "s", "SecurityToken": "t", "Expiration": time });
    json_answer(200, &[], &body.to_string())
}

#[tokio::test]
async fn they_are_kept_while_they_hold_and_renewed_three_minutes_before_they_end() {
    let uri = RawServer::start(vec![until("first", 60), until("second", 200)]);
    let service = RawServer::start((0..4).map(|_| list_answer(&[])).collect());
    let home = Home::new().variable("ALIBABA_CLOUD_CREDENTIALS_URI", uri.endpoint());
    let world = home.world();
    let options = ClientOptions { endpoint: Some(service.endpoint().into()), ..Default::default() };
    let client = world.client_with(options);
    for pause in [0, 56, 2] {
        world.clock.advance(Duration::from_secs(60 * pause));
        client.call(&ListChatappTemplateRequest::default()).await.unwrap();
    }
    let received = service.received();
    let keys: Vec<_> = received.iter().map(|received| received.header("x-acs-accesskey-id").unwrap()).collect();
    assert_eq!(keys, ["first", "first", "second"]);
}

#[tokio::test]
async fn tasks_that_wait_together_ask_once() {
    let uri = RawServer::start(vec![until("only", 60)]);
    let home = Home::new().variable("ALIBABA_CLOUD_CREDENTIALS_URI", uri.endpoint());
    let client = home.client(ClientOptions::default());
    let (first, second, third) = tokio::join!(client.found(), client.found(), client.found());
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    assert_eq!(uri.received().len(), 1);
}

#[tokio::test]
async fn what_still_holds_is_used_when_a_renewal_fails_and_what_has_ended_is_not() {
    let uri = RawServer::start(vec![until("first", 60), json_answer(500, &[], "{}"), json_answer(500, &[], "{}")]);
    let home = Home::new().variable("ALIBABA_CLOUD_CREDENTIALS_URI", uri.endpoint());
    let world = home.world();
    let client = world.client_with(ClientOptions { endpoint: Some("http://127.0.0.1:9".into()), ..Default::default() });
    client.found().await.unwrap();
    world.clock.advance(Duration::from_secs(60 * 58));
    assert_eq!(client.found().await.unwrap().access_key_id, "first");
    world.clock.advance(Duration::from_secs(60 * 5));
    assert!(client.found().await.is_err());
}
