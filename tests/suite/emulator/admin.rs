//! The control routes of an emulator that runs as its own process.

use chatform::emulator::{Emulator, EmulatorConfig, ReviewPolicy};
use serde_json::{Value, json};

use super::caller::{Answer, Call, Stage, relaxed};

async fn request(emulator: &Emulator, method: &str, target: &str, body: Value) -> Answer {
    let (context, _) = super::caller::context();
    let mut call = Call::new("", &context).method(method).header("host", "emulator.test");
    call.target = Some(target.to_owned());
    call.body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    call.send(emulator).await
}

#[tokio::test]
async fn reviews_are_decided_over_http() {
    let stage = Stage::new(EmulatorConfig { review: ReviewPolicy::Manual, ..relaxed() }).await;
    for (name, language) in [("order", "en"), ("order", "es"), ("promo", "en")] {
        stage.create(name, language).await.ok();
    }
    let verdict = json!({ "template": "order", "verdict": "fail", "reason": "No sample." });
    let answer = request(&stage.emulator, "POST", "/_emulator/verdict", verdict).await;
    assert_eq!((answer.status, answer.body), (200, json!({ "decided": ["order/es", "order/en"] })));
    assert_eq!(stage.status("order", "es").await, "fail");
    assert_eq!(stage.status("promo", "en").await, "auditing");
    let verdict = json!({ "template": "*/*", "verdict": "pass" });
    let answer = request(&stage.emulator, "POST", "/_emulator/verdict", verdict).await;
    assert_eq!(answer.body, json!({ "decided": ["promo/en"] }));
}

#[tokio::test]
async fn scripts_faults_templates_and_counters_are_reached_over_http() {
    let stage = Stage::new(relaxed()).await;
    let script = json!({ "template": "order", "verdict": "fail", "times": 1 });
    assert_eq!(request(&stage.emulator, "POST", "/_emulator/script", script).await.status, 200);
    stage.create("order", "en").await.ok();
    let templates = request(&stage.emulator, "GET", "/_emulator/templates", Value::Null).await.body;
    assert_eq!((&templates[0]["name"], &templates[0]["audit_status"]), (&json!("order"), &json!("fail")));
    let other = request(&stage.emulator, "GET", "/_emulator/templates?space=cams-1", Value::Null).await.body;
    assert_eq!(other, json!([]));
    let faults =
        json!([{ "fault": "throttle", "times": 1 }, { "fault": { "latency": 5 }, "action": "ListChatappTemplate" }]);
    assert_eq!(request(&stage.emulator, "POST", "/_emulator/faults", faults).await.status, 200);
    assert_eq!(stage.detail("order", "en").await.code(), "Throttling.User");
    let counters = request(&stage.emulator, "GET", "/_emulator/counters", Value::Null).await.body;
    assert_eq!(counters["writes"], json!({ "CreateChatappTemplate": 1 }));
    assert_eq!(counters["refused"], json!({ "Throttling.User": 1 }));
}

#[tokio::test]
async fn what_is_no_route_or_no_json_or_comes_from_a_browser_is_refused() {
    let stage = Stage::new(relaxed()).await;
    let nowhere = request(&stage.emulator, "GET", "/_emulator/nothing", Value::Null).await;
    assert_eq!(nowhere.refusal(), (404, "InvalidAction.NotFound"));
    let wrong = request(&stage.emulator, "POST", "/_emulator/verdict", json!({ "template": "a" })).await;
    assert_eq!(wrong.refusal(), (400, "InvalidParameter.Format"));
    let glob = json!({ "template": "a[", "verdict": "pass" });
    assert_eq!(request(&stage.emulator, "POST", "/_emulator/script", glob).await.refusal(), (400, "InvalidParameter"));
    let (context, _) = super::caller::context();
    let mut call = Call::new("", &context).get().header("host", "emulator.test").header("origin", "https://evil.test");
    call.target = Some("/_emulator/templates".to_owned());
    assert_eq!(call.send(&stage.emulator).await.refusal(), (403, "Forbidden"));
}
