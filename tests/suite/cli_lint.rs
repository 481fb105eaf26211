//! `lint`, `explain`, `rules` and `schema` on the command line.

use crate::support::Sandbox;

const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

fn long_footer() -> String {
    format!("{GOOD}    footer: {}\n", "x".repeat(61))
}

#[test]
fn a_clean_project_ends_with_0_and_an_error_with_1() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let ran = sandbox.run(&["lint"]).exits_with(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "no findings in 1 template (1 variant)\n"));
    sandbox.write("templates/a.yaml", long_footer());
    for format in ["pretty", "concise", "json"] {
        let ran = sandbox.run(&["validate", "--format", format]).exits_with(1);
        assert!(ran.stdout.contains("footer/too-long"), "{}", ran.stdout);
        assert!(ran.stderr.starts_with("1 error in 1 template (1 variant)\n"), "{}", ran.stderr);
    }
}

#[test]
fn a_single_file_needs_no_project() {
    let sandbox = Sandbox::new().file("a.yaml", GOOD);
    sandbox.run(&["lint", "a.yaml"]).exits_with(0);
    let ran = sandbox.run(&["lint"]).exits_with(65);
    assert!(ran.stderr.starts_with("error: no chatform.yaml in "), "{}", ran.stderr);
    sandbox.run(&["lint", "b.yaml"]).exits_with(3);
}

#[test]
fn nothing_that_matches_is_said() {
    let ran = Sandbox::new().file("chatform.yaml", "{}").run(&["lint"]).exits_with(3);
    assert!(ran.stderr.contains("no template matched"), "{}", ran.stderr);
}

#[test]
fn a_broken_project_file_ends_with_65_and_shows_where() {
    let sandbox = Sandbox::new().file("chatform.yaml", "environments: [\n").file("templates/a.yaml", long_footer());
    let ran = sandbox.run(&["lint", "--format", "concise"]).exits_with(65);
    assert!(ran.stdout.starts_with("chatform.yaml:"), "{}", ran.stdout);
    assert!(ran.stdout.contains("footer/too-long"), "the templates are still checked: {}", ran.stdout);
}

#[test]
fn warnings_count_only_with_a_limit() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "lint: { rules: { footer/too-long: warning } }")
        .file("templates/a.yaml", long_footer());
    sandbox.run(&["lint"]).exits_with(0);
    sandbox.run(&["lint", "--max-warnings", "1"]).exits_with(0);
    sandbox.run(&["lint", "--max-warnings", "0"]).exits_with(1);
}

#[test]
fn an_unknown_environment_is_wrong_usage() {
    let sandbox = Sandbox::new().file("chatform.yaml", "environments: { local: {} }").file("templates/a.yaml", GOOD);
    let ran = sandbox.run(&["lint", "--env", "prod"]).exits_with(64);
    assert_eq!(ran.stderr, "error: no environment prod\n  help: chatform.yaml has local\n");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", long_footer());
    let mut child = sandbox.command(&["lint"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panic"));
}

#[test]
fn hostile_files_reach_the_terminal_only_as_text() {
    let hostile = "name: \"\\e]0;owned\\a\"\ncategory: \u{202e}UTILITY\nlanguages:\n  en:\n    body: a\u{9b}2Jb \u{200f}\n    fo\u{1b}[31m: 1\n";
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/\u{1b}[31mred.yaml", hostile);
    for format in ["pretty", "concise", "json", "ndjson", "sarif", "github", "gitlab", "junit", "markdown"] {
        let ran = sandbox.run(&["lint", "--format", format]).exits_with(1);
        let raw = |text: &str| text.chars().any(|c| c != '\n' && chatform::report::is_deceptive(c));
        assert!(!raw(&ran.stdout) && !raw(&ran.stderr), "{:?}", ran.stdout);
        assert!(!ran.stdout.is_empty());
    }
}

#[test]
fn explain_gives_the_documentation_of_a_rule_or_a_group() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["explain", "footer/too-long"]).exits_with(0);
    assert!(ran.stdout.starts_with("footer/too-long (error): footer is longer than 60 characters\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\nWhy\n") && ran.stdout.contains("\nSource\n"), "{}", ran.stdout);
    let ran = sandbox.run(&["explain", "footer"]).exits_with(0);
    assert!(ran.stdout.lines().all(|line| line.starts_with("footer/")), "{}", ran.stdout);
    let ran = sandbox.run(&["explain", "footer/to-long"]).exits_with(3);
    assert!(ran.stderr.contains("did you mean footer/too-long"), "{}", ran.stderr);
    let ran = sandbox.run(&["explain", "zzz"]).exits_with(3);
    assert!(ran.stderr.contains("`chatform rules` lists all rules"), "{}", ran.stderr);
}

#[test]
fn every_rule_is_listed_and_explained() {
    let sandbox = Sandbox::new();
    let table = sandbox.run(&["rules"]).exits_with(0).stdout;
    let listing: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["rules", "--format", "json"]).exits_with(0).stdout).unwrap();
    let mut metas = chatform::import::metas();
    metas.extend(chatform::rules::metas());
    metas.sort_by_key(|meta| meta.id);
    assert_eq!(table.lines().count(), metas.len());
    assert_eq!(listing["rules"].as_array().unwrap().len(), metas.len());
    for ((line, row), meta) in table.lines().zip(listing["rules"].as_array().unwrap()).zip(metas) {
        assert!(line.starts_with(meta.id) && line.ends_with(meta.summary), "{line}");
        assert_eq!(line.contains("  opt-in: "), meta.opt_in, "{line}");
        assert_eq!(row["opt_in"], meta.opt_in, "{row}");
        for heading in ["## Why", "## Source"] {
            assert!(meta.docs.contains(heading), "{} lacks {heading}", meta.id);
        }
    }
}

#[test]
fn schemas_are_json() {
    for (arguments, key) in [(&["schema"][..], "languages"), (&["schema", "project"], "environments")] {
        let ran = Sandbox::new().run(arguments).exits_with(0);
        let schema: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert!(schema["properties"][key].is_object(), "{}", ran.stdout);
    }
}
