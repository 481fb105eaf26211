//! `lint --changed-since`, in real repositories.

use crate::support::console::output_of;
use crate::support::{Ran, Sandbox, git, repository};

/// A template whose footer is too long by so many characters.
fn template(name: &str, too_many: usize) -> String {
    let footer = "x".repeat(60 + too_many);
    format!(
        "name: {name}\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with {name}.\n    \
         footer: {footer}\n"
    )
}

/// A repository with two templates; `old` has a fault since the beginning.
fn shop() -> Sandbox {
    repository(
        Sandbox::new()
            .file("chatform.yaml", "{}")
            .file("templates/new.yaml", template("new", 0))
            .file("templates/old.yaml", template("old", 1)),
    )
}

fn lint_since(sandbox: &Sandbox, reference: &str) -> Ran {
    sandbox.run(&["lint", "--format", "concise", "--changed-since", reference])
}

/// The files that the findings lie in.
fn files(ran: &Ran) -> Vec<&str> {
    ran.stdout.lines().map(|line| line.split(':').next().unwrap()).collect()
}

#[test]
fn nothing_changed_is_no_failure() {
    let sandbox = shop();
    sandbox.run(&["lint"]).exits_with(1);
    let ran = lint_since(&sandbox, "main").exits_with(0);
    assert_eq!(ran.stdout, "");
    let base = git(&sandbox, &["rev-parse", "HEAD"]);
    assert_eq!(ran.stderr, format!("no template has changed since main ({})\n", &base[..12]));
}

#[test]
fn edits_count_whether_committed_staged_or_neither_and_so_do_new_files() {
    let sandbox = shop();
    git(&sandbox, &["switch", "--quiet", "--create=work"]);
    sandbox.write("templates/committed.yaml", template("committed", 1));
    git(&sandbox, &["add", "--all"]);
    git(&sandbox, &["commit", "--quiet", "--message=more"]);
    sandbox.write("templates/staged.yaml", template("staged", 1));
    git(&sandbox, &["add", "--all"]);
    sandbox.write("templates/new.yaml", template("new", 1));
    sandbox.write("templates/untracked.yaml", template("untracked", 1));
    let ran = lint_since(&sandbox, "main").exits_with(1);
    let expected = ["committed", "new", "staged", "untracked"].map(|name| format!("templates/{name}.yaml"));
    assert_eq!(files(&ran), expected);
    assert!(ran.stderr.starts_with("4 errors in 4 templates (4 variants)\n"), "{}", ran.stderr);
}

#[test]
fn what_others_committed_meanwhile_is_no_change_of_mine() {
    let sandbox = shop();
    git(&sandbox, &["branch", "work"]);
    sandbox.write("templates/theirs.yaml", template("theirs", 1));
    git(&sandbox, &["add", "--all"]);
    git(&sandbox, &["commit", "--quiet", "--message=theirs"]);
    git(&sandbox, &["switch", "--quiet", "work"]);
    lint_since(&sandbox, "main").exits_with(0);
    sandbox.write("templates/new.yaml", template("new", 1));
    assert_eq!(files(&lint_since(&sandbox, "main").exits_with(1)), ["templates/new.yaml"]);
}

#[test]
fn a_removed_and_a_renamed_file_are_seen_as_they_are_now() {
    let sandbox = shop();
    git(&sandbox, &["rm", "--quiet", "templates/new.yaml"]);
    lint_since(&sandbox, "HEAD").exits_with(0);
    git(&sandbox, &["mv", "templates/old.yaml", "templates/renamed.yaml"]);
    assert_eq!(files(&lint_since(&sandbox, "HEAD").exits_with(1)), ["templates/renamed.yaml"]);
}

#[test]
fn a_fault_between_two_files_is_seen_from_the_changed_one() {
    // By name, the changed file comes first, and the unchanged one would be the one that repeats its name.
    let sandbox = shop();
    sandbox.write("templates/a_copy.yaml", template("new", 0));
    let ran = lint_since(&sandbox, "main").exits_with(1);
    assert_eq!(files(&ran), ["templates/a_copy.yaml"]);
    assert!(ran.stdout.contains("error[name/duplicate] `new`"), "{}", ran.stdout);
}

