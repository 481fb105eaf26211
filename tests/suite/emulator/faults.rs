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

#[test]
fn rules_are_read_as_people_write_them() {
    let read = |text: &str| text.parse::<FaultRule>().unwrap();
    assert_eq!(read("CreateChatappTemplate:nth=3:lost-answer"), FaultRule::always(Fault::LoseReply).on(CREATE).nth(3));
    assert_eq!(read("throttle"), FaultRule::always(Fault::Throttle));
    assert_eq!(read("*:p=0.2:status=503"), FaultRule::always(Fault::ServerError(503)).percent(20));
    assert_eq!(
        read("after=2:times=4:latency=200..800"),
        FaultRule { times: Some(4), ..FaultRule::always(Fault::Jitter(200, 800)).after(2) }
    );
    assert_eq!(read("ListChatappTemplate:latency=50ms"), FaultRule::always(Fault::Latency(50)).on(LIST));
    let file = FaultRule::all_of("# what goes wrong\n\nreset\nListChatappTemplate:stale-list\n").unwrap();
    assert_eq!(file, [FaultRule::always(Fault::ResetBefore), FaultRule::always(Fault::StaleList).on(LIST)]);
    for (wrong, said) in [
        ("explosion", "`explosion` is no fault"),
        ("status=200", "is no fault"),
        ("nth=0:reset", "nth counts from 1"),
        ("p=2:reset", "no number from 0 to 1"),
        ("often=1:reset", "`often` is no condition"),
        ("Create:now:reset", "`now` is no condition"),
    ] {
        let error = wrong.parse::<FaultRule>().unwrap_err().to_string();
        assert!(error.contains(said) && error.contains(wrong), "{wrong}: {error}");
    }
}

#[tokio::test]
async fn an_answer_can_be_a_page_or_call_itself_xml_and_the_change_is_done() {
    let stage = with_faults(vec![
        FaultRule::once(Fault::NotJson).on(CREATE),
        FaultRule::always(Fault::WrongType).on(CREATE).nth(2),
    ])
    .await;
    let page = stage.create("order", "en").await;
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html")));
    assert!(page.text.starts_with("<html>"), "{}", page.text);
    let other = stage.create("promo", "en").await;
    assert_eq!((other.header("content-type"), other.code()), (Some("text/xml;charset=utf-8"), "OK"));
    assert_eq!(stored(&stage), 2);
}

#[tokio::test]
async fn a_list_can_be_stale_for_every_kind_of_change() {
    let stage = with_faults(vec![]).await;
    stage.create("a", "en").await.ok();
    stage.create("b", "en").await.ok();
    let listed = async || {
        stage.emulator.control().set_faults(vec![FaultRule::once(Fault::StaleList).on(LIST)]);
        let body = stage.send(stage.call(LIST)).await.ok();
        let rows = body["ListTemplate"].as_array().unwrap().clone();
        let text = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
        rows.iter().map(|row| format!("{}:{}", text(row, "TemplateName"), text(row, "Category"))).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, ["a:UTILITY"], "the new one is not there yet");
    stage.emulator.control().recategorise("a", "MARKETING").unwrap();
    assert_eq!(listed().await, ["b:UTILITY", "a:UTILITY"], "the change is not there yet");
    stage.send(stage.call("DeleteChatappTemplate").query("TemplateName", "b")).await.ok();
    assert_eq!(listed().await, ["b:UTILITY", "a:MARKETING"], "the deleted one is still there");
    let now = stage.send(stage.call(LIST)).await.ok();
    assert_eq!((now["Total"].as_u64(), now["ListTemplate"].as_array().unwrap().len()), (Some(1), 1));
}

#[tokio::test]
async fn rows_can_move_and_the_total_can_change_between_pages() {
    let stage = with_faults(vec![]).await;
    for name in ["a", "b", "c", "d"] {
        stage.create(name, "en").await.ok();
    }
    let page = async |index: usize, fault: Fault| {
        stage.emulator.control().set_faults(vec![FaultRule::once(fault).on(LIST)]);
        let page = json!({ "Index": index, "Size": 2 }).to_string();
        let body = stage.send(stage.call(LIST).query("Page", page)).await.ok();
        let rows = body["ListTemplate"].as_array().unwrap().clone();
        let names: Vec<String> = rows.iter().map(|row| row["TemplateName"].as_str().unwrap().to_owned()).collect();
        (body["Total"].as_u64().unwrap(), names.join(""))
    };
    assert_eq!(page(1, Fault::MovingRows).await, (4, "dc".into()));
    assert_eq!(page(2, Fault::MovingRows).await, (4, "cb".into()), "seen twice, and one is missed");
    assert_eq!(page(1, Fault::ChangingTotal).await, (4, "dc".into()));
    assert_eq!(page(2, Fault::ChangingTotal).await, (5, "ba".into()));
}

#[tokio::test]
async fn jitter_lies_between_its_bounds_and_repeats_with_the_seed() {
    let run = async |seed: u64| {
        let faults = vec![FaultRule::always(Fault::Jitter(200, 800))];
        let stage = Stage::new(EmulatorConfig { faults, fault_seed: Some(seed), ..relaxed() }).await;
        let mut waited = Vec::new();
        for _ in 0..10 {
            let before = stage.clock.elapsed();
            stage.send(stage.call(LIST)).await.ok();
            waited.push((stage.clock.elapsed() - before).as_millis());
        }
        waited
    };
    let first = run(7).await;
    assert!(first.iter().all(|waited| (200..=800).contains(waited)), "{first:?}");
    assert_eq!(first, run(7).await);
    assert_ne!(first, run(8).await);
}
