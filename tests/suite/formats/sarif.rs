//! SARIF: against the schema of OASIS and what GitHub asks besides.

use chatform::finding::Level;
use chatform::report::{Place, sarif};
use chatform::source::SourceFile;
use serde_json::Value;

use super::{faulty_project, finding, findings};
use crate::support::{Sandbox, shared};

/// Fails unless a log follows the schema.
pub(super) fn assert_valid(log: &Value) {
    let Some(shared) = shared() else { return };
    let schema = std::fs::read_to_string(shared.join("formats/sarif-schema-2.1.0.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_findings_of_every_rule_follow_the_schema() {
    let sandbox = faulty_project();
    sandbox.run(&["lint", "--format", "sarif=report.sarif"]).exits_with(1);
    let log = parsed(&sandbox.read("report.sarif"));
    assert_valid(&log);
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let (rules, results) = (run["tool"]["driver"]["rules"].as_array().unwrap(), run["results"].as_array().unwrap());
    assert!(rules.len() > 100 && results.len() > rules.len(), "{} rules, {} results", rules.len(), results.len());
    for rule in rules {
        for text in ["/help/text", "/help/markdown", "/fullDescription/text", "/shortDescription/text"] {
            assert!(rule.pointer(text).is_some_and(|text| text.as_str().is_some_and(|text| text.len() > 9)), "{rule}");
        }
    }
    let mut prints: Vec<&str> = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        assert_eq!(place["uriBaseId"], "%SRCROOT%");
        assert!(place["uri"].as_str().unwrap().starts_with("templates/"), "{place}");
        prints.push(result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap());
    }
    assert!(results.iter().filter(|result| result["fixes"].is_array()).count() > 20);
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), results.len(), "each fingerprint once");
}

#[test]
fn only_fixes_that_are_certain_are_among_the_fixes() {
    let text = "name: hello\nCategory: UTILITY\nlanguages:\n  en:\n    body: Your table is ready.\n    foter: Bye\n";
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", text);
    let log = parsed(&sandbox.run(&["lint", "--format", "sarif"]).exits_with(1).stdout);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let have_fix: Vec<bool> = results.iter().map(|result| result["fixes"].is_array()).collect();
    assert_eq!(have_fix, [true, false], "{results:?}");
}

#[test]
fn a_place_counts_characters_and_ends_after_its_last() {
    let source = SourceFile::new("templates/a.yaml", "body: 😀é footer\n");
    let mut diagnostic = finding(&source, Level::Warning, "fact");
    diagnostic.secondary.push(Place { range: 0..4, text: "of this body".to_owned() });
    let log = parsed(&sarif(&findings(&[diagnostic])));
    assert_valid(&log);
    let result = &log["runs"][0]["results"][0];
    let region = serde_json::json!({ "startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 16 });
    assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "of this body");
    assert_eq!(result["level"], "warning");
}

#[test]
fn paths_are_relative_to_the_repository_and_escaped() {
    let source = SourceFile::new("./templates/../templates/a b:#é.yaml", "footer: x\n");
    let diagnostics = [finding(&source, Level::Info, "fact")];
    let log = parsed(&sarif(&super::Findings { base: "shop/", ..findings(&diagnostics) }));
    assert_valid(&log);
    let uri = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "shop/templates/a%20b%3A%23%C3%A9.yaml");
}

#[test]
fn braces_are_no_placeholders_and_brackets_no_links() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let log = |message| parsed(&sarif(&findings(&[finding(&source, Level::Error, message)])));
    let text = |message| log(message)["runs"][0]["results"][0]["message"]["text"].as_str().unwrap().to_owned();
    assert_eq!(text("write {0} for {{1}}"), "write {{0}} for {{{{1}}}}");
    assert_eq!(text(r"see [me](http://evil.example) \ [1]"), r"see \[me\](http://evil.example) \\ \[1\]");
    assert_eq!(text("buttons[0] has no text"), "buttons[0] has no text");
}

#[test]
fn too_many_findings_are_cut_by_severity_and_that_is_said() {
    let source = SourceFile::new("a.yaml", "footer: x\n");
    let mut diagnostics = vec![finding(&source, Level::Info, "a remark"); 3];
    diagnostics.extend(vec![finding(&source, Level::Warning, "a warning"); 4999]);
    diagnostics.push(finding(&source, Level::Error, "an error"));
    let log = parsed(&sarif(&findings(&diagnostics)));
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5000);
    assert!(results.iter().all(|result| result["level"] != "note"));
    assert_eq!(results[4999]["level"], "error", "in the order of the files");
    let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(said, "3 findings are left out, the limit is 5000: the most severe are shown");
    assert_valid(&log);
}
