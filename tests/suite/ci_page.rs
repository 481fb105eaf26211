//! `docs/ci.md` and `.pre-commit-hooks.yaml`: what people will copy works.
#![cfg(unix)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::console::{blocks, output_of};
use crate::support::{Ran, Sandbox, git, python_tools, repository};

const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";
/// What stands for the address and the revision of this repository.
const ADDRESS: &str = "https://git.example.com/chatform.git";
const REVISION: &str = "0000000000000000000000000000000000000000";

fn faulty(name: &str) -> String {
    format!("{}    footer: {}\n", GOOD.replace("name: a", &format!("name: {name}")), "x".repeat(61))
}

fn shop() -> Sandbox {
    repository(Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD))
}

/// The examples of the page, in order.
fn examples() -> Vec<String> {
    let page = std::fs::read_to_string(root().join("docs/ci.md")).unwrap();
    blocks(&page, "yaml")
}

/// The example that has such a line.
fn example(line: &str) -> String {
    examples().into_iter().find(|example| example.lines().any(|other| other == line)).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn its_commands_run() {
    let sandbox = shop().variable("GITHUB_BASE_REF", "main").variable("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD");
    git(&sandbox, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let mut ran = 0;
    for line in examples().iter().flat_map(|example| example.lines()) {
        let Some(start) = line.find("chatform lint") else { continue };
        let output = output_of(&sandbox, &line[start..]).join("\n");
        assert!(!output.contains("[exit"), "{line}\n{output}");
        ran += 1;
    }
    assert!(ran >= 5, "only {ran} commands were found");
    for report in ["chatform.sarif", "gl-code-quality-report.json"] {
        let report: Result<serde_json::Value, _> = serde_json::from_str(&sandbox.read(report));
        assert!(report.is_ok(), "{report:?}");
    }
}

#[test]
fn its_workflow_job_and_hook_are_valid() {
    let Some(tools) = python_tools() else { return };
    let sandbox = Sandbox::new()
        .file("workflow.yml", example("name: templates"))
        .file("job.yml", example("templates:"))
        .file("config.yaml", example("repos:"));
    let hooks = root().join(".pre-commit-hooks.yaml").display().to_string();
    for arguments in [
        &["check-jsonschema", "--builtin-schema=vendor.github-workflows", "workflow.yml"][..],
        &["check-jsonschema", "--builtin-schema=vendor.gitlab-ci", "--data-transform=gitlab-ci", "job.yml"],
        &["pre-commit", "validate-config", "config.yaml"],
        &["pre-commit", "validate-manifest", &hooks],
    ] {
        let program = tools.join(arguments[0]).display().to_string();
        let ran: Ran = sandbox.scrubbed(&program).args(&arguments[1..]).output().unwrap().into();
        ran.exits_with(0);
    }
}

/// A repository whose commits are checked by the real pre-commit, with the hook of this repository.
struct Hooked {
    shop: Sandbox,
    tools: PathBuf,
    _hooks: Sandbox,
    cache: TempDir,
    variables: Vec<(&'static str, OsString)>,
}

impl Hooked {
    /// Configured as the page says, with further lines under the hook's id.
    fn new(more: &[&str]) -> Option<Self> {
        let tools = python_tools()?;
        let hooks = repository(this_repository());
        let revision = git(&hooks, &["rev-parse", "HEAD"]);
        let mut config =
            example("repos:").replace(ADDRESS, &hooks.path().display().to_string()).replace(REVISION, revision.trim());
        config.extend(more.iter().map(|line| format!("        {line}\n")));
        let shop = shop();
        shop.write(".pre-commit-config.yaml", config);
        let hooked = Self { shop, tools, _hooks: hooks, cache: tempfile::tempdir().unwrap(), variables: Vec::new() };
        hooked.run(&hooked.tools.join("pre-commit"), &["install"]).exits_with(0);
        Some(hooked)
    }

    fn run(&self, program: &Path, arguments: &[&str]) -> Ran {
        let mut command: Command = self.shop.scrubbed(&program.display().to_string());
        let binary = Path::new(env!("CARGO_BIN_EXE_chatform")).parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths([binary].into_iter().chain(std::env::split_paths(&path))).unwrap();
        command.env("PATH", path).env("PRE_COMMIT_HOME", self.cache.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        command.envs(self.variables.iter().cloned()).args(arguments).output().unwrap().into()
    }

    /// Commits one file; the hook has its say.
    fn commit(&self, name: &str, text: &str) -> Ran {
        self.shop.write(name, text);
        git(&self.shop, &["add", name]);
        self.run(Path::new("git"), &["commit", "--message=another"])
    }
}

/// The files of this repository, as they are now.
fn this_repository() -> Sandbox {
    let mut walk = ignore::WalkBuilder::new(root());
    walk.hidden(false).git_global(false).require_git(false).filter_entry(|entry| entry.file_name() != ".git");
    let files = walk.build().map(Result::unwrap).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.fold(Sandbox::new(), |sandbox, entry| {
        let name = entry.path().strip_prefix(root()).unwrap().display().to_string();
        sandbox.file(&name, std::fs::read(entry.path()).unwrap())
    })
}

#[test]
fn pre_commit_refuses_a_faulty_template_and_lets_a_good_one_pass() {
    let Some(hooked) = Hooked::new(&["language: system"]) else { return };
    let ran = hooked.commit("templates/b.yaml", &faulty("b")).exits_with(1);
    assert!(ran.stderr.contains("templates/b.yaml:6:73"), "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("error[footer/too-long]"), "{}", ran.stderr);
    hooked.commit("templates/b.yaml", &GOOD.replace("name: a", "name: b")).exits_with(0);
    let ran = hooked.run(&hooked.tools.join("pre-commit"), &["run", "--all-files"]).exits_with(0);
    assert!(ran.stdout.contains("chatform lint") && ran.stdout.contains("Passed"), "{}", ran.stdout);
}

#[test]
fn pre_commit_looks_at_what_is_staged_and_only_when_it_is_yaml() {
    let Some(hooked) = Hooked::new(&["language: system"]) else { return };
    git(&hooked.shop, &["add", "--all"]);
    hooked.run(Path::new("git"), &["commit", "--message=config"]).exits_with(0);
    hooked.shop.write("templates/a.yaml", faulty("a"));
    hooked.commit("templates/b.yaml", &GOOD.replace("name: a", "name: b")).exits_with(0);
    assert!(hooked.shop.read("templates/a.yaml").contains("xxx"), "the unstaged edit is back");
    git(&hooked.shop, &["add", "--all"]);
    hooked.run(Path::new("git"), &["commit", "--no-verify", "--message=faulty"]).exits_with(0);
    let ran = hooked.commit("notes.txt", "nothing for this hook").exits_with(0);
    assert!(ran.stderr.contains("Skipped"), "{}", ran.stderr);
}

#[test]
fn pre_commit_can_leave_old_findings_alone() {
    let arguments = example(
        "        args: [--changed-since, HEAD]         # only what is being committed; old findings stand in nobody's way",
    );
    let Some(hooked) = Hooked::new(&["language: system", arguments.trim()]) else { return };
    hooked.shop.write("templates/old.yaml", faulty("old").replace("there", "again"));
    git(&hooked.shop, &["add", "--all"]);
    hooked.run(Path::new("git"), &["commit", "--no-verify", "--message=faulty"]).exits_with(0);
    hooked.commit("templates/b.yaml", &GOOD.replace("name: a", "name: b")).exits_with(0);
    let ran = hooked.commit("templates/c.yaml", &faulty("c")).exits_with(1);
    assert!(ran.stderr.contains("templates/c.yaml") && !ran.stderr.contains("templates/old.yaml"), "{}", ran.stderr);
}

/// Builds the whole program: only under `.ci/run long`.
#[test]
fn pre_commit_builds_the_hook_from_source() {
    if std::env::var_os("CHATFORM_LONG").is_none() {
        println!("skipped: CHATFORM_LONG is not set");
        return;
    }
    let Some(mut hooked) = Hooked::new(&[]) else { return };
    let built = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hook-build");
    let home = PathBuf::from(std::env::var_os("HOME").unwrap());
    let of_home = |name: &str, folder: &str| std::env::var_os(name).unwrap_or_else(|| home.join(folder).into());
    hooked.variables = vec![
        ("CARGO_HOME", of_home("CARGO_HOME", ".cargo")),
        ("RUSTUP_HOME", of_home("RUSTUP_HOME", ".rustup")),
        ("CARGO_TARGET_DIR", built.into()),
        // What is tried is the hook, not the optimiser.
        ("CARGO_PROFILE_RELEASE_LTO", "off".into()),
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0".into()),
    ];
    let ran = hooked.commit("templates/b.yaml", &faulty("b")).exits_with(1);
    assert!(ran.stderr.contains("error[footer/too-long]"), "{}{}", ran.stdout, ran.stderr);
    let installed = std::fs::read_dir(hooked.cache.path()).unwrap().map(|entry| entry.unwrap().path());
    let installed: Vec<PathBuf> = installed
        .filter_map(|folder| Some(std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path())))
        .flatten()
        .collect();
    assert!(installed.iter().any(|folder| folder.join("bin/chatform").is_file()), "{installed:?}");
}
