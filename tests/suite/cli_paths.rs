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

#[test]
fn a_named_path_that_gives_nothing_is_said_beside_what_the_others_gave() {
    let sandbox = shop()
        .file("empty/notes.txt", "nothing")
        .file("second/chatform.yaml", "{}")
        .file("second/templates/f.yaml", FAULTY);
    let ran = sandbox.run(&["lint", "--format", "concise", "templates/a.yaml", "empty", "second/templates"]);
    let ran = ran.exits_with(3);
    assert!(ran.stdout.starts_with("templates/a.yaml:") && !ran.stdout.contains("second"), "{}", ran.stdout);
    assert!(ran.stderr.contains("error: no template or message in empty\n  help: "), "{}", ran.stderr);
    let other = format!("that of {}/second/chatform.yaml", sandbox.path().canonicalize().unwrap().display());
    assert!(ran.stderr.contains("error: second/templates belongs to another project, "), "{}", ran.stderr);
    assert!(ran.stderr.contains(&other), "{}", ran.stderr);
    let ran = sandbox.run(&["fmt", "templates/a.yaml", "empty"]).exits_with(3);
    assert!(ran.stderr.contains("no template or message in empty"), "{}", ran.stderr);
}

#[test]
fn a_named_file_of_another_project_is_not_judged_by_the_settings_of_the_first() {
    let sandbox = shop()
        .file("second/chatform.yaml", "{}")
        .file("second/templates/f.yaml", FAULTY)
        .file("second/templates/g.yaml", FAULTY);
    let ran =
        sandbox.run(&["lint", "--format", "concise", "templates/a.yaml", "second/templates/f.yaml"]).exits_with(3);
    assert!(ran.stdout.starts_with("templates/a.yaml:") && !ran.stdout.contains("second"), "{}", ran.stdout);
    assert!(ran.stderr.contains("error: second/templates/f.yaml belongs to another project, "), "{}", ran.stderr);
    let ran = sandbox.run(&["lint", "--format", "concise", "templates/a.yaml", "second/*/*.yaml"]).exits_with(3);
    assert_eq!(ran.stderr.matches("/second/templates/").count(), 2, "{}", ran.stderr);
    // The layout is the same in every project.
    sandbox.run(&["fmt", "templates/a.yaml", "second/templates/f.yaml"]).exits_with(0);
}

#[test]
fn a_folder_that_git_ignores_is_searched_when_it_is_named() {
    assert_eq!(
        linted(&shop(), &["templates/a.yaml", "templates/drafts"]),
        ["templates/a.yaml", "templates/drafts/d.yaml"]
    );
}

#[test]
fn a_glob_may_match_a_folder_without_templates_beside_others() {
    let sandbox = shop().file("templates/assets/box.txt", "");
    assert_eq!(linted(&sandbox, &["templates/[ad]*"]), ["templates/a.yaml", "templates/deep/c.yaml"]);
    let ran = sandbox.run(&["lint", "templates/assets*"]).exits_with(3);
    assert!(ran.stderr.contains("no template or message in templates/assets*"), "{}", ran.stderr);
}

#[test]
fn the_project_file_may_be_named_beside_a_template() {
    assert_eq!(linted(&shop(), &["chatform.yaml", "templates/a.yaml"]), ["templates/a.yaml"]);
}

/// The memory of a process cannot be read from its beginning, not even by root.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_hides_no_finding_of_another() {
    let sandbox = shop();
    std::os::unix::fs::symlink("/proc/self/mem", sandbox.path().join("templates/z.yaml")).unwrap();
    let ran = sandbox.run(&["lint", "--format", "concise", "--format", "sarif=out.sarif"]).exits_with(69);
    assert!(ran.stdout.contains("templates/a.yaml:1:7: error"), "{}", ran.stdout);
    let said = ran.stderr.lines().find(|line| line.starts_with("error: cannot read ")).unwrap();
    assert_eq!(said.matches("templates/z.yaml").count(), 1, "{said}");
    assert!(sandbox.read("out.sarif").contains("name/bad-character"));
    let ran = sandbox.run(&["plan"]).exits_with(69);
    assert!(ran.stderr.contains("cannot read ") && ran.stdout.is_empty(), "{}", ran.stderr);
}
