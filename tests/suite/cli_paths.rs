//! Files, folders and globs as arguments of `lint`.

use crate::support::Sandbox;

/// A template with one fault, so that it shows up.
const FAULTY: &str = "name: A\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

/// The files that are linted.
fn linted(sandbox: &Sandbox, paths: &[&str]) -> Vec<String> {
    let ran = sandbox.run(&[&["lint", "--format", "concise"], paths].concat()).exits_with(1);
    let mut files: Vec<String> = ran.stdout.lines().map(|line| line.split(':').next().unwrap().to_owned()).collect();
    files.dedup();
    files
}

fn shop() -> Sandbox {
    Sandbox::new()
        .file(".git/HEAD", "")
        .file(".gitignore", "drafts/\n")
        .file("chatform.yaml", "{}")
        .file("templates/a.yaml", FAULTY)
        .file("templates/b[1].yaml", FAULTY)
        .file("templates/deep/c.yaml", FAULTY)
        .file("templates/drafts/d.yaml", FAULTY)
        .file("other/e.yaml", FAULTY)
}

#[test]
fn a_glob_that_no_shell_expanded_is_expanded() {
    let sandbox = shop();
    assert_eq!(linted(&sandbox, &["templates/*.yaml"]), ["templates/a.yaml", "templates/b[1].yaml"]);
    assert_eq!(linted(&sandbox, &["./templates/**/c.*"]), ["templates/deep/c.yaml"]);
    assert_eq!(linted(&sandbox, &["{other,templates}/[ae].yaml"]), ["other/e.yaml", "templates/a.yaml"]);
    let absolute = format!("{}/templates/a*", sandbox.path().display());
    assert_eq!(linted(&sandbox, &[&absolute]), ["templates/a.yaml"]);
    assert_eq!(linted(&sandbox, &["-C", "other", "../templates/d*/*.yaml"]), ["../templates/deep/c.yaml"]);
}

#[test]
fn a_folder_that_a_glob_matches_is_searched_as_the_project_says() {
    assert_eq!(linted(&shop(), &["templates/de*"]), ["templates/deep/c.yaml"]);
}

#[test]
fn a_file_that_is_there_is_no_glob() {
    assert_eq!(linted(&shop(), &["templates/b[1].yaml"]), ["templates/b[1].yaml"]);
}

#[test]
fn what_git_ignores_is_left_out_unless_it_is_named() {
    let sandbox = shop();
    assert!(!linted(&sandbox, &[]).contains(&"templates/drafts/d.yaml".to_owned()));
    assert!(!linted(&sandbox, &["templates/**"]).contains(&"templates/drafts/d.yaml".to_owned()));
    assert_eq!(linted(&sandbox, &["templates/drafts/d.yaml"]), ["templates/drafts/d.yaml"]);
}

#[test]
fn a_glob_needs_no_project() {
    let sandbox = Sandbox::new().file("x/a.yaml", FAULTY).file("x/b.yml", FAULTY).file("x/y/c.yaml", FAULTY);
    assert_eq!(linted(&sandbox, &["x/*.y*ml"]), ["x/a.yaml", "x/b.yml"]);
}

#[test]
fn a_glob_that_matches_nothing_is_said() {
    for glob in ["templates/*.yml", "nowhere/*.yaml", "templates/[.yaml"] {
        let ran = shop().run(&["lint", glob]).exits_with(3);
        assert!(ran.stderr.contains(&format!("no file or folder {glob}\n  help: ")), "{}", ran.stderr);
    }
}
