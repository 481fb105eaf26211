//! `pull` on real files.

use serde_json::Value;

use crate::support::{Sandbox, git, repository};

const PROJECT: &str = "environments:\n  local: { emulator: { state: .chatform/emulator } }\n";
const HELLO: &str = "\
# by hand
name: hello
category: UTILITY
languages:
  en:
    body: Your table is ready.   # short
  de: { body: Ihr Tisch ist bereit. }
";

fn applied() -> Sandbox {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", HELLO);
    let sandbox = repository(sandbox.file(".gitignore", ".chatform/\n"));
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    sandbox
}

fn at_the_console(sandbox: &Sandbox, language: &str, text: &str) {
    let file = format!(".chatform/emulator/spaces/default~/hello.{language}.json");
    let mut stored: Value = serde_json::from_str(&sandbox.read(&file)).unwrap();
    stored["components"][0]["Text"] = text.into();
    sandbox.write(&file, stored.to_string());
}

fn plans_to_nothing(sandbox: &Sandbox) {
    let plan = sandbox.run(&["plan", "--refresh", "full"]).exits_with(0).stdout;
    assert!(plan.starts_with("No changes"), "{plan}");
}

#[test]
fn an_edit_at_the_console_is_merged_and_then_nothing_is_left_to_plan() {
    let sandbox = applied();
    at_the_console(&sandbox, "en", "Your room is ready.");
    let ran = sandbox.run(&["pull"]).exits_with(0).stdout;
    assert_eq!(ran, "~ templates/hello.yaml  merged\n1 file written, of 2 templates at the service\n");
    assert_eq!(sandbox.read("templates/hello.yaml"), HELLO.replace("table", "room"));
    plans_to_nothing(&sandbox);
    let again = sandbox.run(&["pull"]).exits_with(0).stdout;
    assert_eq!(again, "0 files written, of 2 templates at the service\n");
}

#[test]
fn an_edited_file_is_never_overwritten() {
    let sandbox = applied();
    at_the_console(&sandbox, "en", "Your room is ready.");
    let edited = HELLO.replace("Ihr Tisch", "Dein Tisch");
    sandbox.write("templates/hello.yaml", &edited);
    let ran = sandbox.run(&["pull"]).exits_with(1);
    assert!(ran.stdout.contains("! templates/hello.yaml  the file was edited"), "{}", ran.stdout);
    assert_eq!(sandbox.read("templates/hello.yaml"), edited);
    sandbox.run(&["pull", "--force"]).exits_with(0);
    plans_to_nothing(&sandbox);
}

#[test]
fn a_committed_edit_that_is_not_applied_yet_is_not_turned_back() {
    let sandbox = applied();
    let edited = HELLO.replace("table", "boat");
    sandbox.write("templates/hello.yaml", &edited);
    git(&sandbox, &["commit", "--quiet", "--all", "--message=boats"]);
    let ran = sandbox.run(&["pull"]).exits_with(1);
    assert!(ran.stdout.contains("the edit is not at the service"), "{}", ran.stdout);
    assert_eq!(sandbox.read("templates/hello.yaml"), edited);
}

#[test]
fn without_git_a_file_that_is_there_is_left_alone() {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", HELLO);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    at_the_console(&sandbox, "en", "Your room is ready.");
    let ran = sandbox.run(&["pull"]).exits_with(1);
    assert!(ran.stdout.contains("in no git history"), "{}", ran.stdout);
    assert_eq!(sandbox.read("templates/hello.yaml"), HELLO);
}

#[test]
fn what_no_file_declares_becomes_a_file_or_a_language() {
    let sandbox = applied();
    sandbox.write(
        "templates/bye.yaml",
        HELLO.replace("hello", "bye").replace("table", "parcel").replace("Tisch", "Paket"),
    );
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    std::fs::remove_file(sandbox.path().join("templates/bye.yaml")).unwrap();
    let english = HELLO.lines().take(6).map(|line| format!("{line}\n")).collect::<String>();
    sandbox.write("templates/hello.yaml", &english);
    git(&sandbox, &["commit", "--quiet", "--all", "--message=only English"]);
    let ran = sandbox.run(&["pull"]).exits_with(0).stdout;
    assert!(ran.contains("+ templates/bye.yaml  2 languages") && ran.contains("~ templates/hello.yaml"), "{ran}");
    assert!(sandbox.read("templates/hello.yaml").starts_with(&english));
    plans_to_nothing(&sandbox);
}

