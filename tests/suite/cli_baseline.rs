//! `lint --baseline`: what was there before is not shown again, and the list of it only shrinks.

use crate::support::{Ran, Sandbox};

/// Footers that are too long.
const LONG: &str = "This footer is a good deal longer than the sixty characters allowed";
const OTHER: &str = "Another footer that is also longer than sixty characters, by a few";

fn template(name: &str, footer: &str) -> String {
    format!(
        "name: {name}\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello from {name}, all is well with you.\n    footer: {footer}\n"
    )
}

/// Two templates with an error each, and a baseline that has both.
fn with_baseline() -> Sandbox {
    let sandbox = Sandbox::new()
        .file("chatform.yaml", "{}")
        .file("templates/a.yaml", template("a", LONG))
        .file("templates/b.yaml", template("b", LONG));
    let ran = update(&sandbox).exits_with(0);
    assert_eq!(ran.stdout, "");
    assert_eq!(ran.stderr, "no findings in 2 templates (2 variants)\nwrote known.json with 2 findings\n");
    sandbox
}

fn lint(sandbox: &Sandbox) -> Ran {
    sandbox.run(&["lint", "--format", "concise", "--baseline", "known.json"])
}

fn update(sandbox: &Sandbox) -> Ran {
    sandbox.run(&["lint", "--format", "concise", "--baseline", "known.json", "--update-baseline"])
}

/// The files of the findings in the baseline.
fn files(sandbox: &Sandbox) -> Vec<String> {
    let baseline: serde_json::Value = serde_json::from_str(&sandbox.read("known.json")).unwrap();
    let findings = baseline["findings"].as_array().unwrap();
    findings.iter().map(|known| known["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_it_has_is_not_shown() {
    let sandbox = with_baseline();
    sandbox.run(&["lint"]).exits_with(1);
    let ran = lint(&sandbox).exits_with(0);
    assert_eq!(ran.stdout, "");
    let counts = "no findings in 2 templates (2 variants)\n2 findings are in known.json and not shown\n";
    assert_eq!(ran.stderr, counts);
}

#[test]
fn it_is_json_with_a_line_per_finding_sorted() {
    let sandbox = with_baseline();
    let text = sandbox.read("known.json");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..3], ["{", "  \"version\": 1,", "  \"findings\": ["]);
    assert!(
        lines[3].starts_with("    {\"file\": \"templates/a.yaml\", \"rule\": \"footer/too-long\", \"fingerprint\": \"")
    );
    assert!(lines[3].ends_with("\"},") && lines[4].ends_with("\"}"), "{text}");
    assert_eq!(lines[5..], ["  ]", "}"]);
    assert_eq!(files(&sandbox), ["templates/a.yaml", "templates/b.yaml"]);
}

#[test]
fn a_new_fault_is_shown_and_an_update_does_not_take_it_in() {
    let sandbox = with_baseline();
    sandbox.write("templates/c.yaml", template("c", OTHER));
    let before = sandbox.read("known.json");
    let shown = "templates/c.yaml:6:73: error[footer/too-long] footer is 66 characters, the limit is 60\n";
    assert_eq!(lint(&sandbox).exits_with(1).stdout, shown);
    assert_eq!(update(&sandbox).exits_with(1).stdout, shown);
    assert_eq!(sandbox.read("known.json"), before);
}

#[test]
fn a_fault_stays_known_when_lines_move_and_files_move() {
    let sandbox = with_baseline();
    sandbox
        .write("templates/a.yaml", format!("# A remark.\n\n{}", template("a", &format!("'{LONG}'")).replace("'", "")));
    std::fs::create_dir(sandbox.path().join("templates/deep")).unwrap();
    std::fs::rename(sandbox.path().join("templates/b.yaml"), sandbox.path().join("templates/deep/b.yaml")).unwrap();
    lint(&sandbox).exits_with(0);
    update(&sandbox).exits_with(0);
    assert_eq!(files(&sandbox), ["templates/a.yaml", "templates/deep/b.yaml"], "the list says where it is now");
    sandbox.write("templates/a.yaml", template("a", OTHER));
    assert!(lint(&sandbox).exits_with(1).stdout.starts_with("templates/a.yaml:6:73: error[footer/too-long]"));
}

