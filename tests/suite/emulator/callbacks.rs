//! What the service reports on its own, as a receiver on this machine sees it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chatform::emulator::{CallbackAddress, EmulatorConfig, Fates, ReviewPolicy};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::caller::{Stage, relaxed};

/// Takes what is posted; answers with the statuses it was given, then with 200.
struct Receiver {
    address: CallbackAddress,
    bodies: Arc<Mutex<Vec<Value>>>,
}

impl Receiver {
    async fn start(statuses: Vec<u16>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/reports?of=chatapp", listener.local_addr().unwrap()).parse().unwrap();
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&bodies);
        tokio::spawn(async move {
            let mut statuses = statuses.into_iter();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut bytes = Vec::new();
                let text = loop {
                    let mut more = [0; 4096];
                    let read = stream.read(&mut more).await.unwrap();
                    bytes.extend_from_slice(&more[..read]);
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap();
                    if body.len() >= length.parse::<usize>().unwrap() {
                        break text;
                    }
                };
                assert!(text.starts_with("POST /reports?of=chatapp HTTP/1."), "{text}");
                assert!(text.contains("Content-Type: application/json"), "{text}");
                let status = statuses.next().unwrap_or(200);
                if status == 200 {
                    taken.lock().unwrap().push(serde_json::from_str(text.split_once("\r\n\r\n").unwrap().1).unwrap());
                }
                stream.write_all(format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n").as_bytes()).await.unwrap();
            }
        });
        Self { address, bodies }
    }

    fn take(&self) -> Vec<Value> {
        std::mem::take(&mut self.bodies.lock().unwrap())
    }
}

async fn stage(receiver: &Receiver, review: ReviewPolicy) -> Stage {
    let fates = Fates { seed: 3, failed: 0, delivered: 100, read: 100, clicked: 100 };
    Stage::new(EmulatorConfig { callback: Some(receiver.address.clone()), review, fates, ..relaxed() }).await
}

async fn send(stage: &Stage, to: &str) {
    let call = stage.call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "template");
    let call = call.query("TemplateName", "order").query("Language", "en").query("TaskId", "t-1");
    stage.send(call.query("From", "8613800001111").query("To", to)).await.ok();
}

#[tokio::test]
async fn every_step_of_a_review_is_reported() {
    let receiver = Receiver::start(vec![]).await;
    let stage = stage(&receiver, ReviewPolicy::After(Duration::from_secs(100))).await;
    stage.create("order", "en").await.ok();
    let control = stage.emulator.control();
    control.deliver_reports().await.unwrap();
    for seconds in [10, 90] {
        control.advance(Duration::from_secs(seconds)).await.unwrap();
    }
    control.pause("order").unwrap();
    control.deliver_reports().await.unwrap();
    let code = control.template("order", "en").unwrap().template_code;
    let report = |status: &str, reason: &str| json!([{ "WabaId": "100000000000001", "TemplateCode": code, "Language": "en", "AuditStatus": status, "Reason": reason }]);
    let expected = [report("unaudit", ""), report("auditing", ""), report("pass", ""), report("paused", "QUALITY")];
    assert_eq!(receiver.take(), expected);
}