#[test]
fn globs_narrow_it() {
    let sandbox = applied();
    at_the_console(&sandbox, "en", "Your room is ready.");
    at_the_console(&sandbox, "de", "Ihr Zimmer ist bereit.");
    sandbox.run(&["pull", "--only", "*/de"]).exits_with(0);
    let text = sandbox.read("templates/hello.yaml");
    assert!(text.contains("Zimmer") && text.contains("table"), "{text}");
    sandbox.run(&["pull", "--only", "nothing/*"]).exits_with(3);
}

#[test]
fn a_file_of_another_template_is_not_replaced() {
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", HELLO);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    let other = HELLO.replace("name: hello", "name: other");
    sandbox.write("templates/hello.yaml", &other);
    let ran = sandbox.run(&["pull"]).exits_with(1);
    assert!(ran.stdout.contains("a file of that name is there already"), "{}", ran.stdout);
    assert_eq!(sandbox.read("templates/hello.yaml"), other);
}

#[test]
fn an_empty_project_is_filled_and_what_only_the_platform_would_approve_is_explained() {
    let sandbox = applied();
    at_the_console(
        &sandbox,
        "en",
        "$(who), your table is ready and waiting for you and all of your friends at the garden.",
    );
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    sandbox.run(&["pull"]).exits_with(0);
    let text = sandbox.read("templates/hello.yaml");
    assert!(
        text.contains("# chatform: ignore[variable/") && text.contains("approved like this, pulled on 2"),
        "{text}"
    );
}

#[test]
fn a_project_inside_a_symlink_is_pulled_and_planned() {
    let sandbox = applied();
    std::os::unix::fs::symlink(sandbox.path(), sandbox.path().join("link")).unwrap();
    at_the_console(&sandbox, "en", "Your room is ready.");
    sandbox.run(&["-C", "link", "pull"]).exits_with(0);
    assert!(sandbox.read("templates/hello.yaml").contains("room"));
    let plan = sandbox.run(&["-C", "link", "plan", "--refresh", "full"]).exits_with(0).stdout;
    assert!(plan.starts_with("No changes"), "{plan}");
}

#[test]
fn a_comment_for_what_was_approved_does_not_cover_what_is_new() {
    let words = "$(who), your table is ready and waiting for you and all of your friends at the garden.";
    let template = format!(
        "name: hello\ncategory: UTILITY\nexamples: {{ who: Ana }}\nlanguages:\n  en:\n    body: Dear {words}\n"
    );
    let sandbox = Sandbox::new().file("chatform.yaml", PROJECT).file("templates/hello.yaml", template);
    sandbox.run(&["apply", "--yes"]).exits_with(0);
    at_the_console(&sandbox, "en", words);
    std::fs::remove_file(sandbox.path().join("templates/hello.yaml")).unwrap();
    sandbox.run(&["pull"]).exits_with(0);
    sandbox.run(&["plan"]).exits_with(0);
    let pulled = sandbox.read("templates/hello.yaml");
    let edited = pulled.replace("friends", "guests").replacen("name: hello\n", "name: hello\nrevision: 2\n", 1);
    sandbox.write("templates/hello.yaml", edited);
    // Nobody is asked offline, so the comment counts.
    sandbox.run(&["lint"]).exits_with(0);
    let ran = sandbox.run(&["plan"]).exits_with(1);
    assert!(ran.stdout.contains("error[variable/") && ran.stdout.contains("counts no longer"), "{}", ran.stdout);
    let without: String = pulled.split_inclusive('\n').filter(|line| !line.contains("chatform:")).collect();
    sandbox.write("templates/hello.yaml", without);
    sandbox.run(&["lint"]).exits_with(1);
    let ran = sandbox.run(&["plan"]).exits_with(0);
    assert!(ran.stderr.contains("shows them, one of them as an error: without the service"), "{}", ran.stderr);
}