#[test]
fn what_is_mended_is_reported_and_an_update_takes_it_out_for_good() {
    let sandbox = with_baseline();
    sandbox.write("templates/a.yaml", template("a", "Thanks"));
    let ran = lint(&sandbox).exits_with(0);
    assert_eq!(
        ran.stderr,
        "no findings in 2 templates (2 variants)\n1 finding is in known.json and not shown\n1 finding of known.json no \
         longer occurs\n  templates/a.yaml footer/too-long\n  help: --update-baseline takes them out\n"
    );
    let ran = update(&sandbox).exits_with(0);
    assert!(ran.stderr.contains("\ntook out of known.json what no longer occurs: 1 finding"), "{}", ran.stderr);
    assert_eq!(files(&sandbox), ["templates/b.yaml"]);
    sandbox.write("templates/a.yaml", template("a", LONG));
    lint(&sandbox).exits_with(1);
    update(&sandbox).exits_with(1);
    assert_eq!(files(&sandbox), ["templates/b.yaml"], "what came back is not taken in again");
}

#[test]
fn an_empty_one_can_go() {
    let sandbox = with_baseline();
    sandbox.write("templates/a.yaml", template("a", "Thanks"));
    std::fs::remove_file(sandbox.path().join("templates/b.yaml")).unwrap();
    assert!(update(&sandbox).exits_with(0).stderr.contains("known.json is empty: it can go\n"));
    assert_eq!(sandbox.read("known.json"), "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
    lint(&sandbox).exits_with(0);
}

#[test]
fn of_several_equal_faults_as_many_are_known_as_there_were() {
    let button = "      - { type: QUICK_REPLY, text: A reply that is much longer than it may be }\n";
    let all = |count: usize| template("a", "Thanks") + "    buttons:\n" + &button.repeat(count);
    let sandbox =
        Sandbox::new().file("chatform.yaml", "lint: { rules: { buttons/*: off } }").file("templates/a.yaml", all(2));
    let faults = |ran: Ran| ran.stdout.lines().filter(|line| line.contains("text-too-long")).count();
    assert_eq!(faults(update(&sandbox)), 0);
    sandbox.write("templates/a.yaml", all(3));
    assert_eq!(faults(lint(&sandbox)), 1);
    let prints = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let ran = sandbox.run(&[&["lint", "--format", "json"], arguments].concat()).exits_with(1);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        report["findings"].as_array().unwrap().iter().map(|finding| finding["fingerprint"].clone()).collect()
    };
    let (all, new) = (prints(&[]), prints(&["--baseline", "known.json"]));
    assert_eq!((all.len(), &all[2..]), (3, &new[..]), "what is left keeps its fingerprint");
}

#[test]
fn where_not_everything_is_looked_at_nothing_is_called_mended() {
    let sandbox = with_baseline();
    let before = sandbox.read("known.json");
    let some = sandbox.run(&["lint", "templates/a.yaml", "--baseline", "known.json"]).exits_with(0);
    assert!(!some.stderr.contains("no longer"), "{}", some.stderr);
    // A file that cannot be read as written may hold all its old faults.
    sandbox.write("templates/a.yaml", template("a", "[Thanks]"));
    let broken = update(&sandbox).exits_with(1);
    assert!(broken.stdout.contains("schema/wrong-type"), "{}", broken.stdout);
    assert!(
        broken.stderr.contains("known.json stays as it is: not everything could be looked at"),
        "{}",
        broken.stderr
    );
    assert_eq!(sandbox.read("known.json"), before);
    for more in [&["templates"][..], &["--env", "x"], &["--changed-since", "HEAD"], &["--watch"]] {
        let arguments = [&["lint", "--baseline", "known.json", "--update-baseline"][..], more].concat();
        sandbox.run(&arguments).exits_with(64);
    }
}

#[test]
fn what_breaks_a_file_or_the_project_is_always_shown() {
    let sandbox = with_baseline();
    std::fs::remove_file(sandbox.path().join("known.json")).unwrap();
    sandbox.write("templates/a.yaml", template("a", "[Thanks]"));
    let ran = update(&sandbox).exits_with(64);
    assert!(
        ran.stderr.starts_with("error: known.json is not written: not everything could be looked at\n"),
        "{}",
        ran.stderr
    );
    assert!(!sandbox.exists("known.json"));
    sandbox.write("templates/a.yaml", template("a", LONG));
    sandbox.write("chatform.yaml", "environments: { prod: { space: cams-x, wait_for_review: soon } }");
    let ran = update(&sandbox).exits_with(65);
    assert!(ran.stdout.contains("project/wait-malformed"), "{}", ran.stdout);
    assert_eq!(files(&sandbox), ["templates/a.yaml", "templates/b.yaml"]);
}

#[test]
fn it_is_the_same_from_any_folder() {
    let sandbox = with_baseline();
    let text = sandbox.read("known.json");
    let ran = sandbox.run(&["lint", "-C", "templates", "--baseline", "../known.json"]).exits_with(0);
    assert_eq!(ran.stdout, "");
    sandbox.run(&["lint", "-C", "templates", "--baseline", "../new.json", "--update-baseline"]).exits_with(0);
    assert_eq!(sandbox.read("new.json"), text);
}

