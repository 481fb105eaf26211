//! Rules of faults that lie between files, each on its folders `pass` and `fail`.

use std::path::{Path, PathBuf};

use chatform::finding::{Level, RuleMeta};
use chatform::lint;
use chatform::project::Project;
use chatform::report::concise;
use chatform::rules::{self, Facts};

use super::fixture::is_as_written;
use crate::support::Sandbox;

/// The rules between files.
pub fn metas() -> impl Iterator<Item = &'static RuleMeta> {
    rules::metas().iter().copied().filter(|meta| rules::is_between_files(meta))
}

/// The files of a fixture as a project; where it has no project file, they are its templates. A file `NAME.bytes` that
/// holds a number stands for a file `NAME` of so many bytes.
fn sandbox(meta: &RuleMeta, fixture: &str) -> Sandbox {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(meta.id).join(fixture);
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let files = |folder: &Path| -> Vec<PathBuf> {
        let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        all.filter(|path| path.is_file()).collect()
    };
    let project_file = folder.join("chatform.yaml");
    let (settings, templates) = match project_file.exists() {
        true => (text(&project_file), files(&folder.join("templates"))),
        false => ("{}".to_owned(), files(&folder)),
    };
    let sandbox = Sandbox::new().file("chatform.yaml", settings);
    let name = |path: &Path| format!("templates/{}", path.file_name().unwrap().display());
    for path in &templates {
        if path.extension().is_some_and(|extension| extension == "bytes") {
            let size = text(path).trim().parse().unwrap();
            sandbox.write(&name(&path.with_extension("")), "");
            let sized = sandbox.path().join(name(&path.with_extension("")));
            std::fs::File::options().write(true).open(sized).unwrap().set_len(size).unwrap();
        } else {
            sandbox.write(&name(path), text(path));
        }
    }
    sandbox
}

fn with_findings<T>(meta: &RuleMeta, fixture: &str, look: impl Fn(&lint::Linted<'_>) -> T) -> T {
    let sandbox = sandbox(meta, fixture);
    let project = Project::open(sandbox.path(), &[]).unwrap();
    look(&lint::run(&project, None, &Facts::default()))
}

/// What is said of a rule's `fail`, perhaps as if one of its template files had not been there.
pub fn said(meta: &RuleMeta, without: Option<usize>) -> Vec<&'static str> {
    let sandbox = sandbox(meta, "fail");
    let mut project = Project::open(sandbox.path(), &[]).unwrap();
    if let Some(index) = without {
        project.files.remove(index);
    }
    let linted = lint::run(&project, None, &Facts::default());
    linted.findings.iter().map(|located| located.finding.rule.id).collect()
}

#[test]
fn every_rule_fires_in_its_folder_and_nothing_else_does() {
    assert!(metas().count() >= 3);
    for meta in metas() {
        with_findings(meta, "fail", |linted| {
            let said = concise(&linted.diagnostics());
            let found: Vec<&str> = linted.findings.iter().map(|located| located.finding.rule.id).collect();
            assert_eq!(found, [meta.id], "{said}");
            assert_eq!(linted.findings[0].finding.level, meta.level, "{}", meta.id);
            is_as_written(meta, &said);
        });
    }
}

#[test]
fn nothing_is_said_of_the_passing_folders() {
    for meta in metas() {
        with_findings(meta, "pass", |linted| {
            assert!(linted.variants > 0, "{} was not read", meta.id);
            let bad = linted.findings.iter().find(|located| located.finding.level > Level::Info);
            assert!(bad.is_none(), "{}:\n{}", meta.id, concise(&linted.diagnostics()));
        });
    }
}