#[test]
fn when_the_project_file_changes_every_template_may_mean_something_else() {
    let sandbox = shop();
    sandbox.write("chatform.yaml", "lint: { rules: { footer/too-long: warning } }");
    assert_eq!(files(&lint_since(&sandbox, "main").exits_with(0)), ["templates/old.yaml"]);
}

#[test]
fn a_broken_project_file_is_not_passed_over() {
    let sandbox =
        repository(Sandbox::new().file("chatform.yaml", "lnt: {}").file("templates/a.yaml", template("a", 0)));
    let ran = lint_since(&sandbox, "main").exits_with(65);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("chatform.yaml itself has errors"), "{}", ran.stderr);
}

#[test]
fn names_are_found_from_any_folder_and_with_any_character() {
    let sandbox = shop();
    sandbox.write("templates/ü \"b\"\n.yaml", template("b", 1));
    let ran = sandbox.run(&["-C", "templates", "lint", "--format", "json", "--changed-since", "main"]).exits_with(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{}", ran.stdout);
}

#[test]
fn a_project_in_a_folder_of_the_repository_is_compared_too() {
    let sandbox =
        repository(Sandbox::new().file("shop/chatform.yaml", "{}").file("shop/templates/a.yaml", template("a", 0)));
    sandbox.write("shop/templates/a.yaml", template("a", 1));
    let ran = sandbox.run(&["-C", "shop", "lint", "--changed-since", "HEAD"]).exits_with(1);
    assert!(ran.stdout.contains("templates/a.yaml:6"), "{}", ran.stdout);
}

#[cfg(unix)]
#[test]
fn a_template_that_is_a_link_changes_with_what_it_links_to() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("texts/a.yaml", template("a", 0));
    std::fs::create_dir(sandbox.path().join("templates")).unwrap();
    std::os::unix::fs::symlink("../texts/a.yaml", sandbox.path().join("templates/a.yaml")).unwrap();
    let sandbox = repository(sandbox);
    lint_since(&sandbox, "HEAD").exits_with(0);
    sandbox.write("texts/a.yaml", template("a", 1));
    assert_eq!(files(&lint_since(&sandbox, "HEAD").exits_with(1)), ["templates/a.yaml"]);
}

#[test]
fn an_ignored_file_has_no_history_so_it_is_looked_at_when_named() {
    let sandbox = shop();
    sandbox.write(".gitignore", "drafts/\n*.new.yaml\n");
    sandbox.write("templates/drafts/b.yaml", template("b", 1));
    sandbox.write("templates/c.new.yaml", template("c", 1));
    lint_since(&sandbox, "HEAD").exits_with(0);
    for name in ["templates/drafts/b.yaml", "templates/c.new.yaml"] {
        let ran = sandbox.run(&["lint", "--format", "concise", "--changed-since", "HEAD", name]).exits_with(1);
        assert_eq!(files(&ran), [name]);
    }
}

