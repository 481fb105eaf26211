//! `lint --fix`: what is written, what is shown, and how it ends.

use crate::support::Sandbox;

const FAULTY: &str = "# a greeting\nname: hello\nCategory: utility # kept\nlanguages:\n  en:\n    body: Your table is ready.\n    foter: 1.50\n";
const FIXED: &str = "# a greeting\nname: hello\ncategory: UTILITY # kept\nlanguages:\n  en:\n    body: Your table is ready.\n    foter: \"1.50\"\n";
const ALL_FIXED: &str = "# a greeting\nname: hello\ncategory: UTILITY # kept\nlanguages:\n  en:\n    body: Your table is ready.\n    footer: \"1.50\"\n";

fn sandbox() -> Sandbox {
    Sandbox::new().file("chatform.yaml", "{}\n").file("templates/a.yaml", FAULTY)
}

#[test]
fn what_is_certain_is_fixed_and_the_rest_reported() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["lint", "--fix", "--format", "concise"]).exits_with(1);
    assert_eq!(sandbox.read("templates/a.yaml"), FIXED);
    assert!(ran.stdout.contains("schema/unknown-key") && !ran.stdout.contains("Category"), "{}", ran.stdout);
    assert!(ran.stderr.ends_with("3 fixed in 1 file, 1 remaining; 1 more with --unsafe-fixes\n"), "{}", ran.stderr);
}

#[test]
fn what_is_likely_is_fixed_when_asked_for_until_nothing_is_left() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["lint", "--fix", "--unsafe-fixes"]).exits_with(0);
    assert_eq!(sandbox.read("templates/a.yaml"), ALL_FIXED);
    assert!(ran.stderr.ends_with("4 fixed in 1 file, 0 remaining\n"), "{}", ran.stderr);
    let again = sandbox.run(&["lint", "--fix", "--unsafe-fixes"]).exits_with(0);
    assert!(again.stderr.ends_with("0 fixed, 0 remaining\n"), "{}", again.stderr);
}

#[test]
fn a_diff_shows_the_changes_and_writes_nothing() {
    let sandbox = sandbox();
    let ran = sandbox.run(&["lint", "--fix", "--diff"]).exits_with(1);
    assert_eq!(sandbox.read("templates/a.yaml"), FAULTY);
    let diff = "--- a/templates/a.yaml\n+++ b/templates/a.yaml\n@@ -1,7 +1,7 @@\n # a greeting\n name: hello\n-Category: utility # kept\n+category: UTILITY # kept\n languages:\n   en:\n     body: Your table is ready.\n-    foter: 1.50\n+    foter: \"1.50\"\n";
    assert_eq!(ran.stdout, diff);
    assert_eq!(ran.stderr, "3 would be fixed in 1 file, 1 remaining; 1 more with --unsafe-fixes\n");
}

#[test]
fn a_text_from_standard_input_goes_fixed_to_standard_output() {
    let sandbox = sandbox();
    let ran = sandbox.run_with_input(
        &["lint", "--fix", "--unsafe-fixes", "--stdin-filename", "templates/a.yaml"],
        FAULTY.replace('\n', "\r\n").as_bytes(),
    );
    assert_eq!(ran.exits_with(0).stdout, ALL_FIXED.replace('\n', "\r\n"));
    assert_eq!(sandbox.read("templates/a.yaml"), FAULTY);
    let clean =
        sandbox.run_with_input(&["lint", "--fix", "--stdin-filename", "templates/a.yaml"], ALL_FIXED.as_bytes());
    assert_eq!(clean.exits_with(0).stdout, ALL_FIXED);
}

