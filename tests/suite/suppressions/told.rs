//! What lint makes of suppressions.

use super::{LONG, found, found_in};
use crate::support::Sandbox;

fn template(footer: &str) -> String {
    format!("name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n{footer}")
}

#[test]
fn what_is_covered_is_not_reported() {
    assert_eq!(found_in(&template(&format!("    footer: {LONG}\n"))), ["6:73 footer/too-long"]);
    for covered in [
        format!("    # chatform: ignore[footer/too-long] the brand wants it\n    footer: {LONG}\n"),
        format!("    footer: {LONG}  # chatform: ignore[footer/too-long] the brand wants it\n"),
        format!("    # chatform: ignore[footer/too-long] until=2026-11-20 to the end of today\n    footer: {LONG}\n"),
    ] {
        assert_eq!(found_in(&template(&covered)), [""; 0], "{covered}");
    }
    let above = template(&format!("    footer: {LONG}\n"));
    for node in ["languages:", "  en:"] {
        let text = above.replace(&format!("{node}\n"), &format!("{node}  # chatform: ignore[footer/too-long] brand\n"));
        assert_eq!(found_in(&text), [""; 0], "{text}");
    }
}

#[test]
fn neighbours_are_still_reported() {
    let text = format!(
        "name: a\ncategory: UTILITY\nlanguages:\n  # chatform: ignore[footer/too-long] the brand wants it\n  en:\n    body: \
         Hello there, all is well.\n    footer: {LONG}\n  de:\n    body: Hallo, alles ist gut.\n    footer: {LONG}\n"
    );
    assert_eq!(found_in(&text), ["10:73 footer/too-long"]);
}

#[test]
fn a_shared_part_is_suppressed_for_all_languages() {
    let text = |comment: &str| {
        format!(
            "name: a\ncategory: UTILITY\n{comment}footer: {LONG}\nlanguages:\n  en:\n    body: Hello there, all is \
             well.\n  de:\n    body: Hallo, alles ist in Ordnung.\n"
        )
    };
    assert_eq!(found_in(&text("")), ["3:9 language/inherited-text", "3:69 footer/too-long"]);
    let comment = "# chatform: ignore[footer/too-long, language/inherited-text] the same everywhere\n";
    assert_eq!(found_in(&text(comment)), [""; 0]);
}

#[test]
fn a_fault_of_the_whole_file_is_covered_at_its_first_line() {
    let text = "name: a\ncategory: UTILITY\nlanguages: {}\n";
    let [finding] = &found_in(text)[..] else { panic!("{:?}", found_in(text)) };
    let (place, rule) = finding.split_once(' ').unwrap();
    let line: usize = place.split(':').next().unwrap().parse().unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.insert(line - 1, format!("# chatform: ignore[{rule}] languages follow"));
    assert_eq!(found_in(&lines.join("\n")), [""; 0]);
}

#[test]
fn one_that_does_not_count_is_reported_beside_what_it_was_to_cover() {
    for (comment, rule) in [
        ("ignore[footer/too-long]", "suppression/reason-missing"),
        ("ignore[footer/too-long] until=2026-11-19 to the end of yesterday", "suppression/expired"),
        ("ignore[footer/to-long] brand", "suppression/rule-unknown"),
        ("ignore[footer/*] brand", "suppression/rule-unknown"),
        ("ignore(footer/too-long) brand", "suppression/malformed"),
    ] {
        let text = template(&format!("    # chatform: {comment}\n    footer: {LONG}\n"));
        let found = found_in(&text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with(rule) && found[1] == "7:73 footer/too-long", "{comment}: {found:?}");
    }
}

#[test]
fn one_without_use_is_reported_rule_by_rule() {
    let comment = "# chatform: ignore[footer/too-long, footer/emoji, footer/too-long] brand";
    let text = template(&format!("    {comment}\n    footer: {LONG}\n"));
    assert_eq!(found_in(&text), ["6:41 suppression/unused", "6:55 suppression/unused"]);
    let ended = template("    # chatform: ignore[footer/too-long] until=2020-01-01 brand\n    footer: Thanks\n");
    assert_eq!(found_in(&ended), ["6:24 suppression/unused"]);
    let nothing_under_it = template("    # chatform: ignore[footer/too-long] brand\n");
    assert_eq!(found_in(&nothing_under_it), ["6:24 suppression/unused"]);
}

#[test]
fn two_that_cover_the_same_are_both_of_use() {
    let text = template(&format!(
        "    # chatform: ignore[footer/too-long] one\n    # chatform: ignore[footer/too-long] two\n    footer: {LONG}\n"
    ));
    assert_eq!(found_in(&text), [""; 0]);
}

#[test]
fn what_breaks_the_form_of_a_file_cannot_be_suppressed() {
    let text = template("    # chatform: ignore[schema/unknown-key] we like it\n    fotter: Thanks\n");
    assert_eq!(found_in(&text), ["6:24 suppression/not-allowed", "7:5 schema/unknown-key"]);
    let harmless = template("    # chatform: ignore[yaml/unused-anchor] a habit\n    footer: &thanks Thanks\n");
    assert_eq!(found_in(&harmless), [""; 0]);
    let itself = template("    # chatform: ignore[suppression/unused] hush\n    footer: Thanks\n");
    assert_eq!(found_in(&itself), ["6:24 suppression/not-allowed"]);
}

