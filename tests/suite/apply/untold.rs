//! Apply that cannot say or ask what it wants to: how it ends, and that it never hides what it wrote.

use std::io::{ErrorKind, Write};
use std::process::Stdio;
use std::sync::Arc;

use chatform::cli::{self, Exit, Output};
use chatform::context::{Context, Environment};
use serde_json::json;

use crate::support::{Ran, Sandbox, Server};

const LOCAL: &str = "environments:\n  local: { emulator: { state: .chatform/emulator }, wait_for_review: 10s }\n";

fn local() -> Sandbox {
    Sandbox::new().file("chatform.yaml", LOCAL).file("templates/hello.yaml", Sandbox::HELLO)
}

/// Applies with the list failing for good after so many answers.
fn applied_with_failing_list(answers: u32) -> Ran {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    let fault = json!({ "fault": { "server_error": 500 }, "action": "ListChatappTemplate", "after": answers });
    server.control("faults", Some(json!([fault])));
    sandbox.run(&["apply", "--yes"])
}

#[test]
fn a_list_that_fails_before_the_first_write_ends_with_unavailable() {
    for answers in [0, 1] {
        let ran = applied_with_failing_list(answers).exits_with(69);
        assert!(!ran.stdout.contains("Applied"), "{}", ran.stdout);
    }
}

#[test]
fn a_list_that_fails_after_the_last_write_leaves_the_run_incomplete() {
    let ran = applied_with_failing_list(2).exits_with(4);
    assert!(ran.stdout.contains("Applied: 1 done"), "{}", ran.stdout);
    assert!(ran.stderr.contains("could not be read after the last write"), "{}", ran.stderr);
}

#[test]
fn a_review_that_could_not_be_asked_for_is_still_pending() {
    let ran = applied_with_failing_list(3).exits_with(6);
    assert!(ran.stdout.contains("Applied: 1 done") && ran.stderr.contains("chatform status"), "{ran:?}");
}

#[test]
fn a_plan_that_cannot_be_shown_is_not_carried_out() {
    let sandbox = local();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut apply = sandbox.command(&["apply", "--yes"]);
    let ran: Ran = apply.stdout(Stdio::from(full)).output().unwrap().into();
    assert!(ran.stderr.contains("standard output cannot be written"), "{}", ran.stderr);
    ran.exits_with(69);
    assert!(!sandbox.exists(".chatform/runs"));
}

#[test]
fn a_reader_that_has_seen_enough_does_not_stop_the_writes() {
    let sandbox = local();
    let mut apply = sandbox.command(&["apply", "--yes"]).spawn().unwrap();
    drop(apply.stdout.take());
    Ran::from(apply.wait_with_output().unwrap()).exits_with(0);
    let ran = sandbox.run(&["plan"]).exits_with(0);
    assert!(ran.stdout.starts_with("No changes"), "{}", ran.stdout);
}

/// Takes one text, and then the disk is full.
struct OneText(bool);

impl Write for OneText {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0 { Err(ErrorKind::StorageFull.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0 = true;
        Ok(())
    }
}

#[test]
fn a_result_that_is_lost_after_the_writes_is_not_called_unavailable() {
    let sandbox = local();
    let context = Context { environment: Arc::new(Environment::of(sandbox.path(), [])), ..Context::real() };
    let output = Output::new(Box::new(OneText(false)), Box::new(std::io::sink()), context.terminal);
    let exit = cli::run(["chatform", "apply", "--yes"].map(Into::into), &context, output);
    assert_eq!(exit, Exit::Incomplete);
    assert!(sandbox.exists(".chatform/runs"));
}
