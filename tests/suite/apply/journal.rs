//! The journals of past runs: listed, shown, checked, and finished; spoilt ones are told and nothing is lost.

use chatform::apply::PastRun;
use serde_json::{Value, json};

use crate::support::{Ran, Sandbox, Server, journals};

/// Three templates at an emulator of its own; the creation of the second fails.
fn half_done() -> (Sandbox, Server) {
    let server = Server::start(&Sandbox::new(), &[]);
    let sandbox = Sandbox::project_at(server.endpoint());
    for name in ["bye", "later"] {
        let text = Sandbox::HELLO.replace("hello", name).replace("table", name);
        sandbox.write(&format!("templates/{name}.yaml"), text);
    }
    let fault = json!({ "fault": "reset_before", "action": "CreateChatappTemplate", "after": 1, "times": 1 });
    server.control("faults", Some(json!([fault])));
    sandbox.run(&["apply", "--yes", "--jobs", "1"]).exits_with(4);
    (sandbox, server)
}

/// The id of the newest run.
fn newest(sandbox: &Sandbox) -> String {
    let last = journals(sandbox.path()).pop().unwrap();
    last.file_stem().unwrap().to_str().unwrap().to_owned()
}

fn as_json(ran: Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn a_run_is_listed_shown_and_finished() {
    let (sandbox, _server) = half_done();
    let id = newest(&sandbox);
    let listed = sandbox.run(&["journal"]).exits_with(0).stdout;
    assert!(listed.contains(&id) && listed.contains("2 done, 1 failed"), "{listed}");
    let shown = sandbox.run(&["journal", &id[..18]]).exits_with(0).stdout;
    assert!(shown.contains("failed        create     ") && shown.contains(&format!("chatform retry {id}")), "{shown}");

    let retried = sandbox.run(&["retry", "--yes"]).exits_with(0);
    assert!(retried.stdout.contains("Applied: 1 done"), "{}", retried.stdout);
    assert!(sandbox.run(&["plan"]).exits_with(0).stdout.starts_with("No changes: 3 unchanged"));
    let journal = as_json(sandbox.run(&["journal", &newest(&sandbox), "--format", "json"]).exits_with(0));
    assert_eq!(journal["runs"][0]["retries"], json!(id));
    assert_eq!(journal["runs"][0]["finished"], json!(true));
}

#[test]
fn nothing_is_left_of_a_finished_run() {
    let (sandbox, _server) = half_done();
    sandbox.run(&["retry", "--yes"]).exits_with(0);
    let ran = sandbox.run(&["retry", "--yes"]).exits_with(0);
    assert!(ran.stdout.contains("Nothing is left of run") && ran.stdout.contains("1 done"), "{}", ran.stdout);
}

#[test]
fn a_retry_sends_nothing_that_somebody_else_did_meanwhile() {
    let (sandbox, server) = half_done();
    let first = newest(&sandbox);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let writes = server.control("counters", None);
    let ran = sandbox.run(&["retry", &first, "--yes"]).exits_with(0);
    assert!(ran.stdout.contains("Applied: 1 there already"), "{}", ran.stdout);
    let creates = |counters: &Value| counters["writes"].clone();
    assert_eq!(creates(&server.control("counters", None)), creates(&writes));
}

#[test]
fn a_project_without_runs_says_so() {
    let sandbox = Sandbox::project_at("http://127.0.0.1:9");
    assert!(sandbox.run(&["journal"]).exits_with(0).stderr.contains("there are no runs yet"));
    sandbox.run(&["retry", "--yes"]).exits_with(3);
    sandbox.run(&["journal", "2026"]).exits_with(3);
}

#[test]
fn a_journal_that_was_changed_does_not_verify_and_is_not_retried() {
    let (sandbox, _server) = half_done();
    let journal = journals(sandbox.path()).pop().unwrap();
    assert!(sandbox.run(&["journal", "--verify"]).exits_with(0).stdout.starts_with("ok"));
    let whole = std::fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let without_line = [&lines[..4], &lines[5..]].concat().concat();
    let swapped = [&lines[..3], &[lines[4], lines[3]], &lines[5..]].concat().concat();
    let edited = whole.replacen("\"result\":\"failed\"", "\"result\":\"stale\"", 1);
    for (spoilt, fact) in [(without_line, "does not follow"), (swapped, "does not follow"), (edited, "does not follow")]
    {
        assert_ne!(spoilt, whole);
        std::fs::write(&journal, spoilt).unwrap();
        let ran = sandbox.run(&["journal", "--verify"]).exits_with(1);
        assert!(ran.stdout.starts_with("damaged") && ran.stdout.contains(fact), "{}", ran.stdout);
        let ran = sandbox.run(&["retry", "--yes"]).exits_with(5);
        assert!(ran.stderr.contains("is damaged"), "{}", ran.stderr);
    }
}

#[test]
fn a_corrupt_newer_or_foreign_journal_is_told_and_stops_no_apply() {
    let (sandbox, _server) = half_done();
    let journal = journals(sandbox.path()).pop().unwrap();
    let whole = std::fs::read_to_string(&journal).unwrap();
    let header = whole.lines().next().unwrap();
    let spoilt = [
        (whole.replacen("\"chain\"", "\"chian\"", 1), "is damaged at line 2"),
        (whole.replacen("\"version\":1", "\"version\":99", 1), "has version 99, this release reads up to 1"),
        (whole.replacen("chatform-run", "chatform-events", 1), "holds chatform-events, chatform-run was expected"),
        ("not a journal\n".to_owned(), "is damaged at line 1"),
        (format!("{header}\n{}\n", "[".repeat(100_000)), "is damaged at line 2"),
    ];
    for (text, fact) in spoilt {
        std::fs::write(&journal, &text).unwrap();
        let ran = sandbox.run(&["journal", "--verify"]).exits_with(1);
        assert!(ran.stdout.contains(fact), "{fact}: {}", ran.stdout);
        assert!(sandbox.run(&["journal"]).exits_with(1).stdout.contains("damaged"));
        let ran = sandbox.run(&["retry", "--yes"]).exits_with(5);
        assert!(ran.stderr.contains(fact) && ran.stderr.contains("help: "), "{}", ran.stderr);
        assert_eq!(std::fs::read_to_string(&journal).unwrap(), text, "it was touched");
    }
    sandbox.run(&["apply", "--yes"]).exits_with(0);
}

#[test]
fn a_journal_cut_off_anywhere_tells_what_is_unknown() {
    let (sandbox, _server) = half_done();
    let journal = journals(sandbox.path()).pop().unwrap();
    let whole = std::fs::read(&journal).unwrap();
    let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').map(|at| at + 1).collect();
    for (index, end) in ends.iter().enumerate() {
        for cut in [*end, (end - 5).max(1)] {
            std::fs::write(&journal, &whole[..cut]).unwrap();
            let run = PastRun::read(&journal).unwrap();
            assert_eq!(run.faults, Vec::<String>::new(), "cut at {cut}");
            assert_eq!(run.torn.is_some(), cut != *end, "cut at {cut}");
            let whole_lines = if cut == *end { index + 1 } else { index };
            assert_eq!(run.began.is_some(), whole_lines >= 2);
            let text = sandbox.run(&["journal", "--verify"]).exits_with(0).stdout;
            assert_eq!(text.contains("was cut off after"), cut != *end, "{text}");
        }
    }
    // After its third line it was about to create the first template, and nobody knows more.
    std::fs::write(&journal, &whole[..ends[2]]).unwrap();
    let text = sandbox.run(&["journal", "--verify"]).exits_with(0).stdout;
    assert!(text.contains("unknown: create ") && text.contains("stopped before its end"), "{text}");
    sandbox.run(&["retry", "--yes"]).exits_with(0);
    assert!(sandbox.run(&["plan"]).exits_with(0).stdout.starts_with("No changes: 3 unchanged"));
}
