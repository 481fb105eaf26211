//! `lint --watch`, as a process of its own.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::Child;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::Sandbox;

const GOOD: &str = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well with you.\n";

fn faulty() -> String {
    format!("{GOOD}    footer: {}\n", "x".repeat(61))
}

/// A watching process and the lines of its two streams.
struct Watching {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

impl Watching {
    /// Starts it and waits until it has linted once.
    fn start(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let arguments = [&["lint", "--watch", "--format", "concise"], arguments].concat();
        let mut child = sandbox.command(&arguments).spawn().unwrap();
        let (stdout, stderr) = (lines(child.stdout.take().unwrap()), lines(child.stderr.take().unwrap()));
        let watching = Self { child, stdout, stderr };
        watching.says("watching ");
        watching
    }

    /// Waits for a line of talk that holds these words.
    #[track_caller]
    fn says(&self, words: &str) -> String {
        wait_for(&self.stderr, words)
    }

    /// Waits for a line of the result that holds these words.
    #[track_caller]
    fn finds(&self, words: &str) -> String {
        wait_for(&self.stdout, words)
    }

    fn interrupt(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

/// A stream's lines, read as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
    });
    receiver
}

/// The limit only ends a test that would hang.
#[track_caller]
fn wait_for(lines: &Receiver<String>, words: &str) -> String {
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(Duration::from_secs(60)) {
        if line.contains(words) {
            return line;
        }
        seen.push(line);
    }
    panic!("`{words}` did not come, but {seen:?}");
}

#[test]
fn it_lints_again_when_a_file_changes_appears_or_goes_and_ends_with_130() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let watching = Watching::start(&sandbox, &[]);
    sandbox.write("templates/a.yaml", faulty());
    let stamp = watching.says("templates/a.yaml changed");
    assert!(stamp.parse::<jiff::Timestamp>().is_err() && stamp[..20].parse::<jiff::Timestamp>().is_ok(), "{stamp}");
    assert!(watching.finds("footer/too-long").starts_with("templates/a.yaml:6:73: error"));
    sandbox.write("templates/deep/b.yaml", faulty().replace("name: a", "name: b"));
    watching.says("templates/deep/b.yaml appeared");
    watching.finds("templates/deep/b.yaml:6:73");
    std::fs::remove_file(sandbox.path().join("templates/deep/b.yaml")).unwrap();
    watching.says("templates/deep/b.yaml is gone");
    watching.finds("templates/a.yaml:6:73");
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn it_survives_a_project_that_is_broken_for_a_while() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", faulty());
    let watching = Watching::start(&sandbox, &[]);
    std::fs::rename(sandbox.path().join("chatform.yaml"), sandbox.path().join("away")).unwrap();
    watching.says("error: no chatform.yaml in ");
    sandbox.write("chatform.yaml", "lnt: {}");
    watching.finds("chatform.yaml:1:1: error");
    sandbox.write("chatform.yaml", "lint: { rules: { footer/too-long: warning } }");
    watching.finds("warning[footer/too-long]");
    assert_eq!(watching.interrupt(), Some(130));
}

#[test]
fn it_writes_no_control_character_where_no_terminal_is() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    let watching = Watching::start(&sandbox, &["templates/*.yaml"]);
    sandbox.write("templates/a.yaml", faulty());
    let line = watching.finds("footer/too-long");
    assert!(!line.contains('\u{1b}'), "{line:?}");
    watching.interrupt();
}

#[test]
fn a_wrong_command_line_ends_it_at_once() {
    let sandbox = Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", GOOD);
    sandbox.run(&["lint", "--watch", "--env", "prod"]).exits_with(64);
    Sandbox::new().run(&["lint", "--watch"]).exits_with(65);
}
