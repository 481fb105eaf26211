//! Ctrl-C in the middle of a list.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::stage::Stage;

const PEOPLE: usize = 600;

fn interrupt(run: &Child) {
    let sent = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// A run that was interrupted after so many messages.
fn interrupted(stage: &Stage, taken: usize) -> crate::support::Ran {
    let mut command = stage.sandbox.command(&["send", "order_shipped", "--lang", "en", "--csv", "people.csv", "--yes"]);
    let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    while stage.taken().len() < taken {
        std::thread::sleep(Duration::from_millis(2));
    }
    interrupt(&run);
    run.wait_with_output().unwrap().into()
}

#[test]
fn what_is_under_way_is_finished_and_the_rest_is_sent_by_the_next_run() {
    let stage = Stage::new();
    stage.people(PEOPLE);
    let ran = interrupted(&stage, 20).exits_with(130);
    assert!(ran.stderr.contains("finishing what is under way"), "{}", ran.stderr);
    let sent = stage.taken().len();
    assert!(ran.stdout.contains(&format!("Sent: {sent} of {PEOPLE}, {} not sent", PEOPLE - sent)), "{}", ran.stdout);

    let whole = stage.sandbox.read("people.csv");
    stage.sandbox.write("people.csv", whole.replace("Ana 599", "Ana"));
    let other = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(5);
    let said = format!("another form of people.csv was sent to {sent} of {PEOPLE} recipients");
    assert!(other.stderr.contains(&said), "{}", other.stderr);

    stage.sandbox.write("people.csv", whole);
    let ran = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(0);
    assert!(ran.stderr.contains("going on with the run of"), "{}", ran.stderr);
    assert!(stage.taken().len() == PEOPLE && stage.taken().values().all(|count| *count == 1));
}
