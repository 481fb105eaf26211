//! What the service says of itself, taken at its word only where the word is whole.

use chatform::api::{Client, ClientOptions, Credentials, Rates};
use chatform::context::Context;
use chatform::remote::{RemoteError, Space};
use chatform::signature::Secret;
use serde_json::{Value, json};

use crate::support::{RawServer, Sandbox, json_answer, list_answer, ok_answer};

fn row(code: &str, channel: &str) -> Value {
    let status = "pass";
    json!({ "TemplateCode": code, "TemplateName": "hello", "Language": "en", "TemplateType": channel, "AuditStatus": status })
}

fn space(server: &RawServer) -> Space {
    let options = ClientOptions {
        endpoint: Some(server.endpoint().to_owned()),
        credentials: Some(Credentials::new("id", Secret::new("secret"))),
        rates: Rates::unlimited(),
        ..ClientOptions::default()
    };
    Space::new(Client::new(options, &Context::real()).unwrap(), None)
}

#[tokio::test]
async fn two_messengers_may_share_a_name() {
    let server = RawServer::start(vec![list_answer(&[row("1", "WHATSAPP"), row("2", "VIBER")])]);
    assert_eq!(space(&server).list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_row_that_comes_twice_is_no_whole_list() {
    let twice = || list_answer(&[row("1", "WHATSAPP"), row("1", "WHATSAPP")]);
    let server = RawServer::start(vec![twice(), twice(), twice()]);
    assert!(matches!(space(&server).list().await, Err(RemoteError::Moving { .. })));
}

#[tokio::test]
async fn a_service_that_always_gives_the_same_page_is_not_asked_for_ever() {
    let page = || ok_answer(json!({ "Total": 1_000_000, "ListTemplate": [row("1", "WHATSAPP")] }));
    let server = RawServer::start((0..6).map(|_| page()).collect());
    assert!(matches!(space(&server).list().await, Err(RemoteError::Moving { .. })));
    assert_eq!(server.received().len(), 6);
}

#[tokio::test]
async fn an_answer_about_another_template_is_an_error_and_not_an_absence() {
    for (name, language, code) in [("hallo", "en", "1"), ("hello", "en_GB", "1"), ("hello", "en", "2")] {
        let data = json!({ "Name": name, "Language": language, "TemplateCode": code, "Category": "UTILITY" });
        let server = RawServer::start(vec![ok_answer(json!({ "Data": data }))]);
        let read = space(&server).detail("hello", "en", "1").await;
        assert!(matches!(read, Err(RemoteError::Another { .. })), "{read:?}");
    }
}

#[test]
fn what_is_listed_and_cannot_be_read_is_not_planned_as_new() {
    let not_there = || json_answer(400, &[], r#"{ "Code": "DetailError.TemplateNotExist", "Message": "no" }"#);
    let listed = || list_answer(&[row("1", "WHATSAPP")]);
    let server = RawServer::start(vec![listed(), not_there(), listed()]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["plan"]).exits_with(69);
    assert!(ran.stderr.contains("lists hello/en, and says that it does not exist"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}

#[test]
fn what_was_deleted_while_the_plan_was_made_is_planned_as_new() {
    let not_there = json_answer(400, &[], r#"{ "Code": "DetailError.TemplateNotExist", "Message": "no" }"#);
    let server = RawServer::start(vec![list_answer(&[row("1", "WHATSAPP")]), not_there, list_answer(&[])]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["plan"]).exits_with(0);
    assert!(ran.stdout.contains("+ create hello/en"), "{}", ran.stdout);
}

#[test]
fn a_category_that_templates_do_not_have_is_named_and_blocks_that_template_alone() {
    let data = json!({ "Name": "hello", "Language": "en", "TemplateCode": "1", "Category": "text_image" });
    let server = RawServer::start(vec![list_answer(&[row("1", "WHATSAPP")]), ok_answer(json!({ "Data": data }))]);
    let ran = Sandbox::project_at(server.endpoint()).run(&["plan", "--detailed-exitcode"]).exits_with(2);
    assert!(ran.stdout.contains("! blocked hello/en") && ran.stdout.contains("`text_image`"), "{}", ran.stdout);
}
