//! The log of requests.

use chatform::emulator::{Delivery, EmulatorConfig, Fault, FaultRule};
use serde_json::json;

use super::caller::{CREATE, LIST, Stage, relaxed};

#[tokio::test]
async fn every_request_is_noted_with_what_came_of_it_and_without_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let faults = vec![FaultRule::once(Fault::LoseReply).on(CREATE).after(1)];
    let config = EmulatorConfig { state: Some(folder.path().to_path_buf()), faults, ..relaxed() };
    let stage = Stage::new(config).await;
    stage.create("order", "en").await.ok();
    stage.creation("promo", "en").signed().try_send(&stage.emulator).await.unwrap_err();
    let call = stage.call(LIST).key("test-ak-id", "wrong", Some("marked-token")).query("Page", r#"{"Index":1}"#);
    call.signed_v1(true).send(&stage.emulator).await;
    let log = stage.emulator.control().requests();
    let brief: Vec<_> =
        log.iter().map(|e| (e.action.as_str(), e.code.as_str(), e.wrote, e.answer, e.signature.as_str())).collect();
    assert_eq!(
        brief,
        [
            (CREATE, "OK", true, Delivery::Sent, "V3"),
            (CREATE, "OK", true, Delivery::Lost, "V3"),
            (LIST, "InvalidSecurityToken.MismatchWithAccessKey", false, Delivery::Sent, "V1"),
        ]
    );
    assert_eq!(log[0].parameters["Name"], "order");
    assert_eq!(log[1].faults, ["lose_reply"]);
    assert_eq!((log[2].parameters["Signature"].as_str(), log[2].parameters["SecurityToken"].as_str()), ("***", "***"));
    let file = std::fs::read_to_string(folder.path().join("requests.ndjson")).unwrap();
    assert_eq!(file.lines().count(), 3);
    for line in file.lines() {
        serde_json::from_str::<chatform::emulator::LogEntry>(line).unwrap();
        assert!(!line.contains("marked-token"), "{line}");
    }
}

#[tokio::test]
async fn what_almost_matched_is_named() {
    let stage = Stage::new(relaxed()).await;
    let call = stage.call(LIST).query("templateType", "WHATSAPP").query("Langauge", "en").query("Flavour", "mint");
    stage.send(call.query("Page.Index", "1").query("CustSpaceId", "cams-1")).await;
    stage.send(stage.call("ListChatappTemplates")).await;
    stage.send(stage.call(LIST).query("Page", json!({ "Index": 1 }).to_string())).await.ok();
    let misses: Vec<Vec<String>> = stage.emulator.control().requests().into_iter().map(|e| e.near_misses).collect();
    assert_eq!(
        misses,
        [
            vec![
                "parameter templateType is written TemplateType".to_owned(),
                "parameter Langauge is unknown, Language is near".to_owned(),
                "parameter Flavour is unknown to ListChatappTemplate".to_owned(),
                "parameter Page.Index is the repeated form, Page is one JSON string".to_owned(),
            ],
            vec!["action ListChatappTemplates is unknown, ListChatappTemplate is near".to_owned()],
            vec![],
        ]
    );
}

#[tokio::test]
async fn a_long_value_is_cut() {
    let stage = Stage::new(relaxed()).await;
    stage.send(stage.call(LIST).query("Name", "x".repeat(5000))).await.ok();
    let value = stage.emulator.control().requests().remove(0).parameters["Name"].clone();
    assert!(value.starts_with("xxx") && value.ends_with("… (5000 bytes)") && value.len() < 2100, "{}", value.len());
}