#[test]
fn of_a_repository_within_nothing_is_known_so_it_is_looked_at() {
    let sandbox = shop();
    git(&sandbox, &["init", "--quiet", "templates/within"]);
    sandbox.write("templates/within/b.yaml", template("b", 1));
    assert_eq!(files(&lint_since(&sandbox, "HEAD").exits_with(1)), ["templates/within/b.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_hook_of_any_work_tree_sees_what_is_being_committed() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = repository(
        Sandbox::new()
            .file("shop/chatform.yaml", "{}")
            .file("shop/templates/a.yaml", template("a", 0))
            .file("shop/templates/old.yaml", template("old", 1)),
    );
    let hook = "#!/bin/sh\nexec chatform -C shop lint --format concise --changed-since HEAD\n";
    sandbox.write(".git/hooks/pre-commit", hook);
    let hook = sandbox.path().join(".git/hooks/pre-commit");
    std::fs::set_permissions(hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    git(&sandbox, &["worktree", "add", "--quiet", "-b", "beside", "beside"]);
    for tree in [".", "beside"] {
        sandbox.write(&format!("{tree}/shop/templates/a.yaml"), template("a", 1));
        let output = output_of(&sandbox, &format!("git -C {tree} commit --all --message=faulty")).join("\n");
        assert!(output.contains("templates/a.yaml:6:73: error") && output.ends_with("[exit 1]"), "{output}");
        assert!(!output.contains("templates/old.yaml"), "{output}");
    }
}

#[test]
fn what_git_cannot_answer_is_an_error_with_a_way_out() {
    let loose = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template("a", 0));
    let ran = lint_since(&loose, "main").exits_with(64);
    assert!(ran.stderr.contains("is in no git repository\n  help: "), "{}", ran.stderr);

    let sandbox = shop();
    let ran = lint_since(&sandbox, "origin/main").exits_with(64);
    assert!(ran.stderr.starts_with("error: git knows no commit `origin/main`\n  help: fetch it"), "{}", ran.stderr);

    git(&sandbox, &["switch", "--quiet", "--orphan=apart"]);
    git(&sandbox, &["commit", "--quiet", "--allow-empty", "--message=another beginning"]);
    git(&sandbox, &["restore", "--source=main", "."]);
    let ran = lint_since(&sandbox, "main").exits_with(64);
    assert!(ran.stderr.contains("`main` and HEAD have no commit in common\n  help: "), "{}", ran.stderr);

    let foreign = shop().variable("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    let ran = lint_since(&foreign, "main").exits_with(69);
    assert!(ran.stderr.contains("belongs to another user") && ran.stderr.contains("safe.directory"), "{}", ran.stderr);

    let without_git = shop().variable("PATH", "nowhere");
    let ran = lint_since(&without_git, "main").exits_with(69);
    assert!(ran.stderr.contains("git cannot be started"), "{}", ran.stderr);
}

#[test]
fn a_reference_is_never_an_option() {
    let sandbox = shop();
    for reference in ["--output=stolen", "-C", "--upload-pack=touch stolen"] {
        let ran = sandbox.run(&["lint", &format!("--changed-since={reference}")]).exits_with(64);
        assert!(ran.stderr.contains("begins with `-`"), "{}", ran.stderr);
    }
    lint_since(&sandbox, "main; touch stolen").exits_with(64);
    assert!(!sandbox.exists("stolen"));
}

#[test]
fn nothing_is_written_to_the_repository() {
    let sandbox = shop();
    let index = || std::fs::metadata(sandbox.path().join(".git/index")).unwrap().modified().unwrap();
    // A touched file makes git want a fresher index.
    sandbox.write("templates/new.yaml", template("new", 0));
    let before = index();
    lint_since(&sandbox, "main").exits_with(0);
    assert_eq!(index(), before);
}

#[test]
fn a_template_changes_with_the_media_files_it_names() {
    let header = "header: { format: IMAGE, file: ../assets/box.png }\n";
    let sandbox = repository(
        Sandbox::new()
            .file("chatform.yaml", "{}")
            .file("assets/box.png", "picture")
            .file("templates/box.yaml", template("box", 0).replace("languages:", &format!("{header}languages:")))
            .file("templates/old.yaml", template("old", 1)),
    );
    lint_since(&sandbox, "HEAD").exits_with(0);
    let picture = std::fs::File::options().write(true).open(sandbox.path().join("assets/box.png")).unwrap();
    picture.set_len(6 << 20).unwrap();
    let ran = lint_since(&sandbox, "HEAD").exits_with(1);
    assert!(ran.stdout.contains("header/file-too-large"), "{}", ran.stdout);
    assert_eq!(files(&ran), ["templates/box.yaml"]);
    git(&sandbox, &["rm", "--quiet", "--force", "assets/box.png"]);
    let ran = lint_since(&sandbox, "HEAD").exits_with(1);
    assert!(ran.stdout.contains("header/file-missing"), "{}", ran.stdout);
}

#[test]
fn before_the_first_commit_everything_has_changed_since_head() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template("a", 1));
    git(&sandbox, &["init", "--quiet", "--initial-branch=main"]);
    assert_eq!(files(&lint_since(&sandbox, "HEAD").exits_with(1)), ["templates/a.yaml"]);
    lint_since(&sandbox, "main").exits_with(64);
}
