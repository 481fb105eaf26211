//! Console sessions in `tests/transcripts/*.txt`, run with the real binary. `CHATFORM_UPDATE=1` writes down what came.
//!
//! The first lines say what a session shows; `in: <folder>` starts it in a copy of a folder of the repository.

use std::path::{Path, PathBuf};

use crate::support::Sandbox;
use crate::support::console::{exchanges, matches, output_of, updated, written};

#[test]
fn every_transcript_comes_out_as_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let wrong: Vec<String> = files.iter().filter_map(|file| wrong(file)).collect();
    assert!(wrong.is_empty(), "{}\nCHATFORM_UPDATE=1 writes down what came", wrong.join("\n"));
}

/// What of a transcript comes out otherwise.
fn wrong(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let (description, _) = text.split_once("\n$ ").unwrap_or((text.as_str(), ""));
    let sandbox = match description.lines().find_map(|line| line.strip_prefix("in: ")) {
        Some(folder) => Sandbox::new().copy_of(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)),
        None => Sandbox::new(),
    };
    let (mut result, mut differs) = (format!("{}\n", description.trim_end()), Vec::new());
    for exchange in exchanges(&text) {
        let actual = output_of(&sandbox, &exchange.command);
        let right = matches(&exchange.expected, &actual);
        let lines = if right { exchange.expected.clone() } else { updated(&exchange.expected, &actual) };
        result.push_str(&format!("\n{}\n", written(&exchange)));
        result.extend(lines.iter().map(|line| format!("{line}\n")));
        if !right {
            differs.push(format!("$ {}\n{}", exchange.command, actual.join("\n")));
        }
    }
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        std::fs::write(file, result).unwrap();
        return None;
    }
    (!differs.is_empty()).then(|| format!("{}:\n{}", file.display(), differs.join("\n")))
}
