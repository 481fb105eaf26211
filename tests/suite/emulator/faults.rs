//! What goes wrong on purpose, as a client sees it.

use chatform::context::Clock;
use chatform::emulator::{EmulatorConfig, Fault, FaultRule};
use serde_json::json;

use super::caller::{CREATE, LIST, Stage, relaxed};

async fn with_faults(faults: Vec<FaultRule>) -> Stage {
    Stage::new(EmulatorConfig { faults, ..relaxed() }).await
}

fn stored(stage: &Stage) -> usize {
    stage.emulator.control().templates().unwrap().len()
}

#[tokio::test]
async fn a_throttled_request_does_nothing() {
    let stage = with_faults(vec![FaultRule::once(Fault::Throttle).on(CREATE)]).await;
    let answer = stage.create("order", "en").await;
    assert_eq!((answer.refusal(), answer.header("x-acs-retry-after")), ((400, "Throttling.User"), Some("1000")));
    assert_eq!(stored(&stage), 0);
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn the_products_own_flow_control_has_another_code() {
    let stage = with_faults(vec![FaultRule::once(Fault::LimitControl)]).await;
    assert_eq!(stage.create("order", "en").await.refusal(), (400, "System.LimitControl"));
    assert_eq!(stored(&stage), 0);
}

#[tokio::test]
async fn a_server_error_does_nothing() {
    let stage = with_faults(vec![
        FaultRule { times: Some(1), ..FaultRule::always(Fault::ServerError(503)) },
        FaultRule { times: Some(1), ..FaultRule::always(Fault::ServerError(500)).after(1) },
    ])
    .await;
    assert_eq!(stage.create("order", "en").await.refusal(), (503, "ServiceUnavailable"));
    assert_eq!(stage.create("order", "en").await.refusal(), (500, "InternalError"));
    assert_eq!(stored(&stage), 0);
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn latency_passes_on_the_clock_of_the_emulator() {
    let stage = with_faults(vec![FaultRule::once(Fault::Latency(2500))]).await;
    let before = stage.clock.elapsed();
    stage.create("order", "en").await.ok();
    assert_eq!((stage.clock.elapsed() - before).as_millis(), 2500);
}

#[tokio::test]
async fn a_reset_before_the_write_leaves_nothing_behind() {
    let stage = with_faults(vec![FaultRule::once(Fault::ResetBefore).on(CREATE)]).await;
    let error = stage.creation("order", "en").signed().try_send(&stage.emulator).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert_eq!((stored(&stage), stage.emulator.control().counters().all_writes()), (0, 0));
    stage.create("order", "en").await.ok();
}

#[tokio::test]
async fn a_lost_reply_hides_a_write_that_was_done() {
    let folder = tempfile::tempdir().unwrap();
    let faults = vec![FaultRule::once(Fault::LoseReply).on(CREATE)];
    let stage = Stage::new(EmulatorConfig { faults, state: Some(folder.path().into()), ..relaxed() }).await;
    let error = stage.creation("order", "en").signed().try_send(&stage.emulator).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert_eq!((stored(&stage), stage.emulator.control().counters().all_writes()), (1, 1));
    assert_eq!(stage.create("order", "en").await.code(), "InvalidParameter.TemplateNameExist");
}

#[tokio::test]
async fn a_truncated_body_breaks_off_in_the_middle() {
    let stage = with_faults(vec![FaultRule::once(Fault::TruncateBody)]).await;
    let bytes = super::caller::exchange(&stage.emulator, &stage.call(LIST).signed().bytes()).await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert_eq!(body.len(), 20, "{body}");
    assert!(!head.contains("content-length: 20\r\n"), "{head}");
    stage.send(stage.call(LIST)).await.ok();
}

#[tokio::test]
async fn a_list_can_change_between_two_pages() {
    let stage = with_faults(vec![FaultRule::once(Fault::ShiftPages).on(LIST).after(1)]).await;
    for name in ["a", "b", "c", "d"] {
        stage.create(name, "en").await.ok();
    }
    let page = async |index: usize| {
        let page = json!({ "Index": index, "Size": 2 }).to_string();
        let body = stage.send(stage.call(LIST).query("Page", page)).await.ok();
        let rows = body["ListTemplate"].as_array().unwrap().clone();
        let names: Vec<String> = rows.iter().map(|row| row["TemplateName"].as_str().unwrap().to_owned()).collect();
        (body["Total"].as_u64().unwrap(), names)
    };
    assert_eq!(page(1).await, (4, vec!["d".to_owned(), "c".to_owned()]));
    // What was the last of the first page is now the first of the second: seen twice, and the total has moved.
    assert_eq!(page(2).await, (5, vec!["c".to_owned(), "b".to_owned()]));
    assert_eq!(page(3).await, (5, vec!["a".to_owned()]));
}

#[tokio::test]
async fn chances_repeat_with_the_same_seed() {
    let run = async || {
        let stage = with_faults(vec![FaultRule::always(Fault::Throttle).percent(40)]).await;
        let mut struck = Vec::new();
        for _ in 0..30 {
            struck.push(stage.send(stage.call(LIST)).await.code() == "Throttling.User");
        }
        struck
    };
    let first = run().await;
    assert_eq!(first, run().await);
    assert!((5..=20).contains(&first.iter().filter(|struck| **struck).count()), "{first:?}");
}

#[tokio::test]
async fn faults_are_replaced_while_it_runs() {
    let stage = with_faults(vec![FaultRule::always(Fault::Throttle)]).await;
    assert_eq!(stage.send(stage.call(LIST)).await.code(), "Throttling.User");
    stage.emulator.control().set_faults(Vec::new());
    stage.send(stage.call(LIST)).await.ok();
}
