//! What is kept of the reports.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use chatform::callbacks::{Event, Folder, Kind, Latest};
use jiff::Timestamp;

use super::{Listening, audit, post, status};
use crate::support::Sandbox;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_batch_is_kept_in_its_order_and_acknowledged() {
    let sandbox = Sandbox::new();
    let listening = Listening::start(&sandbox, &[]);
    let inbound = "{\"MessageId\":\"7\",\"From\":\"86138\",\"To\":\"86139\",\"Type\":\"TEXT\",\"Message\":\"hi\"}";
    let batch = format!("[{},{},{inbound},{{\"New\":1}}]", status("1", "Sent"), audit("paused"));
    assert_eq!(listening.post("/", &batch), Some((200, "{\"code\":0,\"msg\":\"OK\"}".to_owned())));
    let kinds: Vec<Kind> = listening.recorded().iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [Kind::Status, Kind::Audit, Kind::Inbound, Kind::Other]);
    assert_eq!(listening.recorded()[0].text("Timestamp").as_deref(), Some("1691043638000"), "keys lose their blanks");
}

#[test]
fn a_report_that_is_sent_again_is_acknowledged_and_kept_once() {
    let sandbox = Sandbox::new();
    let mut listening = Listening::start(&sandbox, &[]);
    for _ in 0..3 {
        assert_eq!(listening.post("/", &format!("[{0},{0}]", status("1", "Sent"))).unwrap().0, 200);
    }
    assert_eq!(listening.post("/", &status("1", "Delivered")).unwrap().0, 200);
    assert_eq!(listening.recorded().len(), 2);
    listening.kill();
    let again = Listening::start(&sandbox, &[]);
    assert_eq!(again.post("/", &status("1", "Sent")).unwrap().0, 200);
    assert_eq!(again.recorded().len(), 2, "also after it was started again");
}

#[test]
fn a_template_that_is_paused_again_is_reported_again() {
    let sandbox = Sandbox::new();
    let listening = Listening::start(&sandbox, &[]);
    for state in ["pass", "pass", "paused", "pass", "paused", "paused"] {
        assert_eq!(listening.post("/", &audit(state)).unwrap().0, 200);
    }
    let states: Vec<String> = listening.recorded().iter().filter_map(|event| event.text("AuditStatus")).collect();
    assert_eq!(states, ["pass", "paused", "pass", "paused"]);
}

#[test]
fn every_day_has_a_file_and_yesterday_is_remembered() {
    let sandbox = Sandbox::new();
    let report = |text: &str, now| vec![Event::new(now, serde_json::from_str(text).unwrap())];
    let (monday, tuesday, friday) =
        (at("2026-11-16T23:59:59Z"), at("2026-11-17T00:00:01Z"), at("2026-11-20T12:00:00Z"));
    let mut folder = Folder::open(sandbox.path(), monday).unwrap();
    assert_eq!(folder.record(report(&status("1", "Sent"), monday), monday).unwrap().len(), 1);
    assert_eq!(folder.record(report(&status("1", "Sent"), tuesday), tuesday).unwrap().len(), 0);
    assert_eq!(folder.record(report(&status("2", "Sent"), tuesday), tuesday).unwrap().len(), 1);
    drop(folder);
    let mut folder = Folder::open(sandbox.path(), tuesday).unwrap();
    assert_eq!(folder.record(report(&status("1", "Sent"), tuesday), tuesday).unwrap().len(), 0);
    assert_eq!(folder.record(report(&status("3", "Sent"), friday), friday).unwrap().len(), 1);
    for day in ["2026-11-16", "2026-11-17", "2026-11-20"] {
        assert!(sandbox.exists(&format!("{day}.ndjson")), "{day}");
    }
}

#[test]
fn the_latest_of_each_message_and_template_is_found() {
    let sandbox = Sandbox::new();
    let now = at("2026-11-20T12:00:00Z");
    let failed =
        "{\"MessageId\":\"2\",\"Status\":\"Failed\",\"ErrorCode\":131026,\"ErrorDescription\":\"not reachable\"}";
    let texts = [status("1", "Read"), status("1", "Sent"), failed.to_owned(), audit("pass"), audit("paused")];
    let events = texts.iter().map(|text| Event::new(now, serde_json::from_str(text).unwrap())).collect();
    Folder::open(sandbox.path(), now).unwrap().record(events, now).unwrap();
    let latest = Latest::read(sandbox.path()).unwrap();
    assert_eq!(latest.message("1").unwrap().state, "Read", "reports overtake each other");
    assert_eq!(latest.message("2").unwrap().error_code.as_deref(), Some("131026"));
    assert_eq!(latest.audit("820561547132813184", "en").unwrap().status, "paused");
    assert_eq!(latest.message("3"), None);
    assert!(Latest::read(&sandbox.path().join("nowhere")).unwrap().message("1").is_none());
}

#[test]
fn numbers_are_masked_unless_asked_for() {
    for (more, number) in [(&[][..], "86*******5678"), (&["--show-numbers"], "8613912345678")] {
        let sandbox = Sandbox::new();
        let arguments = [&["listen", "--to", "reports"], more].concat();
        let mut process = sandbox.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let endpoint = lines.next().unwrap().unwrap();
        let address = endpoint.trim_start_matches("http://").trim_end_matches('/');
        post(address, "/", &status("1", "Delivered")).unwrap();
        let line = lines.next().unwrap().unwrap();
        assert!(line.ends_with(&format!("Delivered  to {number}")), "{line}");
        process.kill().unwrap();
        process.wait().unwrap();
    }
}

#[test]
fn one_folder_has_one_listener() {
    let sandbox = Sandbox::new();
    let listening = Listening::start(&sandbox, &[]);
    let second = sandbox.run(&["listen", "--to", "reports"]).exits_with(69);
    assert!(second.stderr.contains("held by process"), "{}", second.stderr);
    assert_eq!(listening.post("/", &status("1", "Sent")).unwrap().0, 200);
}
