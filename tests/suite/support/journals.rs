//! The journals of a project, read line by line without the program's own reader.

use std::path::{Path, PathBuf};

use chatform::apply::Record;
use serde_json::Value;

/// The journals of a project, the oldest first.
pub fn journals(project: &Path) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(project.join(".chatform/runs")) else { return Vec::new() };
    let mut found: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// The whole records of a journal.
pub fn records(journal: &Path) -> Vec<Record> {
    let text = std::fs::read_to_string(journal).unwrap();
    let whole = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let record = |line: &str| serde_json::from_value(serde_json::from_str::<Value>(line).unwrap()["record"].take());
    whole.skip(1).map(|line| record(line).unwrap()).collect()
}
