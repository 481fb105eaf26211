//! Foreign JSON, broken by bytes and tokens.

use chatform::finding::At;
use chatform::{import, yaml};

use super::mutator::Mutator;
use super::runner::Target;
use super::{originals, pieces};
use crate::import::mutation::comes_back;

/// Whether a template came of it.
fn imports(bytes: &[u8]) -> bool {
    let (source, form) = yaml::read("a.json", bytes);
    let tree = yaml::parse(&source).tree;
    let imported = import::read(&source.text);
    assert!(imported.is_incomplete() || !imported.templates.is_empty(), "nothing came of it, and nothing was said");
    for finding in form.iter().chain(&imported.findings) {
        for label in finding.secondary.iter().chain([&finding.primary]) {
            let range = match (&tree, &label.at) {
                (_, At::Bytes(range)) => range.clone(),
                (Some(tree), at) => tree.locate(&source, at),
                (None, _) => 0..0,
            };
            assert!(source.text.get(range.clone()).is_some(), "{}: {range:?}", finding.rule.id);
        }
    }
    imported.templates.iter().for_each(comes_back);
    let names = import::file_names(&imported.templates);
    assert_eq!(names.len(), imported.templates.len());
    for name in &names {
        assert!(!name.contains(['/', '\\', '\0']) && name.ends_with(".yaml") && !name.starts_with('.'), "{name:?}");
    }
    !imported.templates.is_empty()
}

#[test]
fn any_json_becomes_templates_or_faults_with_places() {
    let target = Target {
        name: "importing",
        short: 800,
        long: 150_000,
        depth: "documents with templates",
        mutator: Mutator::new(originals::payloads(), pieces::JSON),
        check: imports,
    };
    target.run();
}
