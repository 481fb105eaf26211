//! Each rule in turn finds nothing: its fixture has to notice.
//!
//! Rules of this layer are taken out of the table of checks. What other layers report while they read is muted where
//! they hand it over, and faults between files are looked for without the other file.

use chatform::finding::RuleMeta;
use chatform::import;
use chatform::lint;
use chatform::model::{ProjectFile, Template};
use chatform::project::Project;
use chatform::rules::{self, Without};
use chatform::schema;
use chatform::yaml;

use super::between;
use super::fixture::{facts, project};

/// The ids that the checks of this layer report in a rule's `fail`, with all of them or without one.
fn checked(meta: &RuleMeta, without: Option<&Without>) -> Vec<&'static str> {
    let project = project(meta, &meta.fail);
    let mut found = Vec::new();
    if project.document.is_some() {
        let file: &ProjectFile = &project.file;
        found.extend(without.map_or_else(|| rules::check_project_file(file), |some| some.check_project_file(file)));
    }
    for message in project.messages.iter().filter_map(|file| file.value.as_ref()) {
        found.extend(without.map_or_else(|| rules::check_message(message), |some| some.check_message(message)));
    }
    for template in project.files.iter().filter_map(|file| file.value.as_ref()) {
        let (template, variants): (&Template, _) = (template, template.variants());
        found.extend(without.map_or_else(
            || rules::check_template(template, &variants),
            |some| some.check_template(template, &variants),
        ));
        found.extend(variants.iter().flat_map(|variant| {
            without
                .map_or_else(|| rules::check_variant(variant, &facts()), |some| some.check_variant(variant, &facts()))
        }));
    }
    found.into_iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn a_check_that_finds_nothing_makes_its_fixture_fail() {
    for meta in rules::all().iter().map(|rule| &rule.meta) {
        let (all, cut) = (checked(meta, None), checked(meta, Some(&Without::rule(meta.id))));
        assert!(all.contains(&meta.id), "{} is silent in its own fixture", meta.id);
        assert!(!cut.contains(&meta.id), "something else reports {}", meta.id);
        let others: Vec<&str> = all.iter().copied().filter(|id| *id != meta.id).collect();
        assert_eq!(cut, others, "without {} other rules say something else", meta.id);
    }
    println!("{} checks made silent in turn, {0} noticed", rules::all().len());
}

/// What linting says of a project of which something was taken away.
fn said(meta: &RuleMeta, take: impl Fn(&mut Project)) -> Vec<&'static str> {
    let mut project = project(meta, &meta.fail);
    take(&mut project);
    let linted = lint::run(&project, None, &facts());
    linted.findings.iter().map(|located| located.finding.rule.id).collect()
}

#[test]
fn a_report_that_is_never_handed_over_makes_its_fixture_fail() {
    let mut silenced = 0;
    let mut notice = |meta: &RuleMeta, all: &[&str], cut: &[&str]| {
        assert!(all.contains(&meta.id) && !cut.contains(&meta.id), "{}: {all:?}, then {cut:?}", meta.id);
        silenced += 1;
    };
    for meta in yaml::METAS.iter().chain(schema::METAS) {
        let muted = said(meta, |project| project.files[0].findings.retain(|finding| finding.rule.id != meta.id));
        notice(meta, &said(meta, |_| {}), &muted);
    }
    for meta in rules::metas().iter().filter(|meta| meta.group() == "suppression") {
        notice(meta, &said(meta, |_| {}), &said(meta, |project| project.files[0].directives.clear()));
    }
    for meta in rules::metas().iter().filter(|meta| meta.group() == "build-value") {
        let text = std::str::from_utf8(meta.fail.bytes).unwrap().replace("${", "$${");
        let escaped = |project: &mut Project| {
            project.files[0] = chatform::project::Loaded::of("fail.yaml", text.as_bytes(), schema::template_schema());
        };
        notice(meta, &said(meta, |_| {}), &said(meta, escaped));
    }
    for meta in import::metas() {
        let all: Vec<&str> = imported(meta);
        let cut: Vec<&str> = all.iter().copied().filter(|id| *id != meta.id).collect();
        notice(meta, &all, &cut);
    }
    for meta in between::metas() {
        notice(meta, &between::said(meta, None), &between::said(meta, Some(0)));
    }
    let elsewhere = rules::metas().len() + import::metas().len() - rules::all().len();
    assert_eq!(silenced, elsewhere, "some rule was not made silent");
    println!("{silenced} reports of other layers made silent in turn, {silenced} noticed");
}

fn imported(meta: &RuleMeta) -> Vec<&'static str> {
    let findings = import::read(std::str::from_utf8(meta.fail.bytes).unwrap()).findings;
    findings.iter().map(|finding| finding.rule.id).collect()
}
