//! The whole way: a hostile file with a hostile name, linted, in every format.

use chatform::lint;
use chatform::model::{ProjectFile, Template};
use chatform::project::{Loaded, Project};
use chatform::report::{Diagnostic, Findings};
use chatform::rules::{self, Facts};
use chatform::schema::{project_schema, template_schema};

use super::mutator::Mutator;
use super::runner::Target;
use super::{originals, pieces};
use crate::formats::hostile::assert_harmless;

/// A project of one template, and perhaps a project file.
pub fn project(template: Loaded<Template>, document: Option<Loaded<ProjectFile>>) -> Project {
    let file = document.as_ref().and_then(|document| document.value.as_deref().cloned()).unwrap_or_default();
    Project { root: "/project".into(), is_whole: true, document, file, files: vec![template], messages: Vec::new() }
}

/// Lints a project and hands on what a report is made from.
pub fn lint(project: &Project, report: impl FnOnce(&Findings<'_>)) {
    let facts = Facts { today: Some("2026-11-20".parse().unwrap()), ..Facts::default() };
    let linted = lint::run(project, None, &facts);
    let files: Vec<&str> = project.files.iter().map(|file| file.source.name.as_str()).collect();
    report(&Findings {
        command: "lint",
        diagnostics: &linted.diagnostics(),
        summary: linted.summary(),
        rules: rules::metas(),
        files: &files,
        base: "",
        time: "2026-11-20T12:30:00Z".parse().unwrap(),
    });
}

/// Every place of a finding lies inside of its file, on whole characters.
pub fn have_places(diagnostics: &[Diagnostic<'_>]) {
    for one in diagnostics {
        let places = one.secondary.iter().chain([&one.primary]).map(|place| &place.range);
        for range in places.chain(one.edits.iter().map(|edit| &edit.range)) {
            assert!(one.source.text.get(range.clone()).is_some(), "{}: {range:?}", one.rule);
        }
    }
}

fn is_reported(project: &Project) -> bool {
    let mut any = false;
    lint(project, |findings| {
        have_places(findings.diagnostics);
        assert_harmless(findings);
        any = !findings.diagnostics.is_empty();
    });
    any
}

/// The first line names the file: a hostile one where it begins hostile.
fn name_of(bytes: &[u8]) -> String {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(&first[..first.len().min(60)]).into_owned() + ".yaml"
}

fn template_is_reported(bytes: &[u8]) -> bool {
    is_reported(&project(Loaded::of(&name_of(bytes), bytes, template_schema()), None))
}

fn project_is_reported(bytes: &[u8]) -> bool {
    const TEMPLATE: &[u8] = include_bytes!("../../../templates-examples/templates/spring_harvest.yaml");
    let template = Loaded::of("templates/a.yaml", TEMPLATE, template_schema());
    is_reported(&project(template, Some(Loaded::of(&name_of(bytes), bytes, project_schema()))))
}

#[test]
fn any_template_is_shown_harmlessly_in_every_format() {
    let target = Target {
        name: "reporting templates",
        short: 120,
        long: 40_000,
        depth: "files with findings",
        mutator: Mutator::new(originals::templates(), pieces::YAML),
        check: template_is_reported,
    };
    target.run();
}

#[test]
fn any_project_file_is_shown_harmlessly_in_every_format() {
    let target = Target {
        name: "reporting project files",
        short: 120,
        long: 20_000,
        depth: "files with findings",
        mutator: Mutator::new(originals::projects(), pieces::YAML),
        check: project_is_reported,
    };
    target.run();
}