#[test]
fn suppressed_findings_are_not_in_it_and_levels_do_not_matter_to_it() {
    let sandbox = with_baseline();
    sandbox.write("templates/a.yaml", template("a", &format!("{LONG} # chatform: ignore[footer/too-long] brand")));
    assert!(lint(&sandbox).exits_with(0).stderr.contains("1 finding of known.json no longer occurs"));
    sandbox.write("chatform.yaml", "lint: { rules: { footer/too-long: warning } }");
    let ran = sandbox.run(&["lint", "--baseline", "known.json", "--max-warnings", "0"]).exits_with(0);
    assert!(ran.stderr.contains("1 finding is in known.json"), "{}", ran.stderr);
}

#[test]
fn only_what_changed_is_held_against_it_too() {
    let sandbox = with_baseline();
    let input = template("a", OTHER);
    let arguments = ["lint", "--format", "concise", "--baseline", "known.json", "--stdin-filename", "templates/a.yaml"];
    let ran = sandbox.run_with_input(&arguments, input.as_bytes()).exits_with(1);
    assert!(ran.stdout.starts_with("templates/a.yaml:6:73"), "{}", ran.stdout);
    assert!(!ran.stderr.contains("known.json"), "{}", ran.stderr);
    sandbox.run_with_input(&arguments, template("a", LONG).as_bytes()).exits_with(0);
}

#[test]
fn one_that_is_not_there_is_wrong_usage() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template("a", LONG));
    let ran = lint(&sandbox).exits_with(64);
    assert_eq!(ran.stderr, "error: no baseline known.json\n  help: --update-baseline writes it\n");
    sandbox.run(&["lint", "--update-baseline"]).exits_with(64);
    sandbox.run(&["lint", "--baseline", "templates"]).exits_with(69);
}

#[test]
fn one_that_is_damaged_or_foreign_ends_with_65_and_stays_as_it_is() {
    let sandbox = with_baseline();
    let good = sandbox.read("known.json");
    let deep = format!("{{\"version\": 1, \"findings\": {}", "[".repeat(100_000));
    for (text, says) in [
        (String::new(), "is no baseline: EOF"),
        (good.replace("\"},\n", "\"}\n"), "at line 5"),
        (format!("<<<<<<< ours\n{good}"), "at line 1"),
        (good.replace("\"version\": 1", "\"version\": 2"), "has version 2, this release reads version 1"),
        (good.replace("\"version\": 1,", ""), "missing field `version`"),
        (good.replace("\"rule\"", "\"rules\""), "unknown field `rules`"),
        (good.replace("\"findings\"", "\"finding\""), "unknown field `finding`"),
        (good.replacen("\"fingerprint\": \"", "\"fingerprint\": \"\\u001b[2J", 1), "is no fingerprint"),
        ("{\"version\": 1, \"findings\": {}}".to_owned(), "at line 1"),
        ("null".to_owned(), "is no baseline"),
        (deep, "EOF while parsing a list"),
        ("\u{0}".to_owned(), "is no baseline"),
    ] {
        sandbox.write("known.json", &text);
        for ran in [lint(&sandbox), update(&sandbox)] {
            let ran = ran.exits_with(65);
            assert!(
                ran.stderr.starts_with("error: known.json ") && ran.stderr.contains(says),
                "{says}: {}",
                ran.stderr
            );
            assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
        }
        assert_eq!(sandbox.read("known.json"), text);
    }
}

#[test]
fn lines_that_a_merge_left_twice_count_once() {
    let sandbox = with_baseline();
    let good = sandbox.read("known.json");
    let line = good.lines().nth(3).unwrap();
    sandbox.write("known.json", good.replace(line, &format!("{line}\n{line}")));
    lint(&sandbox).exits_with(0);
    update(&sandbox).exits_with(0);
    assert_eq!(sandbox.read("known.json"), good);
}

#[test]
fn many_that_are_mended_are_counted_and_some_are_named() {
    let mut sandbox = Sandbox::new().file("chatform.yaml", "{}");
    for index in 10..30 {
        sandbox = sandbox.file(&format!("templates/t{index}.yaml"), template(&format!("t{index}"), LONG));
    }
    update(&sandbox).exits_with(0);
    for index in 10..30 {
        sandbox.write(&format!("templates/t{index}.yaml"), template(&format!("t{index}"), "Thanks"));
    }
    let ran = lint(&sandbox).exits_with(0);
    assert!(ran.stderr.contains("20 findings of known.json no longer occur\n  templates/t10.yaml"), "{}", ran.stderr);
    assert!(ran.stderr.contains("\n  templates/t19.yaml footer/too-long\n  and 10 more\n"), "{}", ran.stderr);
}
