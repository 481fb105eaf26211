//! JSON, a line each.

use serde_json::Value;

use super::faulty_project;

#[test]
fn every_line_is_versioned_and_the_last_is_the_summary() {
    let sandbox = faulty_project();
    let ran = sandbox.run(&["lint", "--format", "ndjson", "--format", "json=all.json"]).exits_with(1);
    let lines: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let whole: Value = serde_json::from_str(&sandbox.read("all.json")).unwrap();
    let (summary, found) = lines.split_last().unwrap();
    assert!(lines.iter().all(|line| line["version"] == 1));
    assert!(found.iter().all(|line| line["type"] == "finding"));
    assert_eq!(summary["type"], "summary");
    assert_eq!(summary["errors"], whole["summary"]["errors"]);
    let entries = whole["findings"].as_array().unwrap();
    assert_eq!(entries.len(), found.len());
    for (entry, line) in entries.iter().zip(found) {
        for key in ["rule", "level", "message", "file", "start", "end", "fingerprint", "help", "notes"] {
            assert_eq!(entry[key], line[key]);
            assert!(entry.get(key).is_some(), "{key}");
        }
    }
}
