//! Drift, told apart by who moved.

use serde_json::Value;

use crate::support::{Sandbox, git, repository};

const PROJECT: &str = "environments:\n  local: { emulator: { state: .chatform/emulator, review: REVIEW } }\n";

/// `hello/en` and `bye/en`, applied and committed.
fn applied(review: &str) -> Sandbox {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", PROJECT.replace("REVIEW", review))
        .file("templates/hello.yaml", Sandbox::HELLO)
        .file("templates/bye.yaml", Sandbox::HELLO.replace("hello", "bye").replace("table", "parcel"));
    let sandbox = repository(sandbox);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox
}

/// Changes a stored template, as the console or the platform would.
fn edit(sandbox: &Sandbox, name: &str, change: impl FnOnce(&mut Value)) {
    let file = format!(".chatform/emulator/spaces/default~/{name}.en.json");
    let mut stored: Value = serde_json::from_str(&sandbox.read(&file)).unwrap();
    change(&mut stored);
    stored["last_update_time"] = (stored["last_update_time"].as_i64().unwrap() + 1).into();
    sandbox.write(&file, stored.to_string());
}

fn classes(sandbox: &Sandbox) -> Vec<(String, String)> {
    let json = sandbox.run(&["drift", "--format", "json"]).exits_with(0).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let text = |item: &Value, field: &str| item[field].as_str().unwrap().to_owned();
    json["items"].as_array().unwrap().iter().map(|item| (text(item, "class"), text(item, "key"))).collect()
}

fn classified(sandbox: &Sandbox, class: &str, key: &str) {
    assert_eq!(classes(sandbox), [(class.to_owned(), key.to_owned())]);
}

fn change_body(stored: &mut Value) {
    stored["components"][0]["Text"] = "Your room is ready.".into();
}

#[test]
fn without_a_change_there_is_none() {
    let sandbox = applied("instant");
    assert_eq!(classes(&sandbox), []);
    let text = sandbox.run(&["drift", "--detailed-exitcode"]).exits_with(0).stdout;
    assert_eq!(text, "No drift in environment `local` (emulator)\n");
}

#[test]
fn an_edit_at_the_console_matches_no_committed_version() {
    let sandbox = applied("instant");
    edit(&sandbox, "hello", change_body);
    classified(&sandbox, "console_edit", "hello/en");
    let text = sandbox.run(&["drift", "--detailed-exitcode"]).exits_with(2).stdout;
    assert!(text.contains("! edited at the console hello/en  templates/hello.yaml:4"), "{text}");
    assert!(text.contains("room") && text.contains("`chatform pull` takes it over"), "{text}");
}

#[test]
fn an_edit_of_the_file_is_not_applied_yet() {
    let sandbox = applied("instant");
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    classified(&sandbox, "not_applied", "hello/en");
    git(&sandbox, &["commit", "--quiet", "--all", "--message=rooms"]);
    classified(&sandbox, "not_applied", "hello/en");
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "boat"));
    git(&sandbox, &["commit", "--quiet", "--all", "--message=boats"]);
    classified(&sandbox, "not_applied", "hello/en");
}

#[test]
fn an_edit_at_the_console_and_one_of_the_file_is_one_at_the_console() {
    let sandbox = applied("instant");
    edit(&sandbox, "hello", change_body);
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "boat"));
    classified(&sandbox, "console_edit", "hello/en");
}

#[test]
fn what_is_new_in_the_files_is_not_applied_yet() {
    let sandbox = applied("instant");
    sandbox.write("templates/new.yaml", Sandbox::HELLO.replace("hello", "new").replace("table", "boat"));
    classified(&sandbox, "not_applied", "new/en");
}

#[test]
fn what_the_platform_moved_is_its_own_class() {
    let sandbox = applied("instant");
    edit(&sandbox, "hello", |stored| stored["category"] = "MARKETING".into());
    edit(&sandbox, "bye", |stored| stored["quality_score"] = "RED".into());
    let platform = |key: &str| ("platform".to_owned(), key.to_owned());
    assert_eq!(classes(&sandbox), [platform("bye/en"), platform("hello/en")]);
}

#[test]
fn an_edit_before_the_platform_moved_it_is_still_told_apart() {
    let sandbox = applied("instant");
    edit(&sandbox, "hello", |stored| stored["category"] = "MARKETING".into());
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    let class = |class: &str| (class.to_owned(), "hello/en".to_owned());
    assert_eq!(classes(&sandbox), [class("not_applied"), class("platform")]);
}

#[test]
fn what_waits_for_its_review_is_pending() {
    let sandbox = applied("manual");
    let pending = |key: &str| ("pending".to_owned(), key.to_owned());
    assert_eq!(classes(&sandbox), [pending("bye/en"), pending("hello/en")]);
}

#[test]
fn an_older_revision_is_superseded_and_the_rest_unmanaged() {
    let sandbox = applied("instant");
    std::fs::remove_file(sandbox.path().join("templates/bye.yaml")).unwrap();
    let revised = Sandbox::HELLO.replace("name: hello\n", "name: hello\nrevision: 2\n").replace("table", "room");
    sandbox.write("templates/hello.yaml", revised);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let class = |class: &str, key: &str| (class.to_owned(), key.to_owned());
    assert_eq!(classes(&sandbox), [class("superseded", "hello/en"), class("unmanaged", "bye/en")]);
}

#[test]
fn without_git_a_difference_is_told_and_nobody_blamed() {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", PROJECT.replace("REVIEW", "instant"))
        .file("templates/hello.yaml", Sandbox::HELLO);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    edit(&sandbox, "hello", change_body);
    classified(&sandbox, "different", "hello/en");
    let ran = sandbox.run(&["drift"]).exits_with(0);
    assert!(ran.stderr.contains("is in no git repository"), "{}", ran.stderr);
}

#[test]
fn a_shallow_clone_says_what_it_cannot_know() {
    let origin = applied("instant");
    sandbox_history(&origin);
    let sandbox = Sandbox::new();
    let url = format!("file://{}", origin.path().display());
    git(&sandbox, &["clone", "--quiet", "--depth", "1", &url, "clone"]);
    let ran = sandbox.run(&["-C", "clone", "drift"]).exits_with(0);
    assert!(
        ran.stderr.contains("has not the whole history") && ran.stderr.contains("fetch-depth: 0"),
        "{}",
        ran.stderr
    );
}

fn sandbox_history(sandbox: &Sandbox) {
    sandbox.write("templates/hello.yaml", Sandbox::HELLO.replace("table", "room"));
    git(sandbox, &["commit", "--quiet", "--all", "--message=rooms"]);
}

#[test]
fn drift_is_a_page_too() {
    let sandbox = applied("instant");
    edit(&sandbox, "hello", change_body);
    let page = sandbox.run(&["drift", "--format", "markdown"]).exits_with(0).stdout;
    assert!(page.starts_with("### Drift: 1 edited at the console in environment"), "{page}");
    assert!(page.contains("[templates/hello.yaml:4](templates/hello.yaml#L4)") && page.contains("<table>"), "{page}");
}
