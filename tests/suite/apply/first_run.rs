//! The main job: the example project, applied to the embedded emulator.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::Sandbox;

fn examples() -> Sandbox {
    Sandbox::new().copy_of(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-examples"))
}

/// Every file below a folder, with its content.
fn content_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(content_of(&path));
        } else {
            files.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn the_examples_are_created_and_approved_and_a_second_run_writes_nothing() {
    let sandbox = examples();
    let first = sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(0);
    assert!(first.stdout.contains("+ create order_shipped/en"), "{}", first.stdout);
    assert!(first.stdout.lines().filter(|line| line.ends_with("  approved")).count() >= 24, "{}", first.stdout);
    let state = sandbox.path().join(".chatform/emulator/spaces");
    let before = content_of(&state);
    assert!(before.len() >= 24, "only {} templates are stored", before.len());

    let second = sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(0);
    assert!(second.stdout.starts_with("No changes: "), "{}", second.stdout);
    assert!(before == content_of(&state), "the second run wrote something");
    assert_eq!(content_of(&sandbox.path().join(".chatform/runs")).len(), 1, "the second run began a journal");
}

#[test]
fn planning_the_examples_again_finds_nothing() {
    let sandbox = examples();
    sandbox.run(&["plan", "--env", "local", "--detailed-exitcode"]).exits_with(2);
    sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(0);
    sandbox.run(&["plan", "--env", "local", "--detailed-exitcode"]).exits_with(0);
}

#[test]
fn a_project_with_an_error_is_neither_read_nor_written() {
    let sandbox = examples();
    sandbox.write("templates/broken.yaml", "name: broken\ncategory: UTILITY\nlanguages:\n  en:\n    bodi: Hello\n");
    let ran = sandbox.run(&["apply", "--env", "local", "--yes"]).exits_with(1);
    assert!(ran.stdout.contains("broken.yaml:5"), "{}", ran.stdout);
    assert!(!sandbox.exists(".chatform"), "the emulator was started");
}

#[test]
fn without_a_terminal_and_without_yes_nothing_begins() {
    let sandbox = examples();
    let ran = sandbox.run(&["apply", "--env", "local"]).exits_with(64);
    assert!(ran.stderr.contains("--yes"), "{}", ran.stderr);
    assert!(!sandbox.exists(".chatform"));
}
