//! `fmt`: what is written, what is shown, and how it ends.

use crate::support::Sandbox;

const UNTIDY: &str =
    "category: UTILITY\nname: 'hello' # kept\nlanguages:\n    en:   {body: \"Your table is ready.\"}\n";
const TIDY: &str = "name: hello # kept\ncategory: UTILITY\nlanguages:\n  en: { body: Your table is ready. }\n";

fn sandbox() -> Sandbox {
    Sandbox::new()
        .file("chatform.yaml", "lint: {}\ntemplates: ['templates/**/*.yaml']\n")
        .file("templates/a.yaml", UNTIDY)
        .file("templates/b.yaml", TIDY)
}

#[test]
fn files_are_written_in_the_one_layout() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["fmt"]).exits_with(0);
    assert_eq!(ran.stdout, "chatform.yaml\ntemplates/a.yaml\n");
    assert_eq!(ran.stderr, "2 files formatted, 1 unchanged\n");
    assert_eq!(sandbox.read("templates/a.yaml"), TIDY);
    assert_eq!(sandbox.read("chatform.yaml"), "templates: [\"templates/**/*.yaml\"]\nlint: {}\n");
    let again = sandbox.run(&["fmt"]).exits_with(0);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "0 files formatted, 3 unchanged\n"));
}

#[test]
fn a_check_names_the_files_and_writes_nothing() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["fmt", "--check", "templates"]).exits_with(1);
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str()),
        ("templates/a.yaml\n", "1 file would be formatted, 1 unchanged\n")
    );
    assert_eq!(sandbox.read("templates/a.yaml"), UNTIDY);
    sandbox.run(&["fmt", "--check", "templates/b.yaml"]).exits_with(0);
}

#[test]
fn a_diff_shows_what_would_change() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["fmt", "--diff", "templates/a.yaml"]).exits_with(1);
    let diff = "--- a/templates/a.yaml\n+++ b/templates/a.yaml\n@@ -1,4 +1,4 @@\n+name: hello # kept\n category: UTILITY\n-name: 'hello' # kept\n languages:\n-    en:   {body: \"Your table is ready.\"}\n+  en: { body: Your table is ready. }\n";
    assert_eq!(ran.stdout, diff);
    assert_eq!(sandbox.read("templates/a.yaml"), UNTIDY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let sandbox = sandbox();
    assert_eq!(sandbox.run_with_input(&["fmt", "-"], UNTIDY.as_bytes()).exits_with(0).stdout, TIDY);
    let named = ["fmt", "--stdin-filename", "chatform.yaml"];
    assert_eq!(
        sandbox.run_with_input(&named, b"lint: {}\ntemplates: []\n").exits_with(0).stdout,
        "templates: []\nlint: {}\n"
    );
    let checked = sandbox.run_with_input(&["fmt", "--check", "-"], UNTIDY.as_bytes()).exits_with(1);
    assert_eq!(checked.stdout, "");
    let broken = sandbox.run_with_input(&["fmt", "-"], b"name: [\n").exits_with(1);
    assert!(broken.stderr.contains("stays as it is"), "{}", broken.stderr);
}

#[test]
fn a_file_with_faults_of_form_stays_and_is_reported() {
    let sandbox = sandbox().file("templates/c.yaml", "name: x\nname:   y\n");
    let ran = sandbox.run(&["fmt"]).exits_with(1);
    assert_eq!(sandbox.read("templates/c.yaml"), "name: x\nname:   y\n");
    assert_eq!(sandbox.read("templates/a.yaml"), TIDY);
    assert!(ran.stderr.contains("yaml/duplicate-key") && ran.stderr.ends_with("1 left alone\n"), "{}", ran.stderr);
}
