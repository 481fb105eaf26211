//! `kill -9` of a run at any moment, then the same command again: nobody twice, nobody missed.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use super::stage::{Stage, number_of};
use crate::support::{rounds, tell_runs};

const PEOPLE: usize = 300;

/// Kills a run as soon as so many messages are taken.
fn kill_at(stage: &Stage, taken: usize, more: &[&str]) {
    let arguments = [&["send", "order_shipped", "--lang", "en", "--csv", "people.csv", "--yes"], more].concat();
    let mut command = stage.sandbox.command(&arguments);
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    while stage.taken().len() < taken && run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    let _ = run.kill();
    run.wait().unwrap();
}

#[test]
fn after_a_kill_everybody_got_one_message_or_is_listed_as_unknown() {
    let (mut halfway, mut unknown_in_all) = (0, 0);
    let rounds = rounds(3, 40);
    for round in 0..rounds {
        let stage = Stage::new();
        let mass: &[&str] = if round % 4 == 3 { &["--mass"] } else { &[] };
        let people = if mass.is_empty() { PEOPLE } else { 2500 };
        stage.people(people);
        for taken in [1 + 37 * round % 200, 130 + 11 * round % 160] {
            kill_at(&stage, taken, mass);
        }
        let left = stage.taken().len();
        halfway += usize::from(left > 0 && left < people);

        let again = [&["--csv", "people.csv", "--yes", "--format", "json"], mass].concat();
        let ran = stage.send(&again);
        let results: Value = serde_json::from_str(&ran.stdout).unwrap();
        let taken = stage.taken();
        let twice: Vec<_> = taken.iter().filter(|(_, count)| **count > 1).collect();
        assert!(twice.is_empty(), "round {round}, killed with {left} taken: {twice:?}");
        let rows = results["messages"].as_array().unwrap();
        assert_eq!(rows.len(), people);
        let mut unknown = BTreeSet::new();
        for row in rows {
            let number = number_of(row["row"].as_u64().unwrap());
            match row["status"].as_str().unwrap() {
                "sent" => assert_eq!(taken.get(&number), Some(&1), "round {round}: {row}"),
                "unknown" => drop(unknown.insert(number)),
                other => panic!("round {round}: row is {other}"),
            }
        }
        assert_eq!(ran.code, if unknown.is_empty() { 0 } else { 4 });
        unknown_in_all += unknown.len();

        // Those who are unknown are written to once more when that is asked for, and nobody else.
        stage.send(&[&["--csv", "people.csv", "--yes", "--resend-unknown"], mass].concat()).exits_with(0);
        let taken = stage.taken();
        assert_eq!(taken.len(), people, "round {round}");
        assert!(taken.iter().all(|(number, count)| *count == 1 || unknown.contains(number)), "round {round}");
    }
    tell_runs("kills of send", 2 * rounds, &format!("{halfway} half-way, {unknown_in_all} rows unknown"));
    assert!(halfway > 0, "no kill hit a run that was half-way");
}
