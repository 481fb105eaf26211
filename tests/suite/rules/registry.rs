//! What has to hold of the list of rules.

use std::collections::BTreeSet;
use std::path::Path;

use chatform::rules::{all, find, metas};

use crate::support::sources;

#[test]
fn rules_are_sorted_and_each_is_there_once() {
    assert!(metas().is_sorted_by(|one, next| one.id < next.id));
    assert!(all().iter().all(|rule| find(rule.meta.id).is_some()));
    assert!(find("footer/short-enough").is_none());
}

#[test]
fn every_declared_rule_is_in_the_list() {
    let declared: BTreeSet<String> = sources()
        .iter()
        .flat_map(|file| file.text.lines().map(str::trim).filter_map(declared_id).collect::<Vec<_>>())
        .filter(|id| !id.starts_with("import/"))
        .collect();
    let listed: BTreeSet<String> = metas().iter().map(|meta| meta.id.to_owned()).collect();
    assert_eq!(declared.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new());
    assert_eq!(listed.difference(&declared).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// The id in `pub static NAME = "group/name" {`.
fn declared_id(line: &str) -> Option<String> {
    let (name, id) = line.strip_prefix("pub static ")?.split_once(" = \"")?;
    let is_rule =
        name.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_');
    is_rule.then(|| id.trim_end_matches("\" {").to_owned())
}

#[test]
fn a_rule_is_called_the_same_everywhere() {
    for meta in all().iter().map(|rule| &rule.meta) {
        let (group, name) = meta.id.split_once('/').unwrap();
        let is_word = |part: &str| part.chars().all(|character| character.is_ascii_lowercase() || character == '-');
        assert!(is_word(group) && is_word(name), "{}", meta.id);
        let file = meta.file.strip_prefix("src/rules/").unwrap();
        let place = file.split(['/', '.']).next().unwrap();
        assert_eq!(place, group.replace('-', "_"), "{} is declared in {}", meta.id, meta.file);
    }
}

#[test]
fn every_rule_says_what_it_means_why_and_where_that_is_from() {
    for meta in metas() {
        for part in ["\n ## Why\n", "\n ## Source\n"] {
            assert!(meta.docs.contains(part), "{} lacks {part:?}", meta.id);
        }
        // What a file may look like is our own to say; what the platform wants has a date.
        let is_ours = ["yaml", "schema"].contains(&meta.group());
        assert!(is_ours || meta.docs.contains("(checked 20"), "{} has no date", meta.id);
        assert!(!meta.summary.ends_with('.') && meta.summary.len() <= 90, "{}: {}", meta.id, meta.summary);
        assert!(meta.also.iter().all(|other| find(other).is_some()), "{} also sets off what does not exist", meta.id);
    }
}

#[test]
fn every_folder_of_fixtures_belongs_to_a_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut orphans = Vec::new();
    for group in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap()) {
        for rule in std::fs::read_dir(group.path()).unwrap().map(|entry| entry.unwrap()) {
            let id = format!("{}/{}", group.file_name().display(), rule.file_name().display());
            let is_known = find(&id).is_some() || id.starts_with("import/");
            orphans.extend((!is_known).then_some(id));
        }
    }
    assert_eq!(orphans, Vec::<String>::new());
}
