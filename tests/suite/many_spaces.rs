//! An environment of several spaces: each for itself, one summary, and no failure that stops the others.

use crate::support::{Sandbox, Server};

/// A project with two spaces of a served emulator.
fn two_spaces() -> (Sandbox, Server, Sandbox) {
    let folder = Sandbox::new();
    let server = Server::start(&folder, &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    let project = sandbox.read("chatform.yaml").replace("endpoint:", "spaces: [cams-1, cams-2], endpoint:");
    sandbox.write("chatform.yaml", project);
    (folder, server, sandbox)
}

#[test]
fn each_space_is_planned_applied_and_asked_for_itself() {
    let (_folder, _server, sandbox) = two_spaces();
    let plan = sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(2).stdout;
    assert!(plan.contains("== space cams-1\n") && plan.contains("== space cams-2\n"), "{plan}");
    assert_eq!(plan.matches("Plan: 1 to create").count(), 2, "{plan}");
    let applied = sandbox.run(&["apply", "--yes"]).exits_with(0).stdout;
    assert_eq!(applied.matches("Applied: 1 done").count(), 2, "{applied}");
    assert!(applied.ends_with("2 spaces: 2 fine\n"), "{applied}");
    let status = sandbox.run(&["status"]).exits_with(0).stdout;
    assert_eq!(status.matches("1 of 1 approved").count(), 2, "{status}");
    let drift = sandbox.run(&["drift"]).exits_with(0).stdout;
    assert_eq!(drift.matches("No drift").count(), 2, "{drift}");
}

#[test]
fn one_space_can_be_named() {
    let (_folder, _server, sandbox) = two_spaces();
    let applied = sandbox.run(&["apply", "--yes", "--space", "cams-2"]).exits_with(0).stdout;
    assert!(!applied.contains("==") && applied.contains("space cams-2"), "{applied}");
    let plan = sandbox.run(&["plan"]).exits_with(0).stdout;
    assert!(plan.contains("1 to create") && plan.contains("No changes: 1 unchanged"), "{plan}");
    let ran = sandbox.run(&["plan", "--space", "cams-3"]).exits_with(64);
    assert!(ran.stderr.contains("has no space cams-3") && ran.stderr.contains("cams-1, cams-2"), "{}", ran.stderr);
}

#[test]
fn a_failure_in_one_space_does_not_stop_the_others() {
    let (_folder, _server, sandbox) = two_spaces();
    sandbox.run(&["apply", "--yes", "--space", "cams-1"]).exits_with(0);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "parcel"));
    let ran = sandbox.run(&["apply", "--yes"]).exits_with(4).stdout;
    assert!(ran.contains("1 blocked") && ran.contains("Applied: 1 done"), "{ran}");
    assert!(ran.contains("2 spaces: 1 fine, 1 otherwise\n  cams-1 ") && ran.contains("(4)"), "{ran}");
}

#[test]
fn plans_are_saved_one_for_each_space_and_applied_where_they_were_made_for() {
    let (_folder, _server, sandbox) = two_spaces();
    sandbox.run(&["plan", "-o", "plan.json"]).exits_with(0);
    assert!(!sandbox.exists("plan.json"));
    sandbox.run(&["apply", "plan.cams-2.json", "--yes"]).exits_with(0);
    let plan = sandbox.run(&["plan", "--space", "cams-1"]).exits_with(0).stdout;
    assert!(plan.contains("1 to create"), "{plan}");
    sandbox.run(&["apply", "plan.cams-1.json", "--yes"]).exits_with(0);
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
}

#[test]
fn what_works_on_one_space_asks_which() {
    let (_folder, _server, sandbox) = two_spaces();
    for command in [&["snapshot"][..], &["pull"], &["diff", "test", "test"]] {
        let ran = sandbox.run(command).exits_with(64);
        assert!(ran.stderr.contains("names 2 spaces") && ran.stderr.contains("--space"), "{}", ran.stderr);
    }
    let ran = sandbox.run(&["apply", "--approve", "sha256:0"]).exits_with(64);
    assert!(ran.stderr.contains("a digest approves the plan of one space"), "{}", ran.stderr);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["snapshot", "--space", "cams-1", "-o", "snapshot.json"]).exits_with(0);
    let plan = sandbox.run(&["plan", "--against", "snapshot.json"]).exits_with(0).stdout;
    assert!(plan.contains("No changes: 1 unchanged"), "{plan}");
}
