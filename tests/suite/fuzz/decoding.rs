//! A file to the model: healed or as written, with a place for every fault, and ready for the service.

use chatform::finding::{At, Finding};
use chatform::model::{ProjectFile, Template, cams};
use chatform::project::Loaded;
use chatform::rules::{Facts, check_project_file, check_template, check_variant};
use chatform::schema::{project_schema, template_schema};

use super::mutator::Mutator;
use super::runner::Target;
use super::{originals, pieces};
use crate::import::mutation::comes_back;

/// Whether it is a template, healed or not.
fn template(bytes: &[u8]) -> bool {
    let loaded = Loaded::<Template>::of("a.yaml", bytes, template_schema());
    have_places(&loaded, &loaded.findings);
    let Some(template) = &loaded.value else { return false };
    assert!(!loaded.is_as_written() || loaded.findings.iter().all(|finding| !finding.rule.id.starts_with("schema/")));
    comes_back(template);
    let variants = template.variants();
    have_places(&loaded, &check_template(template, &variants));
    for variant in &variants {
        check_variant(variant, &Facts::default());
        assert_eq!(variant.canonical().digest(), variant.canonical().canonical().digest());
        let (components, example) = (cams::components(variant), cams::example(variant));
        cams::read_components(&components, variant.category, variant.channel);
        example.iter().for_each(|example| drop(cams::read_example(example)));
    }
    true
}

/// Whether it is a project file, healed or not.
fn project(bytes: &[u8]) -> bool {
    let loaded = Loaded::<ProjectFile>::of("chatform.yaml", bytes, project_schema());
    have_places(&loaded, &loaded.findings);
    let Some(file) = &loaded.value else { return false };
    have_places(&loaded, &check_project_file(file));
    true
}

fn have_places<T: serde::de::DeserializeOwned>(loaded: &Loaded<T>, findings: &[Finding]) {
    let labels = findings.iter().flat_map(|finding| finding.secondary.iter().chain([&finding.primary]));
    let holes = loaded.holes.iter().map(|hole| At::Value(hole.clone()));
    for at in labels.map(|label| label.at.clone()).chain(holes) {
        let range = loaded.locate(&at);
        assert!(loaded.source.text.get(range.clone()).is_some(), "{at:?} is {range:?}");
    }
}

#[test]
fn any_file_becomes_a_template_or_faults_with_places() {
    let target = Target {
        name: "decoding templates",
        short: 500,
        long: 100_000,
        depth: "templates",
        mutator: Mutator::new(originals::templates(), pieces::YAML),
        check: template,
    };
    target.run();
}

#[test]
fn any_project_file_becomes_a_project_or_faults_with_places() {
    let target = Target {
        name: "decoding project files",
        short: 500,
        long: 50_000,
        depth: "project files",
        mutator: Mutator::new(originals::projects(), pieces::YAML),
        check: project,
    };
    target.run();
}
