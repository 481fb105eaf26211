//! One fixture, taken the whole way that `lint` goes.

use std::fs;
use std::path::PathBuf;

use chatform::finding::{Fixture, Level, RuleMeta};
use chatform::lint;
use chatform::model::{LintSettings, ProjectFile, RuleLevel};
use chatform::project::{Loaded, Project};
use chatform::report::concise;
use chatform::rules::{self, Facts};
use chatform::schema;
use indexmap::IndexMap;
use jiff::civil::date;

/// Holds that a rule fires in its `fail` fixture and nowhere else, that nothing else does, and that what is said is what
/// `fail.txt` has. `CHATFORM_UPDATE=1` writes that file.
pub fn holds(id: &str) {
    let meta = rules::find(id).unwrap_or_else(|| panic!("there is no rule {id}"));
    passes(meta);
    fails(meta);
}

fn passes(meta: &RuleMeta) {
    let project = project(meta, &meta.pass);
    let linted = lint::run(&project, None, &facts());
    let bad = linted
        .findings
        .iter()
        .filter(|located| located.finding.level > Level::Info || located.finding.rule.id == meta.id);
    let bad: Vec<_> = bad.map(lint::Located::diagnostic).collect();
    assert!(bad.is_empty(), "{}/{} should pass:\n{}", meta.id, meta.pass.name, concise(&bad));
    assert_eq!(
        linted.variants == 0,
        ["project", "message"].contains(&meta.group()),
        "{}/{} was not read",
        meta.id,
        meta.pass.name
    );
}

fn fails(meta: &RuleMeta) {
    let project = project(meta, &meta.fail);
    let linted = lint::run(&project, None, &facts());
    let said = concise(&linted.diagnostics());
    let found: Vec<&str> = linted.findings.iter().map(|located| located.finding.rule.id).collect();
    assert!(found.contains(&meta.id), "{}/{} should set the rule off:\n{said}", meta.id, meta.fail.name);
    let foreign = found.iter().find(|found| **found != meta.id && !meta.also.contains(found));
    assert!(foreign.is_none(), "{}/{} sets off what `also` does not declare:\n{said}", meta.id, meta.fail.name);
    let needless = meta.also.iter().find(|also| !found.contains(also));
    assert!(needless.is_none(), "{} declares {needless:?} in `also`, which stays silent:\n{said}", meta.id);
    for located in linted.findings.iter().filter(|located| located.finding.rule.id == meta.id) {
        assert_eq!(located.finding.level, meta.level, "{}", meta.id);
        assert!(located.range.end <= located.source.text.len() && !located.finding.message.is_empty());
    }
    is_as_written(meta, &said);
}

/// Holds that what is said is what `fail.txt` has.
pub fn is_as_written(meta: &RuleMeta, said: &str) {
    let path = folder(meta).join("fail.txt");
    if std::env::var_os("CHATFORM_UPDATE").is_some() {
        fs::write(&path, said).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        said,
        written,
        "{} says something else than {}: set CHATFORM_UPDATE=1 and read it",
        meta.id,
        path.display()
    );
}

/// The day is fixed, for whatever ends on one.
pub fn facts() -> Facts {
    Facts { today: Some(date(2026, 11, 20)), ..Facts::default() }
}

fn folder(meta: &RuleMeta) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(meta.id)
}

/// A project file that gives a rule a level, if it has none without.
fn opted_in(meta: &RuleMeta) -> ProjectFile {
    let level = match meta.level {
        Level::Info => RuleLevel::Info,
        Level::Warning => RuleLevel::Warning,
        Level::Error => RuleLevel::Error,
    };
    let rules = Some(IndexMap::from([(meta.id.to_owned(), level)]));
    let lint = meta.opt_in.then_some(LintSettings { rules, overrides: None });
    ProjectFile { lint, ..ProjectFile::default() }
}

/// A project of one template, with a project file for nothing but an opt-in rule; for the group `project`, a project file without templates, for the group `message` a message.
pub fn project(meta: &RuleMeta, fixture: &Fixture) -> Project {
    project_with(meta, fixture.name, fixture.bytes)
}

/// The same with other bytes in the place of the fixture.
pub fn project_with(meta: &RuleMeta, name: &str, bytes: &[u8]) -> Project {
    let mut project = Project {
        root: PathBuf::new(),
        is_whole: true,
        document: None,
        file: opted_in(meta),
        files: Vec::new(),
        messages: Vec::new(),
    };
    if meta.group() == "project" {
        let document: Loaded<ProjectFile> = Loaded::of(name, bytes, schema::project_schema());
        project.file = document.value.as_deref().cloned().unwrap_or_default();
        project.document = Some(document);
    } else if meta.group() == "message" {
        project.messages.push(Loaded::of(name, bytes, schema::message_schema()));
    } else {
        project.files.push(Loaded::of(name, bytes, schema::template_schema()));
    }
    project
}