#[test]
fn beside_a_fixed_text_the_findings_go_to_standard_error_in_the_format_that_was_asked_for() {
    let ran = sandbox().run_with_input(
        &["lint", "--fix", "--format", "concise", "--format", "json=left.json", "--stdin-filename", "templates/a.yaml"],
        FAULTY.as_bytes(),
    );
    let ran = ran.exits_with(1);
    assert_eq!(ran.stdout, FIXED);
    assert!(ran.stderr.starts_with("templates/a.yaml:7:5: error[schema/unknown-key]"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("3 fixed in 1 file, 1 remaining; 1 more with --unsafe-fixes\n"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn mode_and_link_of_a_file_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new().file("chatform.yaml", "{}\n").file("shared/a.yaml", FAULTY).file("templates/x", "");
    let target = sandbox.path().join("shared/a.yaml");
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = sandbox.path().join("templates/a.yaml");
    symlink("../shared/a.yaml", &link).unwrap();
    sandbox.run(&["lint", "--fix"]).exits_with(1);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(sandbox.read("shared/a.yaml"), FIXED);
    assert_eq!(std::fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    std::fs::write(&target, FAULTY).unwrap();
    std::fs::set_permissions(&target, std::fs::Permissions::from_mode(0o440)).unwrap();
    let refused = sandbox.run(&["lint", "--fix"]).exits_with(69);
    assert!(refused.stderr.contains("read-only"), "{}", refused.stderr);
}

#[test]
fn a_file_that_is_no_text_is_not_touched() {
    let bytes = [FAULTY.as_bytes(), b"# \xff\n"].concat();
    let sandbox = Sandbox::new().file("chatform.yaml", "{}\n").file("templates/a.yaml", &bytes);
    sandbox.run(&["lint", "--fix", "--unsafe-fixes"]).exits_with(1);
    assert_eq!(std::fs::read(sandbox.path().join("templates/a.yaml")).unwrap(), bytes);
}

#[test]
fn the_json_report_says_what_each_fix_replaces_and_how_certain_it_is() {
    let ran = sandbox().run(&["lint", "--format", "json"]).exits_with(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let fixes: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (&found["fix_kind"], &found["edits"][0]["text"]))
        .collect();
    assert_eq!(
        fixes,
        [
            (&"safe".into(), &"category".into()),
            (&"safe".into(), &"UTILITY".into()),
            (&"unsafe".into(), &"footer".into()),
            (&"safe".into(), &"\"1.50\"".into())
        ]
    );
}

#[test]
fn of_a_comment_only_the_part_without_use_goes() {
    let long = "x".repeat(61);
    let template = |comment: &str| {
        format!(
            "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Your table is ready.\n{comment}    footer: {long}\n"
        )
    };
    let both = template("    # chatform: ignore[footer/emoji, footer/too-long] agreed\n");
    let sandbox = Sandbox::new().file("chatform.yaml", "{}\n").file("templates/a.yaml", &both);
    sandbox.run(&["lint", "--fix"]).exits_with(0);
    assert_eq!(sandbox.read("templates/a.yaml"), template("    # chatform: ignore[footer/too-long] agreed\n"));
    let none = template("    # chatform: ignore[footer/emoji, body/too-long] agreed\n")
        .replace(&long, "short # chatform: ignore[footer/emoji] x");
    sandbox.write("templates/a.yaml", none);
    sandbox.run(&["lint", "--fix"]).exits_with(0);
    assert_eq!(sandbox.read("templates/a.yaml"), template("").replace(&long, "short"));
}

#[test]
fn shared_buttons_change_places_in_all_languages_together() {
    let template = |shared: [&str; 3], en: [&str; 3], de: [&str; 3]| {
        let list = |items: [&str; 3]| items.map(|item| format!("      - {item}\n")).concat();
        format!(
            "name: a\ncategory: UTILITY\nbuttons:\n{}languages:\n  en:\n    body: Your table is ready.\n    buttons:\n{}  de:\n    body: Dein Tisch ist frei.\n    buttons:\n{}",
            list(shared).replace("      -", "  -"),
            list(en),
            list(de)
        )
    };
    let (reply, url) = ("type: QUICK_REPLY", "{ type: URL, url: https://shop.example.com }");
    let before = template(
        [reply, url, reply],
        ["text: Yes # first", "text: Shop", "text: No"],
        ["text: Ja", "text: Laden", "text: Nein"],
    );
    let after = template(
        [reply, reply, url],
        ["text: Yes # first", "text: No", "text: Shop"],
        ["text: Ja", "text: Nein", "text: Laden"],
    );
    let sandbox = Sandbox::new().file("chatform.yaml", "{}\n").file("templates/a.yaml", before);
    sandbox.run(&["lint", "--fix", "--unsafe-fixes"]).exits_with(0);
    assert_eq!(sandbox.read("templates/a.yaml"), after);
}

#[test]
fn a_line_break_at_the_end_goes_from_the_block() {
    let before = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Your table is ready.\n    footer: | # why\n      Thank you\n    header: >\n      Order\n      news\n";
    let after = before.replace("| # why", "|- # why").replace(": >", ": >-");
    let sandbox = Sandbox::new().file("chatform.yaml", "{}\n").file("templates/a.yaml", before);
    sandbox.run(&["lint", "--fix"]).exits_with(0);
    assert_eq!(sandbox.read("templates/a.yaml"), after);
}

#[test]
fn what_is_not_shown_is_not_touched() {
    let silenced = FAULTY.replace(
        "    foter: 1.50\n",
        "    # chatform: ignore[variable/named-placeholder] the agency fills it in\n    footer: Ask {{agent}}\n",
    );
    let sandbox = crate::support::repository(
        Sandbox::new()
            .file("chatform.yaml", "{}\n")
            .file("templates/a.yaml", &silenced)
            .file("templates/b.yaml", FAULTY),
    );
    sandbox.write("templates/b.yaml", FAULTY.replace("hello", "welcome"));
    sandbox.run(&["lint", "--fix", "--changed-since", "HEAD"]).exits_with(1);
    assert_eq!(sandbox.read("templates/a.yaml"), silenced);
    assert_eq!(sandbox.read("templates/b.yaml"), FIXED.replace("hello", "welcome"));
    sandbox.run(&["lint", "--fix"]).exits_with(1);
    assert!(sandbox.read("templates/a.yaml").contains("{{agent}}"));
}
