//! Fixes as replacements in a file: applied, they mend what was found and break nothing.

use std::path::{Path, PathBuf};

use chatform::lint::{self, Located};
use chatform::project::Project;
use chatform::report::Replacement;
use chatform::rules::Facts;

use crate::support::Sandbox;

/// A finding: its rule, its message, and what would mend it.
type Found = (String, String, Vec<Replacement>);

fn found(template: &str) -> Vec<Found> {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let entry = |located: &Located<'_>| {
        let finding = &located.finding;
        (finding.rule.id.to_owned(), finding.message.clone(), located.replacements())
    };
    linted.findings.iter().map(entry).collect()
}

fn applied(template: &str, replacements: &[Replacement]) -> String {
    let mut text = template.to_owned();
    let mut sorted: Vec<&Replacement> = replacements.iter().collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(one.range.start));
    for Replacement { range, text: new } in sorted {
        text.replace_range(range.clone(), new);
    }
    text
}

/// All templates that some rule has a word to say about.
fn faulty_templates(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            faulty_templates(&path, found);
        } else if path.file_name().is_some_and(|name| name == "fail.yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_replacement_mends_its_finding_and_keeps_the_rest() {
    let mut files = Vec::new();
    faulty_templates(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules"), &mut files);
    let (mut rules, mut count): (Vec<String>, usize) = (Vec::new(), 0);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let before = found(&text);
        for (rule, message, replacements) in before.iter().filter(|(_, _, replacements)| !replacements.is_empty()) {
            let mended = applied(&text, replacements);
            let after = found(&mended);
            let times = |all: &[Found]| all.iter().filter(|(id, said, _)| (id, said) == (rule, message)).count();
            assert!(times(&after) < times(&before), "{}: {rule} is still there\n{mended}", file.display());
            let is_form = |(id, said, _): &&Found| {
                (id.starts_with("yaml/") || id == "schema/wrong-type")
                    && !before.iter().any(|(_, other, _)| other == said)
            };
            assert_eq!(after.iter().find(is_form), None, "{}: {rule}\n{mended}", file.display());
            rules.push(rule.clone());
            count += 1;
        }
    }
    rules.sort();
    rules.dedup();
    println!("{count} fixes of {} rules: {}", rules.len(), rules.join(", "));
    assert!(rules.len() >= 10, "{rules:?}");
}

const HEAD: &str = "name: a\ncategory: UTILITY\nlanguages:\n";

/// The template after all its fixes.
fn mended(template: &str) -> String {
    let all: Vec<Replacement> = found(template).into_iter().flat_map(|(_, _, replacements)| replacements).collect();
    applied(template, &all)
}

#[test]
fn a_number_is_quoted_and_a_key_renamed() {
    let template = format!("{HEAD}  en:\n    body: Hello there, all is well.\n    foter: 1.50\n");
    let renamed = mended(&template);
    assert!(renamed.ends_with("    footer: \"1.50\"\n"), "{renamed}");
}

#[test]
fn an_entry_goes_with_its_lines_and_its_remark() {
    let entry = "    header:\n      text: Order\n      caption: x # why\n";
    let template = format!("{HEAD}  en:\n{entry}    body: Hello there, all is well with you.\n");
    let text = mended(&template);
    assert_eq!(text, template.replace("      caption: x # why\n", ""));
}

#[test]
fn an_entry_in_brackets_goes_with_its_comma() {
    let template =
        |header: &str| format!("{HEAD}  en:\n    header: {header}\n    body: Hello there, all is well with you.\n");
    assert_eq!(mended(&template("{ text: Order, caption: x }")), template("{ text: Order }"));
    assert_eq!(mended(&template("{ caption: x, text: Order }")), template("{ text: Order }"));
}

#[test]
fn a_fix_never_writes_the_value_of_an_environment() {
    let template = format!(
        "{HEAD}  en:\n    body: Hello there, all is well.\n    buttons:\n      - {{ type: PHONE_NUMBER, text: Call, phone_number: \"${{phone}}\" }}\n"
    );
    let project = "environments:\n  test: { values: { phone: \"8613800001111\" } }\n";
    let sandbox = Sandbox::new().file("chatform.yaml", project).file("templates/a.yaml", &template);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    assert!(!linted.findings.is_empty());
    for located in &linted.findings {
        assert_eq!((&located.finding.fix, located.replacements().len()), (&None, 0), "{}", located.finding.rule.id);
    }
}
