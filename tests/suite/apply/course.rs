//! How a run goes: failures and their ceiling, exact counters, events, one run at a time.

use std::io::Write;
use std::sync::{Arc, Mutex};

use chatform::cli::{self, Exit, Output};
use chatform::context::{Context, Environment, Terminal};
use serde_json::{Value, json};

use crate::support::{Ran, Sandbox, Server};

/// So many templates at an emulator of its own.
fn project(templates: usize) -> (Sandbox, Server) {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    for number in 0..templates {
        let text =
            Sandbox::HELLO.replace("hello", &format!("order_{number:02}")).replace("table", &format!("order {number}"));
        sandbox.write(&format!("templates/order_{number:02}.yaml"), text);
    }
    (sandbox, server)
}

/// From the third creation on, so many are lost on the way.
fn with_failures(server: &Server, times: u32) {
    let fault = json!({ "fault": "reset_before", "action": "CreateChatappTemplate", "after": 2, "times": times });
    server.control("faults", Some(json!([fault])));
}

fn events(sandbox: &Sandbox) -> Vec<Value> {
    sandbox.read("events.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn independent_items_go_on_after_a_failure_and_the_counters_are_exact() {
    let (sandbox, server) = project(8);
    with_failures(&server, 3);
    let ran = sandbox.run(&["apply", "--yes"]).exits_with(4);
    assert!(ran.stdout.contains("Applied: 5 done, 3 failed"), "{}", ran.stdout);
    assert!(ran.stderr.contains("[8/8] "), "{}", ran.stderr);
}

#[test]
fn fail_fast_and_max_failures_begin_nothing_new() {
    for (arguments, counts) in [
        (&["--fail-fast"][..], "Applied: 2 done, 1 failed, 5 not started"),
        (&["--max-failures", "2"], "Applied: 2 done, 2 failed, 4 not started"),
        (&["--max-failures", "4"], "Applied: 5 done, 3 failed"),
    ] {
        let (sandbox, server) = project(8);
        with_failures(&server, 3);
        let ran = sandbox.run(&[&["apply", "--yes", "--jobs", "1"], arguments].concat()).exits_with(4);
        assert!(ran.stdout.contains(counts), "{arguments:?}: {}", ran.stdout);
        server.control("faults", Some(json!([])));
        sandbox.run(&["retry", "--yes"]).exits_with(0);
        assert!(sandbox.run(&["plan"]).exits_with(0).stdout.starts_with("No changes: 8 unchanged"));
    }
}

#[test]
fn events_are_versioned_and_complete() {
    let (sandbox, server) = project(3);
    with_failures(&server, 1);
    sandbox.run(&["apply", "--yes", "--jobs", "1", "--events", "events.ndjson"]).exits_with(4);
    let events = events(&sandbox);
    assert_eq!(events[0], json!({ "format": "chatform-events", "version": 1 }));
    let kinds: Vec<&str> = events[1..].iter().map(|event| event["event"].as_str().unwrap()).collect();
    let items = ["item_began", "item_ended"].repeat(3);
    let whole =
        [&["began", "reading"][..], &items, &["reading", "item_settled", "verdict", "verdict", "ended"]].concat();
    assert_eq!(kinds, whole);
    let results = |kind: &str| -> Vec<&str> {
        let of_kind = events.iter().filter(|event| event["event"] == kind);
        of_kind.map(|event| event["outcome"]["result"].as_str().unwrap()).collect()
    };
    assert_eq!((results("item_ended"), results("item_settled")), (vec!["done", "done", "unknown"], vec!["failed"]));
    let last = events.last().unwrap();
    assert_eq!((&last["tally"]["done"], &last["tally"]["failed"], &last["exit"]), (&json!(2), &json!(1), &json!(4)));
    for event in &events[1..] {
        assert!(event["at"].as_str().unwrap().ends_with('Z'), "{event}");
    }
}

#[test]
fn events_that_cannot_be_written_stop_the_run_before_its_first_write() {
    let (sandbox, server) = project(1);
    for file in ["/dev/full", "no/such/folder/events"] {
        let ran = sandbox.run(&["apply", "--yes", "--events", file]).exits_with(5);
        assert!(ran.stderr.contains("leave --events out"), "{}", ran.stderr);
    }
    assert_eq!(server.control("templates", None), json!([]));
}

#[test]
fn a_second_run_of_an_environment_is_refused_while_the_first_is_under_way() {
    let (sandbox, server) = project(1);
    server.control(
        "faults",
        Some(json!([{ "fault": { "latency": 3000 }, "action": "CreateChatappTemplate", "times": 1 }])),
    );
    let mut first = sandbox.command(&["apply", "--yes"]).spawn().unwrap();
    let id = first.id();
    // From its journal on, the first run is past everything that could keep it from holding the lock.
    while crate::support::journals(sandbox.path()).is_empty() {
        assert!(first.try_wait().unwrap().is_none(), "the first run ended by itself");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    for command in [&["apply", "--yes"][..], &["retry", "--yes"]] {
        let second = sandbox.run(command).exits_with(5);
        let fact = format!("another run for the environment `test` is under way (process {id})");
        assert!(second.stderr.contains(&fact), "{}", second.stderr);
    }
    Ran::from(first.wait_with_output().unwrap()).exits_with(0);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
}

/// Keeps what is written to it.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_terminal_gets_a_bar_and_everything_else_a_line_for_each_item() {
    let (sandbox, server) = project(8);
    let lines = sandbox.run(&["apply", "--yes"]).exits_with(0).stderr;
    assert_eq!(lines.matches("] done: create order_").count(), 8, "{lines}");
    assert!(lines.contains("[8/8] done: ") && !lines.contains("[####"), "{lines}");

    std::fs::remove_dir_all(sandbox.path().join("templates")).unwrap();
    sandbox.write("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "bill"));
    let key = [("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret")];
    let terminal = Terminal { stderr: true, width: Some(80), ..Terminal::default() };
    let context = Context { environment: Environment::of(sandbox.path(), key).into(), terminal, ..Context::real() };
    let kept = Kept::default();
    let output = Output::new(Box::new(std::io::sink()), Box::new(kept.clone()), terminal);
    assert_eq!(cli::run(["chatform", "apply", "--yes"].map(Into::into), &context, output), Exit::Ok);
    let bar = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(
        bar.contains("[........................] 0 of 1") && bar.contains("[########################] 1 of 1"),
        "{bar:?}"
    );
    assert!(!bar.contains("done: create"), "{bar:?}");
    drop(server);
}
