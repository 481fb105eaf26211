//! Whom an environment lets messages go to, and how many.

use super::stage::Stage;

const VALUES: &[&str] = &["--set", "customer=Ana", "--set", "order=A-1042"];

#[test]
fn only_the_recipients_of_the_environment_are_written_to() {
    let stage = Stage::with("    recipients: [\"+86 138 0000 2222\", \"4420*\"]\n");
    for (to, exit) in [("8613800002222", 0), ("+44 20 7946 0123", 0), ("8613800002223", 5)] {
        stage.send(&[&["--to", to], VALUES].concat()).exits_with(exit);
    }
    stage.people(3);
    let ran = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains("3 recipients of the list are not among the environment's"), "{}", ran.stderr);
    assert_eq!(stage.taken().len(), 2);
}

#[test]
fn a_list_longer_than_the_gate_is_refused() {
    let stage = Stage::with("    gates: { recipients: 4 }\n");
    stage.people(5);
    let ran = stage.send(&["--csv", "people.csv", "--yes"]).exits_with(5);
    assert!(ran.stderr.contains("people.csv has 5 recipients, the gate is 4"), "{}", ran.stderr);
    stage.send(&["--csv", "people.csv", "--yes", "--max-recipients", "5"]).exits_with(0);
    assert_eq!(stage.taken().len(), 5);
}

#[test]
fn without_a_terminal_nobody_can_agree() {
    let stage = Stage::new();
    stage.people(2);
    stage.send(&["--csv", "people.csv"]).exits_with(64);
    assert!(stage.taken().is_empty());
}
