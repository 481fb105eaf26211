//! Console sessions in text: `$ command` lines with the output that is expected after them.
//!
//! Further lines of a command begin with `> `. In expected output `…` stands for any text within a line, a line of
//! nothing but `…` for any lines, and a last line `[exit 1]` for the exit code.

use std::fmt::Write;
use std::io::Read;
use std::process::{Command, Stdio};

use super::Sandbox;

/// A command with the output that is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub command: String,
    pub expected: Vec<String>,
}

/// The exchanges of a session; text before the first command is a description.
pub fn exchanges(text: &str) -> Vec<Exchange> {
    let mut found: Vec<Exchange> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            found.push(Exchange { command: command.to_owned(), expected: Vec::new() });
        } else if let Some(exchange) = found.last_mut() {
            match line.strip_prefix('>').filter(|_| exchange.expected.is_empty()) {
                Some(more) => {
                    let _ = write!(exchange.command, "\n{}", more.strip_prefix(' ').unwrap_or(more));
                }
                None => exchange.expected.push(line.to_owned()),
            }
        }
    }
    for exchange in &mut found {
        while exchange.expected.last().is_some_and(|line| line.trim().is_empty()) {
            exchange.expected.pop();
        }
    }
    found
}

/// Runs a command line in a shell in which `chatform` is the real binary: both streams as they come, and the exit code.
pub fn output_of(sandbox: &Sandbox, command: &str) -> Vec<String> {
    let (mut reader, writer) = std::io::pipe().unwrap();
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_chatform")).parent().unwrap().to_owned();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    // A command that does not end by itself must not hold up everything after it.
    let mut shell: Command = sandbox.scrubbed("timeout");
    shell.args(["60", "sh", "-c", command]).env("PATH", path).stdin(Stdio::null());
    shell.stdout(writer.try_clone().unwrap()).stderr(writer);
    let mut child = shell.spawn().unwrap();
    // The command holds the writing ends too; without them the output would never end.
    drop(shell);
    let mut output = String::new();
    reader.read_to_string(&mut output).unwrap();
    let code = child.wait().unwrap().code().unwrap_or(-1);
    let root = sandbox.path().canonicalize().unwrap().display().to_string();
    let output = output.replace(&root, "/project");
    let mut lines: Vec<String> = output.lines().map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if code != 0 {
        lines.push(format!("[exit {code}]"));
    }
    lines
}

/// Whether lines are what is expected.
pub fn matches(expected: &[String], actual: &[String]) -> bool {
    match expected.split_first() {
        None => actual.is_empty(),
        Some((first, rest)) if first.trim() == "…" => {
            (0..=actual.len()).any(|skipped| matches(rest, &actual[skipped..]))
        }
        Some((first, rest)) => {
            actual.split_first().is_some_and(|(line, others)| line_matches(first, line) && matches(rest, others))
        }
    }
}

fn line_matches(expected: &str, actual: &str) -> bool {
    let mut parts = expected.trim_end().split('…');
    let Some(mut rest) = parts.next().and_then(|head| actual.strip_prefix(head)) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// What to write down instead of `expected`: what came, with the lines that already stood for it.
pub fn updated(expected: &[String], actual: &[String]) -> Vec<String> {
    let stands_for = |line: &String| expected.iter().find(|known| known.trim() != "…" && line_matches(known, line));
    actual.iter().map(|line| stands_for(line).unwrap_or(line).clone()).collect()
}

/// The command as it is written down.
pub fn written(exchange: &Exchange) -> String {
    format!("$ {}", exchange.command.replace('\n', "\n> "))
}

/// The fenced blocks of a language in a Markdown page.
pub fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) => open = Some((kind.trim() == language, String::new())),
            (Some((wanted, block)), Some(_)) => {
                if *wanted {
                    found.push(std::mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}
