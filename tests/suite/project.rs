//! Opening projects: where they are found, and which files are templates.

use std::path::PathBuf;

use chatform::project::{Project, ProjectError};

use crate::support::Sandbox;

const TEMPLATE: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n";

fn names(sandbox: &Sandbox, within: &str, paths: &[&str]) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    let project = Project::open(&sandbox.path().join(within), &paths).unwrap();
    project.files.iter().map(|file| file.source.name.clone()).collect()
}

#[test]
fn a_project_is_found_upwards_and_names_are_relative_to_the_working_directory() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "{}")
        .file("templates/b.yaml", TEMPLATE)
        .file("templates/deep/a.yaml", TEMPLATE)
        .file("templates/notes.txt", "no template")
        .file("other/c.yaml", TEMPLATE);
    assert_eq!(names(&sandbox, "", &[]), ["templates/b.yaml", "templates/deep/a.yaml"]);
    assert_eq!(names(&sandbox, "templates/deep", &[]), ["../b.yaml", "a.yaml"]);
    assert_eq!(names(&sandbox, "other", &[]), ["../templates/b.yaml", "../templates/deep/a.yaml"]);
}

#[test]
fn globs_say_which_files_are_templates() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "templates: ['shop/*.yaml', './bank/**/*.tpl', 'shop/a.*']")
        .file("shop/a.yaml", TEMPLATE)
        .file("shop/deep/b.yaml", TEMPLATE)
        .file("bank/x/y/c.tpl", TEMPLATE)
        .file("templates/d.yaml", TEMPLATE);
    assert_eq!(names(&sandbox, "", &[]), ["bank/x/y/c.tpl", "shop/a.yaml"]);
}

#[test]
fn the_project_file_is_never_a_template() {
    let sandbox = Sandbox::new().file("chatform.yaml", "templates: ['*.yaml']").file("a.yaml", TEMPLATE);
    assert_eq!(names(&sandbox, "", &[]), ["a.yaml"]);
}

#[test]
fn paths_narrow_the_project_and_a_named_file_needs_no_glob() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "{}")
        .file("templates/a.yaml", TEMPLATE)
        .file("templates/deep/b.yaml", TEMPLATE)
        .file("draft.yml", TEMPLATE);
    assert_eq!(names(&sandbox, "", &["templates/deep"]), ["templates/deep/b.yaml"]);
    assert_eq!(names(&sandbox, "", &["draft.yml", "templates/./a.yaml"]), ["draft.yml", "templates/a.yaml"]);
    assert_eq!(names(&sandbox, "", &["."]), ["templates/a.yaml", "templates/deep/b.yaml"]);
}

#[test]
fn files_without_a_project_are_read_as_named() {
    let sandbox = Sandbox::new().file("x/a.yaml", TEMPLATE).file("x/b.yml", TEMPLATE).file("c.txt", TEMPLATE);
    assert_eq!(names(&sandbox, "", &["x", "c.txt", "x/a.yaml"]), ["c.txt", "x/a.yaml", "x/b.yml"]);
    assert!(matches!(Project::open(sandbox.path(), &[]), Err(ProjectError::NotFound(_))));
    assert!(matches!(Project::open(sandbox.path(), &["y".into()]), Err(ProjectError::NoSuchPath(_))));
}

#[test]
fn a_named_file_brings_its_own_project() {
    let sandbox = Sandbox::new()
        .file("shop/chatform.yaml", "environments: { prod: { values: { a: b } } }")
        .file("shop/templates/a.yaml", TEMPLATE);
    let project = Project::open(sandbox.path(), &["shop/templates/a.yaml".into()]).unwrap();
    assert!(project.file.environments.is_some());
    assert_eq!(project.files.len(), 1);
}

#[test]
fn ignored_and_hidden_files_are_left_out() {
    let sandbox = Sandbox::new()
        .file(".git/HEAD", "")
        .file(".gitignore", "drafts/\n")
        .file("chatform.yaml", "{}")
        .file("templates/a.yaml", TEMPLATE)
        .file("templates/drafts/b.yaml", TEMPLATE)
        .file("templates/.c.yaml", TEMPLATE);
    assert_eq!(names(&sandbox, "", &[]), ["templates/a.yaml"]);
    assert_eq!(names(&sandbox, "", &["templates/drafts/b.yaml"]), ["templates/drafts/b.yaml"], "when named");
}

#[test]
fn a_folder_reached_through_its_neighbour_is_the_same_folder() {
    let sandbox = Sandbox::new()
        .file("one/chatform.yaml", "{}")
        .file("one/templates/a.yaml", TEMPLATE)
        .file("other/b.yaml", TEMPLATE);
    assert_eq!(names(&sandbox, "other/../one", &[]), ["templates/a.yaml"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_in_circles() {
    use std::os::unix::fs::symlink;

    let sandbox =
        Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", TEMPLATE).file("far/b.yaml", TEMPLATE);
    symlink(sandbox.path().join("templates"), sandbox.path().join("templates/loop")).unwrap();
    symlink(sandbox.path().join("far"), sandbox.path().join("templates/far")).unwrap();
    symlink(sandbox.path().join("templates/a.yaml"), sandbox.path().join("templates/z.yaml")).unwrap();
    symlink(sandbox.path().join("nowhere"), sandbox.path().join("templates/dead.yaml")).unwrap();
    assert_eq!(names(&sandbox, "", &[]), ["templates/a.yaml", "templates/far/b.yaml"]);
}
