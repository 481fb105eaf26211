//! What makes a finding the same finding in the next version of a file.

use chatform::lint;
use chatform::project::Project;
use chatform::rules::Facts;

use crate::support::Sandbox;

const LONG: &str = "This footer is a good deal longer than the sixty characters allowed";

/// The findings of a project with one template: rule and fingerprint, sorted.
fn prints(name: &str, template: &str) -> Vec<(String, String)> {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file(name, template);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let prints = lint::fingerprints(&linted.findings);
    let ids = linted.findings.iter().map(|located| located.finding.rule.id.to_owned());
    let mut all: Vec<(String, String)> = ids.zip(prints).collect();
    all.sort();
    all
}

fn template(head: &str, footer: &str) -> String {
    format!("{head}name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there.\n    footer: {footer}\n")
}

#[test]
fn it_stays_when_lines_move_and_folders_change() {
    let before = prints("templates/a.yaml", &template("", LONG));
    assert_eq!(before.len(), 1);
    assert_eq!(before[0].1.len(), 32);
    assert_eq!(prints("templates/a.yaml", &template("# A remark.\n\n", LONG)), before);
    assert_eq!(prints("templates/orders/a.yaml", &template("", LONG)), before);
    let indented = template("", LONG).replace("    ", "        ").replace("  en", "    en");
    assert_eq!(prints("templates/a.yaml", &indented), before);
}

#[test]
fn it_changes_with_the_text_the_language_and_the_file() {
    let before = prints("templates/a.yaml", &template("", LONG));
    assert_ne!(prints("templates/a.yaml", &template("", &LONG.replace("allowed", "we allow"))), before);
    assert_ne!(prints("templates/a.yaml", &template("", LONG).replace("en:", "de:")), before);
    assert_ne!(prints("templates/b.yaml", &template("", LONG)), before);
}

#[test]
fn it_stays_when_the_list_around_it_grows() {
    let button = "{ type: QUICK_REPLY, text: A reply much longer than it may be }";
    let buttons = |more: &str| {
        format!("{}    buttons:\n{more}    - {button}\n", template("", "Thanks").replace("    footer: Thanks\n", ""))
    };
    let before = prints("templates/a.yaml", &buttons(""));
    assert_eq!(before.len(), 1, "{before:?}");
    assert_eq!(prints("templates/a.yaml", &buttons("    - { type: QUICK_REPLY, text: Yes }\n")), before);
}

#[test]
fn equal_findings_are_told_apart_by_counting() {
    let button = "    - { type: QUICK_REPLY, text: A reply much longer than it may be }\n";
    let all = |count| {
        let text = template("", "Thanks").replace("    footer: Thanks\n", "");
        prints("templates/a.yaml", &format!("{text}    buttons:\n{}", button.repeat(count)))
    };
    let (one, three) = (all(1), all(3));
    let mut unique: Vec<&String> = three.iter().map(|(_, print)| print).collect();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), three.len());
    assert!(one.iter().all(|print| three.contains(print)), "the first of them keeps its fingerprint");
}

#[test]
fn no_rule_has_a_finding_that_changes_when_lines_move() {
    let mut count = 0;
    for meta in chatform::rules::metas() {
        let Ok(template) = std::str::from_utf8(meta.fail.bytes) else { continue };
        let before = prints("templates/a.yaml", template);
        let after = prints("templates/a.yaml", &format!("# A remark.\n\n\n{template}"));
        let rules = |all: &[(String, String)]| all.iter().map(|(rule, _)| rule.clone()).collect::<Vec<_>>();
        // A few rules are about the very beginning of a file.
        if rules(&before) == rules(&after) {
            assert_eq!(before, after, "{}", meta.id);
            count += before.len();
        }
    }
    assert!(count > 150, "{count}");
}
