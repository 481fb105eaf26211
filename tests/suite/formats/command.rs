//! `--format` on the command line: several reports at once, and the same exit code with each.

use super::faulty_project;
use crate::support::Sandbox;

const FORMATS: [&str; 9] = ["pretty", "concise", "json", "ndjson", "sarif", "github", "gitlab", "junit", "markdown"];
const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

fn faulty() -> String {
    format!("{GOOD}    footer: {}\n", "x".repeat(61))
}

#[test]
fn the_exit_code_is_the_same_in_every_format() {
    let warned = "lint: { rules: { footer/too-long: warning } }";
    let cases: [(&str, &str, &[&str], i32); 7] = [
        ("{}", GOOD, &[], 0),
        ("{}", &faulty(), &[], 1),
        (warned, &faulty(), &[], 0),
        (warned, &faulty(), &["--max-warnings", "0"], 1),
        ("environments: [", &faulty(), &[], 65),
        ("templates: [none/*.yaml]", GOOD, &[], 3),
        ("{}", GOOD, &["--env", "prod"], 64),
    ];
    for (project, template, arguments, code) in cases {
        let sandbox = Sandbox::new().file("chatform.yaml", project).file("templates/a.yaml", template);
        for format in FORMATS {
            let to_file = format!("{format}=report");
            for format in [format, &to_file] {
                let all = [&["lint", "--format", format], arguments].concat();
                sandbox.run(&all).exits_with(code);
            }
        }
    }
}

#[test]
fn several_reports_are_written_at_once() {
    let sandbox = faulty_project();
    let files: Vec<String> = FORMATS.iter().map(|format| format!("{format}=out/{format}")).collect();
    let mut arguments = vec!["lint", "--format", "concise"];
    arguments.extend(files.iter().flat_map(|file| ["--format", file.as_str()]));
    let ran = sandbox.run(&arguments).exits_with(1);
    assert_eq!(ran.stdout, sandbox.read("out/concise"));
    for format in FORMATS {
        let on_stdout = sandbox.run(&["lint", "--format", format]).exits_with(1).stdout;
        let strip = |text: String| text.lines().filter(|line| !line.contains("timestamp=")).collect::<String>();
        assert_eq!(strip(on_stdout), strip(sandbox.read(&format!("out/{format}"))), "{format}");
    }
    let ran = sandbox.run(&["lint", "--format", "json=only.json"]).exits_with(1);
    assert_eq!(ran.stdout, "", "nobody asked for a report on standard output");
}

#[test]
fn two_reports_for_one_place_are_wrong_usage() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let ran = sandbox.run(&["lint", "--format", "json", "--format", "sarif"]).exits_with(64);
    assert!(ran.stderr.starts_with("error: two reports for standard output\n"), "{}", ran.stderr);
    let ran = sandbox.run(&["lint", "--format", "json=a", "--format", "sarif=a"]).exits_with(64);
    assert!(ran.stderr.starts_with("error: two reports for a\n"), "{}", ran.stderr);
    assert!(!sandbox.exists("a"));
}

#[test]
fn an_unknown_format_is_wrong_usage_and_shows_the_known_ones() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["lint", "--format", "xml"]).exits_with(64);
    assert!(ran.stderr.contains(&FORMATS.join(", ")), "{}", ran.stderr);
    let ran = sandbox.run(&["lint", "--format", "sarif="]).exits_with(64);
    assert!(ran.stderr.contains("sarif= lacks a file"), "{}", ran.stderr);
}

#[test]
fn a_report_that_cannot_be_written_is_said() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD).file("taken", "");
    let ran = sandbox.run(&["lint", "--format", "sarif=taken/report.sarif"]).exits_with(69);
    assert!(ran.stderr.starts_with("error: cannot "), "{}", ran.stderr);
}

#[test]
fn a_pipe_is_written_to_and_a_link_stays_one() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", faulty()).file("target", "");
    std::os::unix::fs::symlink("target", sandbox.path().join("link")).unwrap();
    sandbox.run(&["lint", "--format", "concise=link"]).exits_with(1);
    assert!(sandbox.path().join("link").is_symlink());
    assert!(sandbox.read("target").contains("footer/too-long"));
    let script = "mkfifo pipe; cat pipe > read & \"$1\" lint --format concise=pipe; wait; test -p pipe";
    let mut shell = sandbox.scrubbed("timeout");
    shell.args(["30", "sh", "-c", script, "sh", env!("CARGO_BIN_EXE_chatform")]);
    assert!(shell.output().unwrap().status.success());
    assert_eq!(sandbox.read("read"), sandbox.read("target"));
}
