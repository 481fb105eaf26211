//! Ctrl-C during apply: the first finishes what is under way, the second gives it up; the journal says what came of it.

use std::process::{Child, Command};
use std::time::Duration;

use chatform::apply::{Outcome, Record};
use serde_json::json;

use crate::support::{self, Ran, Sandbox, Server, journals};

/// A project whose environment waits for the review as long as it takes.
fn project(server: &Server) -> Sandbox {
    let sandbox = Sandbox::project_at(server.endpoint());
    sandbox.write("chatform.yaml", sandbox.read("chatform.yaml").replace("10s", "24h"));
    sandbox
}

fn interrupt(apply: &Child) {
    let sent = Command::new("kill").args(["-INT", &apply.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// What the only journal says so far.
fn records(sandbox: &Sandbox) -> Vec<Record> {
    journals(sandbox.path()).iter().flat_map(|journal| support::records(journal)).collect()
}

fn wait_until(apply: &mut Child, reached: impl Fn() -> bool) {
    while !reached() {
        assert!(apply.try_wait().unwrap().is_none(), "apply ended by itself");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn ended(apply: Child) -> Ran {
    Ran::from(apply.wait_with_output().unwrap()).exits_with(130)
}

#[test]
fn an_interrupt_ends_the_waiting_for_a_review() {
    let server = Server::start(&Sandbox::new(), &["--review", "manual"]);
    let sandbox = project(&server);
    let mut apply = sandbox.command(&["apply", "--yes"]).spawn().unwrap();
    wait_until(&mut apply, || matches!(records(&sandbox).last(), Some(Record::Ended { .. })));
    interrupt(&apply);
    let ran = ended(apply);
    assert!(ran.stdout.contains("Applied: 1 done"), "{}", ran.stdout);
    assert!(ran.stdout.contains("under review") || ran.stdout.contains("waiting for review"), "{}", ran.stdout);
}

#[test]
fn a_second_interrupt_gives_up_and_the_journal_says_what_is_unknown() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server);
    server.control("faults", Some(json!([{ "fault": { "latency": 600_000 }, "action": "CreateChatappTemplate" }])));
    let mut apply = sandbox.command(&["apply", "--yes"]).spawn().unwrap();
    wait_until(&mut apply, || matches!(records(&sandbox).last(), Some(Record::Intent { .. })));
    // The signal is ours from the first request on; the second one is sent until it is heard.
    interrupt(&apply);
    std::thread::sleep(Duration::from_millis(200));
    while apply.try_wait().unwrap().is_none() {
        interrupt(&apply);
        std::thread::sleep(Duration::from_millis(20));
    }
    let ran = ended(apply);
    assert!(
        ran.stderr.contains("finishing what is under way") && ran.stderr.contains("unknown: hello/en"),
        "{}",
        ran.stderr
    );
    let records = records(&sandbox);
    assert!(
        matches!(
            &records[records.len() - 2..],
            [Record::Outcome { outcome: Outcome::Unknown { .. }, .. }, Record::Ended { tally, .. }] if tally.unknown == 1
        ),
        "{records:?}"
    );
}

#[test]
fn the_first_interrupt_finishes_what_is_under_way_and_a_retry_the_rest() {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = project(&server);
    for number in 0..12 {
        let text =
            Sandbox::HELLO.replace("hello", &format!("order_{number}")).replace("table", &format!("order {number}"));
        sandbox.write(&format!("templates/order_{number}.yaml"), text);
    }
    server.control("faults", Some(json!([{ "fault": { "latency": 150 }, "action": "CreateChatappTemplate" }])));
    let mut apply = sandbox.command(&["apply", "--yes", "--jobs", "2"]).spawn().unwrap();
    wait_until(&mut apply, || matches!(records(&sandbox).last(), Some(Record::Outcome { .. } | Record::Intent { .. })));
    interrupt(&apply);
    let ran = ended(apply);
    assert!(ran.stdout.contains(" not started") && !ran.stdout.contains("unknown"), "{}", ran.stdout);
    assert!(ran.stderr.contains("chatform retry "), "{}", ran.stderr);
    server.control("faults", Some(json!([])));
    sandbox.run(&["retry", "--yes"]).exits_with(0);
    assert!(sandbox.run(&["plan"]).exits_with(0).stdout.starts_with("No changes: 13 unchanged"));
}
