//! A space in a file, and plans without credentials.

use serde_json::Value;

use crate::support::{RawServer, Sandbox, Server, git};

/// A project at a served emulator with `hello/en` in it, and a snapshot of it.
fn taken() -> (Sandbox, Server, Sandbox) {
    let folder = Sandbox::new();
    let server = Server::start(&folder, &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox.run(&["snapshot", "-o", "snapshot.json"]).exits_with(0);
    (folder, server, sandbox)
}

/// The same project without credentials, and with nobody at its endpoint.
fn fork(of: &Sandbox) -> Sandbox {
    let nobody = RawServer::start(Vec::new());
    let endpoint = nobody.endpoint().to_owned();
    drop(nobody);
    let original = of.read("chatform.yaml");
    let from = original.find("http://").unwrap();
    let to = from + original[from..].find('"').unwrap();
    Sandbox::new()
        .file("chatform.yaml", original.replace(&original[from..to], &endpoint))
        .file("templates/hello.yaml", Sandbox::HELLO)
        .file("snapshot.json", of.read("snapshot.json"))
}

#[test]
fn a_fork_plans_against_a_snapshot_without_credentials() {
    let (_folder, _server, sandbox) = taken();
    let fork = fork(&sandbox);
    let same = fork.run(&["plan", "--against", "snapshot.json"]).exits_with(0);
    assert!(same.stdout.contains("No changes: 1 unchanged"), "{}", same.stdout);
    assert!(same.stderr.contains("as the service was at 2"), "{}", same.stderr);
    fork.write("templates/new.yaml", Sandbox::HELLO.replace("hello", "new").replace("table", "boat"));
    let ran = fork.run(&["plan", "--against", "snapshot.json", "--detailed-exitcode"]).exits_with(2);
    assert!(ran.stdout.contains("+ create new/en"), "{}", ran.stdout);
}

#[test]
fn a_plan_against_a_snapshot_is_that_against_the_service() {
    let (_folder, _server, sandbox) = taken();
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    let live = sandbox.run(&["plan", "--format", "markdown"]).exits_with(0).stdout;
    let offline = sandbox.run(&["plan", "--format", "markdown", "--against", "snapshot.json"]).exits_with(0).stdout;
    assert_eq!(live, offline);
}

#[test]
fn a_snapshot_holds_no_secret() {
    let (_folder, _server, sandbox) = taken();
    let text = sandbox.read("snapshot.json");
    assert!(!text.contains("test-ak"), "{text}");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["snapshot"]["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_snapshot_that_is_not_whole_or_not_ours_is_refused() {
    let (_folder, _server, sandbox) = taken();
    let whole = sandbox.read("snapshot.json");
    let spoilt = [
        (whole[..whole.len() / 2].to_owned(), "not a snapshot"),
        ("[]".to_owned(), "not a snapshot"),
        (String::new(), "not a snapshot"),
        (whole.replace("\"version\": 1", "\"version\": 2"), "version 2"),
        (whole.replace("chatform-snapshot", "other"), "its `format` is not"),
        (whole.replace("table", "fable"), "was changed after it was written"),
        (format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)), "not a snapshot"),
    ];
    for (text, fact) in spoilt {
        sandbox.write("snapshot.json", &text);
        let ran = sandbox.run(&["plan", "--against", "snapshot.json"]).exits_with(5);
        assert!(ran.stderr.contains(fact), "{fact}: {}", ran.stderr);
    }
    sandbox.run(&["plan", "--against", "nothing.json"]).exits_with(64);
}

#[test]
fn a_snapshot_of_another_environment_is_refused() {
    let (_folder, _server, sandbox) = taken();
    let other = sandbox.read("chatform.yaml").replace("  test:", "  other:");
    sandbox.write("chatform.yaml", format!("{}{}", sandbox.read("chatform.yaml"), other.lines().nth(1).unwrap()));
    let ran = sandbox.run(&["plan", "--env", "other", "--against", "snapshot.json"]).exits_with(5);
    assert!(ran.stderr.contains("the snapshot is of environment `test`"), "{}", ran.stderr);
}

#[test]
fn a_snapshot_is_a_side_of_a_comparison() {
    let (_folder, _server, sandbox) = taken();
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    git(&sandbox, &["init", "--quiet"]);
    let ran = sandbox.run(&["diff", "snapshot.json", "."]).exits_with(0).stdout;
    assert!(ran.contains("~ differs hello/en"), "{ran}");
}
