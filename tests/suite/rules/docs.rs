//! The pages of `docs/rules/` say what the rules say. `CHATFORM_UPDATE=1` writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chatform::finding::RuleMeta;
use chatform::import;
use chatform::rules::{self, docs};

/// Pages that other tests write.
const MEASURED: &[&str] = &["accuracy.md", "coverage.md"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// Every rule, sorted: those of files, and those of import.
fn metas() -> Vec<&'static RuleMeta> {
    let mut metas: Vec<&RuleMeta> = rules::metas().iter().copied().chain(import::metas()).collect();
    metas.sort_by_key(|meta| meta.id);
    metas
}

/// Every page by its name.
fn pages() -> BTreeMap<String, String> {
    let metas = metas();
    let page = |group: &str| (format!("{group}.md"), docs::group_page(group, &metas));
    let groups = docs::groups(&metas).into_iter().map(page);
    groups.chain([("README.md".to_owned(), docs::index_page(&metas))]).collect()
}

fn written() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    let entries = entries.filter(|entry| !MEASURED.iter().any(|page| entry.file_name() == *page));
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn the_pages_are_as_the_rules_say() {
    let pages = pages();
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for name in written().keys().filter(|name| !pages.contains_key(*name)) {
            fs::remove_file(folder().join(name)).unwrap();
        }
        for (name, page) in &pages {
            fs::write(folder().join(name), page).unwrap();
        }
    }
    let written = written();
    assert_eq!(written.keys().collect::<Vec<_>>(), pages.keys().collect::<Vec<_>>());
    let stale: Vec<&String> =
        pages.iter().filter(|(name, page)| written[*name] != **page).map(|(name, _)| name).collect();
    assert!(stale.is_empty(), "{stale:?} say something else than the rules: set CHATFORM_UPDATE=1 and read them");
}

#[test]
fn every_rule_is_in_the_index_and_on_its_page() {
    let metas = metas();
    let index = docs::index_page(&metas);
    for meta in &metas {
        assert!(index.contains(&format!("({}.md#{})", meta.group(), meta.name())), "{}", meta.id);
        assert!(docs::group_page(meta.group(), &metas).contains(&format!("\n## {}\n", meta.name())), "{}", meta.id);
    }
}

#[test]
fn every_source_that_a_rule_names_is_listed_and_every_listed_one_is_named() {
    let docs: String = metas().iter().map(|meta| meta.docs).collect();
    let is_key = |word: &&str| word.starts_with("A-") || word.starts_with("M-");
    let words = docs.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
    let named: BTreeSet<&str> = words.filter(is_key).collect();
    let listed: BTreeSet<&str> = docs::SOURCES.iter().map(|(key, _)| *key).collect();
    let strange: Vec<&&str> = named.difference(&listed).filter(|key| key.len() > 3).collect();
    assert_eq!(strange, Vec::<&&str>::new());
    assert_eq!(listed.difference(&named).collect::<Vec<_>>(), Vec::<&&str>::new());
}