#[test]
fn nothing_is_called_unused_in_a_file_that_could_not_be_looked_through() {
    let text = template("    # chatform: ignore[footer/too-long] brand\n    footer: [Thanks]\n");
    let found = found_in(&text);
    assert!(!found.is_empty() && found.iter().all(|line| line.contains(" schema/")), "{found:?}");
    let broken = template("    # chatform: ignore[footer/too-long] brand\n    footer: [Thanks\n");
    assert_eq!(found_in(&broken).iter().filter(|line| line.contains("suppression/")).count(), 0);
}

#[test]
fn a_rule_that_is_off_still_gives_its_suppression_a_use() {
    let text = template(&format!("    # chatform: ignore[footer/too-long] brand\n    footer: {LONG}\n"));
    let off = "lint: { rules: { footer/too-long: off } }";
    assert_eq!(found(&[("chatform.yaml", off), ("templates/a.yaml", &text)]), [""; 0]);
}

#[test]
fn a_fault_between_files_is_suppressed_where_it_is_reported() {
    let first = template("");
    let second = first.replace("name: a", "name: a  # chatform: ignore[name/duplicate] moves next week");
    assert_eq!(found(&[("templates/a.yaml", &first), ("templates/b.yaml", &second)]), [""; 0]);
}

#[test]
fn a_fault_between_files_is_not_called_mended_when_only_some_are_looked_at() {
    let comment = "name: a  # chatform: ignore[name/duplicate] moves next week";
    let second = template("").replace("name: a", comment);
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/b.yaml", &second);
    let run = |arguments: &[&str]| sandbox.run(&[&["lint", "--format", "concise"], arguments].concat()).stdout;
    let unused = "templates/b.yaml:1:29: warning[suppression/unused] `name/duplicate` reports nothing here\n";
    assert_eq!(run(&["templates/b.yaml"]), "");
    assert_eq!(run(&[]), unused);
    assert_eq!(run(&["."]), unused);
}

#[test]
fn the_project_file_can_have_suppressions_too() {
    let file =
        "lint:\n  rules:\n    # chatform: ignore[project/rule-unknown] comes with the next release\n    x/y: off\n";
    assert_eq!(found(&[("chatform.yaml", file), ("templates/a.yaml", &template(""))]), [""; 0]);
    let unused = "# chatform: ignore[project/rule-unknown] comes with the next release\ntemplates: ['templates/*']\n";
    let found = found(&[("chatform.yaml", unused), ("templates/a.yaml", &template(""))]);
    assert_eq!(found, ["chatform.yaml:1:20 suppression/unused"]);
}

#[test]
fn a_group_alone_is_answered_with_a_rule_of_it_and_changes_nothing() {
    let text = template("    # chatform: ignore[footer] the brand wants it\n    footer: Thanks\n");
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", &text);
    let said = sandbox.run(&["lint"]).stdout;
    assert!(said.contains("there is no rule `footer`"), "{said}");
    assert!(said.contains("help: name a rule of the group, such as `footer/"), "{said}");
    sandbox.run(&["lint", "--fix", "--unsafe-fixes"]);
    assert_eq!(sandbox.read("templates/a.yaml"), text);
}

#[test]
fn an_environment_alone_calls_nothing_unused() {
    let text = template("    # chatform: ignore[footer/too-long] long in one of them\n    footer: Thanks at ${shop}\n");
    let project = format!(
        "environments:\n  a: {{ emulator: {{}}, values: {{ shop: Ana }} }}\n  b: {{ emulator: {{}}, values: {{ shop: {LONG} }} }}\n"
    );
    let sandbox = Sandbox::new().file("chatform.yaml", project).file("templates/a.yaml", text);
    for arguments in [&["lint", "--format", "concise"][..], &["lint", "--format", "concise", "--env", "a"]] {
        let ran = sandbox.run(arguments).exits_with(0);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
}

#[test]
fn the_command_ends_well_when_all_errors_are_suppressed() {
    let covered = template(&format!("    # chatform: ignore[footer/too-long] brand\n    footer: {LONG}\n"));
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", &covered);
    assert_eq!(sandbox.run(&["lint"]).exits_with(0).stdout, "");
    sandbox.write("templates/a.yaml", covered.replace("] brand", "]"));
    let ran = sandbox.run(&["lint", "--format", "concise"]).exits_with(1);
    assert_eq!(
        ran.stdout,
        "templates/a.yaml:6:5: warning[suppression/reason-missing] suppression gives no reason, so it does not count\n\
         templates/a.yaml:7:73: error[footer/too-long] footer is 67 characters, the limit is 60\n"
    );
    let ended = covered.replace("] brand", "] until=2001-12-24 brand");
    sandbox.write("templates/a.yaml", ended);
    assert!(sandbox.run(&["lint"]).exits_with(1).stdout.contains("suppression ended on 2001-12-24"));
}

#[test]
fn plan_goes_by_the_same_suppressions() {
    let covered = template(&format!("    # chatform: ignore[footer/too-long] brand\n    footer: {LONG}\n"));
    let project = "environments: { local: { emulator: { state: .chatform/emulator } } }";
    let sandbox = Sandbox::new().file("chatform.yaml", project).file("templates/a.yaml", &covered);
    sandbox.run(&["plan", "--env", "local"]).exits_with(0);
    sandbox.write("templates/a.yaml", covered.replace("] brand", "]"));
    sandbox.run(&["plan", "--env", "local"]).exits_with(1);
}
