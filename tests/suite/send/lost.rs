//! A service that goes away in the middle, and comes back.

use serde_json::json;

use super::stage::Stage;

#[test]
fn when_every_answer_is_lost_the_run_ends_early() {
    let stage = Stage::new();
    stage.people(400);
    stage.server.control("faults", Some(json!([{ "fault": "lose_reply", "action": "SendChatappMessage" }])));
    let ran = stage.send(&["--csv", "people.csv", "--yes", "--jobs", "16"]).exits_with(4);
    assert!(ran.stderr.contains("nothing more was sent"), "{}", ran.stderr);
    let before = stage.taken();
    assert!(before.len() < 100, "{} were written to without an answer", before.len());
    stage.server.control("faults", Some(json!([])));
    stage.send(&["--csv", "people.csv", "--yes"]).exits_with(4);
    assert!(stage.taken().len() == 400 && stage.taken().values().all(|count| *count == 1));
}

#[test]
fn a_mass_request_whose_answer_was_lost_leaves_all_its_rows_unknown() {
    let stage = Stage::new();
    stage.people(1200);
    stage
        .server
        .control("faults", Some(json!([{ "fault": "lose_reply", "action": "SendChatappMassMessage", "times": 1 }])));
    let ran = stage.send(&["--csv", "people.csv", "--yes", "--mass"]).exits_with(4);
    assert!(ran.stdout.contains(" unknown"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains("unknown: row 2-1001") || ran.stderr.contains("unknown: row 1002-1201"),
        "{}",
        ran.stderr
    );
    stage.send(&["--csv", "people.csv", "--yes", "--mass"]).exits_with(4);
    assert!(stage.taken().len() == 1200 && stage.taken().values().all(|count| *count == 1));
}
