//! GitLab's code quality report.

use serde_json::Value;

use super::faulty_project;
use crate::support::Sandbox;

const FAULTY: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n    \
                      footer: This footer is a good deal longer than the sixty characters allowed\n";

fn report(sandbox: &Sandbox) -> Vec<Value> {
    sandbox.run(&["lint", "--format", "gitlab=gl-code-quality-report.json"]).exits_with(1);
    serde_json::from_str(&sandbox.read("gl-code-quality-report.json")).unwrap()
}

#[test]
fn every_entry_has_what_gitlab_needs() {
    let sandbox = faulty_project();
    let issues = report(&sandbox);
    assert!(issues.len() > 100);
    let mut prints: Vec<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len(), "each fingerprint once");
    for issue in &issues {
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()), "{issue}");
        assert!(!issue["description"].as_str().unwrap().is_empty() && issue["check_name"].is_string(), "{issue}");
        assert!(issue["location"]["path"].as_str().unwrap().starts_with("templates/"), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
    }
    assert!(sandbox.read("gl-code-quality-report.json").starts_with('['), "no byte order mark");
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", FAULTY);
    let before = report(&sandbox);
    sandbox.write("templates/a.yaml", format!("# One more line.\n{FAULTY}"));
    let after = report(&sandbox);
    assert_eq!(before[0]["fingerprint"], after[0]["fingerprint"]);
    assert_eq!(
        (&before[0]["location"]["lines"]["begin"], &after[0]["location"]["lines"]["begin"]),
        (&6.into(), &7.into())
    );
}

#[test]
fn paths_start_at_the_root_of_the_repository() {
    let sandbox = Sandbox::new().file("shop/chatform.yaml", "{}").file("shop/templates/a.yaml", FAULTY);
    let root = sandbox.path().canonicalize().unwrap();
    let sandbox = sandbox.variable("CI_PROJECT_DIR", root.to_str().unwrap());
    let root = root.join("shop");
    let ran = sandbox.run(&["-C", root.to_str().unwrap(), "lint", "--format", "gitlab"]).exits_with(1);
    let issues: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(issues[0]["location"]["path"], "shop/templates/a.yaml");
}
