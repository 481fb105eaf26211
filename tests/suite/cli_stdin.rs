//! `lint --stdin-filename`: a text that an editor holds and has not saved.

use crate::support::{Ran, Sandbox};

const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

fn faulty(name: &str) -> String {
    format!("{}    footer: {}\n", GOOD.replace("name: a", &format!("name: {name}")), "x".repeat(61))
}

fn lint(sandbox: &Sandbox, file: &str, text: &str) -> Ran {
    sandbox.run_with_input(&["lint", "--format", "concise", "--stdin-filename", file], text.as_bytes())
}

#[test]
fn the_text_of_the_editor_stands_for_the_file() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let ran = lint(&sandbox, "templates/a.yaml", &faulty("a")).exits_with(1);
    assert!(ran.stdout.starts_with("templates/a.yaml:6:73: error[footer/too-long]"), "{}", ran.stdout);
    sandbox.write("templates/a.yaml", faulty("a"));
    let ran = lint(&sandbox, "templates/a.yaml", GOOD).exits_with(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "no findings in 1 template (1 variant)\n"));
}

#[test]
fn the_file_need_not_exist() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    for file in ["templates/new/b.yaml", "b.txt"] {
        let ran = lint(&sandbox, file, &faulty("b")).exits_with(1);
        assert!(ran.stdout.starts_with(&format!("{file}:6:73: error[footer/too-long]")), "{}", ran.stdout);
    }
    let ran = lint(&Sandbox::new(), "b.yaml", &faulty("b")).exits_with(1);
    assert!(ran.stdout.starts_with("b.yaml:6:73: "), "no project is needed: {}", ran.stdout);
}

#[test]
fn the_other_files_are_seen_but_not_reported() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/z.yaml", faulty("same"));
    let ran = lint(&sandbox, "templates/a.yaml", &GOOD.replace("name: a", "name: same")).exits_with(1);
    assert!(ran.stdout.lines().all(|line| line.starts_with("templates/a.yaml:")), "{}", ran.stdout);
    assert!(ran.stdout.contains("error[name/duplicate] `same`"), "{}", ran.stdout);
}

#[test]
fn the_project_is_the_one_around_the_file() {
    let level = |level: &str| format!("lint: {{ rules: {{ footer/too-long: {level} }} }}");
    let sandbox = Sandbox::new().file("chatform.yaml", level("error")).file("shop/chatform.yaml", level("warning"));
    let ran = lint(&sandbox, "shop/templates/a.yaml", &faulty("a")).exits_with(0);
    assert!(ran.stdout.contains("warning[footer/too-long]"), "{}", ran.stdout);
}

#[test]
fn the_project_file_is_edited_too() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", faulty("a"));
    let ran = lint(&sandbox, "chatform.yaml", "tmplates: []\n").exits_with(65);
    assert!(ran.stdout.lines().all(|line| line.starts_with("chatform.yaml:")), "{}", ran.stdout);
    lint(&sandbox, "chatform.yaml", "{}").exits_with(0);
    let ran = lint(&Sandbox::new(), "chatform.yaml", "tmplates: []\n").exits_with(65);
    assert!(ran.stdout.starts_with("chatform.yaml:1:1: "), "{}", ran.stdout);
}

#[test]
fn a_broken_project_file_is_told_without_its_findings() {
    let sandbox = Sandbox::new().file("chatform.yaml", "lnt: {}");
    let ran = lint(&sandbox, "templates/a.yaml", GOOD).exits_with(65);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("chatform.yaml itself has errors"), "{}", ran.stderr);
}

#[test]
fn any_bytes_are_a_finding_at_worst() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    for bytes in [&b""[..], b"\xff\xfe", b"\0", b"]"] {
        let ran = sandbox.run_with_input(&["lint", "--stdin-filename", "templates/a.yaml"], bytes).exits_with(1);
        assert!(ran.stdout.contains("templates/a.yaml:"), "{}", ran.stdout);
    }
}

#[test]
fn a_lone_dash_means_the_same_and_other_paths_do_not_fit() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}");
    let run = |more: &[&str]| {
        sandbox.run_with_input(&[&["lint", "--stdin-filename", "templates/a.yaml"], more].concat(), GOOD.as_bytes())
    };
    run(&["-"]).exits_with(0);
    for more in [&["templates"][..], &["-", "templates"], &["--changed-since", "main"], &["--watch"]] {
        run(more).exits_with(64);
    }
    sandbox.write("templates/b.yaml", GOOD);
    let ran = lint(&sandbox, "templates", GOOD).exits_with(64);
    assert!(ran.stderr.contains("templates is a folder"), "{}", ran.stderr);
}
