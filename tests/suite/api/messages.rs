//! Messages: what goes out, and that none is ever sent twice.

use chatform::api::{
    ApiError, Call, FlowAction, ProductAction, ProductSection, Recipient, SendChatappMassMessageRequest,
    SendChatappMessageRequest,
};
use serde_json::{Value, json};

use super::{World, key};
use crate::support::{RawServer, Reply, json_answer, ok_answer};

fn value<C: Call>(request: &C, name: &str) -> Value {
    let prepared = World::new().client("http://127.0.0.1:18404").prepare(request, &key());
    let (_, text) = prepared.query.iter().find(|(other, _)| other == name).unwrap();
    serde_json::from_str(text).unwrap()
}

fn products() -> ProductAction {
    let section =
        ProductSection { title: Some("Boxes".into()), product_retailer_ids: vec!["p-1".into(), "p-2".into()] };
    ProductAction { thumbnail_product_retailer_id: Some("p-1".into()), sections: vec![section] }
}

#[test]
fn structures_of_a_message_have_the_keys_of_the_api() {
    let flow = FlowAction { flow_token: Some("t".into()), flow_action_data: json!({ "step": 2 }) };
    let message = SendChatappMessageRequest {
        product_action: Some(products()),
        flow_action: Some(flow),
        payload: vec!["yes".into()],
        ..Default::default()
    };
    let sections = json!([{ "Title": "Boxes",
        "ProductItems": [{ "ProductRetailerId": "p-1" }, { "ProductRetailerId": "p-2" }] }]);
    let expected = json!({ "ThumbnailProductRetailerId": "p-1", "Sections": sections });
    assert_eq!(value(&message, "ProductAction"), expected);
    assert_eq!(value(&message, "FlowAction"), json!({ "FlowToken": "t", "FlowActionData": { "step": 2 } }));
    assert_eq!(value(&message, "Payload"), json!(["yes"]));
}

#[test]
fn recipients_say_only_what_they_have() {
    let ana = Recipient {
        to: "8613800001111".into(),
        template_params: [("customer".to_owned(), "Ana".to_owned())].into(),
        ..Default::default()
    };
    let bare = Recipient { to: "8613800002222".into(), product_action: Some(products()), ..Default::default() };
    let request = SendChatappMassMessageRequest { sender_list: vec![ana, bare], ..Default::default() };
    let list = value(&request, "SenderList");
    assert_eq!(list[0], json!({ "To": "8613800001111", "TemplateParams": { "customer": "Ana" } }));
    assert_eq!(list[1].as_object().unwrap().keys().collect::<Vec<_>>(), ["ProductAction", "To"]);
}

#[test]
fn many_recipients_move_into_the_form() {
    let one = Recipient { to: "8613800001111".into(), ..Default::default() };
    let request = SendChatappMassMessageRequest { sender_list: vec![one; 1000], ..Default::default() };
    let prepared = World::new().client("http://127.0.0.1:18404").prepare(&request, &key());
    assert_eq!((prepared.query.len(), prepared.form.len()), (0, 1));
}

#[tokio::test]
async fn the_ids_of_messages_are_read() {
    let replies = vec![ok_answer(json!({ "MessageId": 61851 })), ok_answer(json!({ "GroupMessageId": "g-1" }))];
    let server = RawServer::start(replies);
    let client = World::new().client(server.endpoint());
    let sent = client.call(&SendChatappMessageRequest::default()).await.unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("61851"));
    let sent = client.call(&SendChatappMassMessageRequest::default()).await.unwrap();
    assert_eq!(sent.group_message_id.as_deref(), Some("g-1"));
}

#[tokio::test]
async fn a_message_whose_answer_is_lost_is_not_sent_again() {
    let nonce_used = r#"{"Code":"SignatureNonceUsed","Message":"used"}"#;
    let unclear =
        [Reply::HangUp, json_answer(500, &[], "{}"), json_answer(200, &[], "<"), json_answer(400, &[], nonce_used)];
    for reply in unclear {
        let server = RawServer::start(vec![reply]);
        let client = World::new().client(server.endpoint());
        let error = client.call(&SendChatappMessageRequest::default()).await.unwrap_err();
        assert!(matches!(error, ApiError::AnswerLost { .. }), "{error}");
        assert_eq!(server.received().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn a_message_that_was_throttled_is_sent_again() {
    let throttled = r#"{"Code":"Throttling.User","Message":"slow down"}"#;
    let server = RawServer::start(vec![json_answer(400, &[], throttled), ok_answer(json!({ "MessageId": "m" }))]);
    let sent = World::new().client(server.endpoint()).call(&SendChatappMessageRequest::default()).await.unwrap();
    assert_eq!((sent.message_id.as_deref(), server.received().len()), (Some("m"), 2));
}