#[tokio::test]
async fn what_becomes_of_messages_is_reported_in_batches_in_the_order_of_time() {
    let receiver = Receiver::start(vec![]).await;
    let stage = stage(&receiver, ReviewPolicy::Instant).await;
    stage.create("order", "en").await.ok();
    stage.emulator.control().deliver_reports().await.unwrap();
    receiver.take();
    for number in 0..40 {
        send(&stage, &format!("86139000000{number:02}")).await;
    }
    stage.emulator.control().advance(Duration::from_secs(3600)).await.unwrap();
    let bodies = receiver.take();
    let sizes: Vec<usize> = bodies.iter().map(|body| body.as_array().unwrap().len()).collect();
    assert_eq!(sizes, [100, 20], "40 messages with three steps each");
    let reports: Vec<&Value> = bodies.iter().flat_map(|body| body.as_array().unwrap()).collect();
    assert!(reports.is_sorted_by_key(|report| report["Timestamp"].as_i64().unwrap()));
    let one: Vec<&str> = reports
        .iter()
        .filter(|report| report["To"] == "8613900000007")
        .map(|report| report["Status"].as_str().unwrap())
        .collect();
    assert_eq!(one, ["Sent", "Delivered", "Read"]);
    let first = reports[0];
    assert_eq!(
        (&first["MsgFrameType"], &first["Type"], &first["TaskId"]),
        (&json!("template"), &json!("TEMPLATE"), &json!("t-1"))
    );
    assert_eq!((&first["TemplateName"], &first["Language"]), (&json!("order"), &json!("en")));
}

#[tokio::test]
async fn a_person_can_write_and_then_be_answered_freely() {
    let receiver = Receiver::start(vec![]).await;
    let stage = stage(&receiver, ReviewPolicy::Instant).await;
    let control = stage.emulator.control();
    let id = control.person_writes("8613900000001", "8613800001111", "hello").await.unwrap();
    let report = receiver.take()[0][0].clone();
    assert_eq!(
        (&report["MessageId"], &report["Type"], &report["Message"]),
        (&json!(id), &json!("TEXT"), &json!("hello"))
    );
    assert_eq!((&report["From"], &report["To"]), (&json!("8613900000001"), &json!("8613800001111")));
    let answer = |stage: &Stage| {
        let call = stage.call("SendChatappMessage").query("ChannelType", "whatsapp").query("Type", "message");
        let call = call.query("MessageType", "text").query("Content", r#"{"text":"hi"}"#);
        call.query("From", "8613800001111").query("To", "8613900000001")
    };
    stage.send(answer(&stage)).await.ok();
    control.advance(Duration::from_secs(24 * 3600)).await.unwrap();
    assert_eq!(receiver.take()[0][0]["Status"], "Sent");
    stage.send(answer(&stage)).await.ok();
    control.advance(Duration::from_secs(10)).await.unwrap();
    let late = receiver.take()[0][0].clone();
    assert_eq!((&late["Status"], &late["ErrorCode"]), (&json!("Failed"), &json!("131047")), "a day has passed");
}

#[tokio::test]
async fn a_receiver_that_refuses_is_asked_three_times() {
    let receiver = Receiver::start(vec![500, 503]).await;
    let stage = stage(&receiver, ReviewPolicy::Instant).await;
    stage.create("order", "en").await.ok();
    stage.emulator.control().deliver_reports().await.unwrap();
    assert_eq!(receiver.take().len(), 1);
    assert_eq!(stage.emulator.control().counters().refused.get("callback"), None);
    let deaf = Receiver::start(vec![500; 9]).await;
    let stage = self::stage(&deaf, ReviewPolicy::Instant).await;
    stage.create("order", "en").await.ok();
    stage.emulator.control().deliver_reports().await.unwrap();
    assert_eq!(deaf.take(), Vec::<Value>::new());
    assert_eq!(stage.emulator.control().counters().refused.get("callback"), Some(&1));
}

#[test]
fn reports_stay_on_this_machine() {
    for address in ["http://127.0.0.1:80/x", "http://localhost:8080", "http://[::1]:9000/a?b=c"] {
        assert!(address.parse::<CallbackAddress>().is_ok(), "{address}");
    }
    for address in [
        "https://127.0.0.1/",
        "http://192.168.0.1/x",
        "http://example.com/",
        "127.0.0.1:80",
        "http://localhost.evil.test/",
        "http://127.0.0.1/a b",
    ] {
        let error = address.parse::<CallbackAddress>().unwrap_err().to_string();
        assert!(error.contains("write http://127.0.0.1:PORT/PATH"), "{error}");
    }
}
