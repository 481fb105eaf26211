//! `init`: a project to begin with.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::console::blocks;
use crate::support::{Sandbox, git, repository};

/// Every file of a folder with its content, but those of git.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().unwrap() != ".git" {
                folders.push(path);
            } else if path.is_file() {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn what_it_writes_lints_clean_plans_applies_and_is_approved() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init"]).exits_with(0);
    let ran = sandbox.run(&["lint", "--format", "concise", "--max-warnings", "0"]).exits_with(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "no findings in 1 template (2 variants)\n"));
    sandbox.run(&["fmt", "--check"]).exits_with(0);
    let ran = sandbox.run(&["plan"]).exits_with(0);
    assert!(ran.stdout.contains("Plan: 2 to create in environment `local` (emulator)"), "{}", ran.stdout);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let ran = sandbox.run(&["status"]).exits_with(0);
    assert!(ran.stdout.contains("2 of 2 approved"), "{}", ran.stdout);
    sandbox.run(&["plan", "--detailed-exitcode"]).exits_with(0);
}

#[test]
fn a_second_time_it_changes_nothing_and_says_what_it_kept() {
    let sandbox = Sandbox::new();
    let first = sandbox.run(&["init"]).exits_with(0);
    assert!(first.stdout.starts_with("created chatform.yaml\n") && !first.stdout.contains("kept"), "{}", first.stdout);
    let before = files(sandbox.path());
    let second = sandbox.run(&["init"]).exits_with(0);
    assert_eq!(files(sandbox.path()), before);
    assert_eq!(second.stdout, first.stdout.replace("created", "kept   "));
}

#[test]
fn what_is_there_is_never_touched() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file(".gitignore", "target\n");
    let ran = sandbox.run(&["init"]).exits_with(0);
    assert_eq!((sandbox.read("chatform.yaml").as_str(), sandbox.read(".gitignore").as_str()), ("{}", "target\n"));
    assert!(ran.stdout.contains("kept    chatform.yaml\n") && ran.stdout.contains("kept    .gitignore\n"));
    assert!(ran.stderr.contains("add `.chatform/` to .gitignore"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_there_too() {
    let sandbox = Sandbox::new();
    std::os::unix::fs::symlink("nowhere", sandbox.path().join("chatform.yaml")).unwrap();
    let ran = sandbox.run(&["init"]).exits_with(0);
    assert!(ran.stdout.contains("kept    chatform.yaml\n") && !sandbox.exists("nowhere"), "{}", ran.stdout);
}

#[test]
fn a_folder_that_is_missing_is_made() {
    let sandbox = Sandbox::new().file("taken", "");
    let ran = sandbox.run(&["init", "deep/shop"]).exits_with(0);
    assert!(ran.stdout.contains("created deep/shop/templates/order_shipped.yaml\n"), "{}", ran.stdout);
    assert!(ran.stderr.contains("  chatform -C deep/shop lint "), "{}", ran.stderr);
    sandbox.run(&["-C", "deep/shop", "lint"]).exits_with(0);
    let ran = sandbox.run(&["init", "taken"]).exits_with(64);
    assert!(ran.stderr.contains("error: taken is no folder\n  help: "), "{}", ran.stderr);
}

#[test]
fn in_a_repository_git_sees_what_belongs_into_it() {
    let sandbox = repository(Sandbox::new().file("README.md", "a shop\n"));
    sandbox.run(&["init"]).exits_with(0);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let status = git(&sandbox, &["status", "--porcelain", "--untracked-files=all"]);
    assert!(status.contains(".github/workflows/templates.yml") && !status.contains(".chatform/"), "{status}");
}

#[test]
fn in_a_folder_of_a_repository_what_counts_at_its_root_is_left_out() {
    let sandbox = repository(Sandbox::new().file("README.md", "a shop\n"));
    let ran = sandbox.run(&["init", "messages/shop"]).exits_with(0);
    assert!(!ran.stdout.contains(".github") && !ran.stdout.contains("pre-commit"), "{}", ran.stdout);
    assert!(
        ran.stderr.contains(".github/workflows/templates.yml and .pre-commit-config.yaml left out"),
        "{}",
        ran.stderr
    );
    assert!(sandbox.exists("messages/shop/.vscode/settings.json") && !sandbox.exists(".github"));
}

#[test]
fn what_it_writes_is_what_the_pages_show() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init"]).exits_with(0);
    let page = |name: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let of_ci = blocks(&page("docs/ci.md"), "yaml");
    for name in [".github/workflows/templates.yml", ".pre-commit-config.yaml"] {
        assert!(of_ci.contains(&sandbox.read(name)), "{name}");
    }
    assert!(blocks(&page("docs/editors.md"), "json").contains(&sandbox.read(".vscode/settings.json")));
    for name in ["template", "project", "message"] {
        let name = format!("schemas/{name}.schema.json");
        assert_eq!(sandbox.read(&name), page(&name));
    }
}
