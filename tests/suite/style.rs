//! House style that a program can check. Every offender is listed.

use crate::support::{SourceText, sources};

const MOST_LINES: usize = 350;
const MOST_LINES_OF_MOD: usize = 40;
const MOST_LINES_OF_FUNCTION: usize = 70;
const NO_NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "misc"];

fn offenders(of: impl Fn(&SourceText) -> Vec<String>) -> Vec<String> {
    sources().iter().flat_map(|file| of(file).into_iter().map(|what| format!("{}: {what}", file.name))).collect()
}

#[test]
fn files_are_short() {
    let long = offenders(|file| {
        let lines = file.text.lines().count();
        let most = if file.name.ends_with("/mod.rs") { MOST_LINES_OF_MOD } else { MOST_LINES };
        (lines > most).then(|| format!("{lines} lines, the limit is {most}")).into_iter().collect()
    });
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn functions_are_short() {
    let long = offenders(|file| {
        let functions = functions(&file.code).into_iter().filter(|(_, lines)| *lines > MOST_LINES_OF_FUNCTION);
        functions.map(|(name, lines)| format!("{name} has {lines} lines")).collect()
    });
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn files_are_named_after_what_they_own() {
    let vague = offenders(|file| {
        let stem = file.name.rsplit('/').next().unwrap().trim_end_matches(".rs");
        let folder = file.name.rsplit('/').nth(1).unwrap_or_default();
        NO_NAMES.iter().filter(|name| stem == **name || folder == **name).map(|name| (*name).to_owned()).collect()
    });
    assert_eq!(vague, Vec::<String>::new());
}

#[test]
fn files_say_what_they_own() {
    let silent = offenders(|file| {
        (!file.text.starts_with("//! ")).then(|| "does not begin with //!".to_owned()).into_iter().collect()
    });
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn nothing_is_unwrapped_or_left_for_later() {
    let words = [".unwrap()", "todo!(", "unimplemented!(", "TODO", "FIXME", "XXX"];
    let left = offenders(|file| {
        let text = without_tests(&file.text);
        words.iter().filter(|word| text.contains(**word)).map(|word| (*word).to_owned()).collect()
    });
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    let told: Vec<String> = sources()
        .iter()
        .filter(|file| ["/work/", "/tmp/", "/home/"].iter().any(|place| file.text.contains(place)))
        .map(|file| file.name.clone())
        .collect();
    assert_eq!(told, Vec::<String>::new());
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Every function with its number of lines, found by indentation: formatted code closes where it opened.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(name) = function_name(line.trim_start()) else { continue };
        let end = format!("{}}}", " ".repeat(indent));
        let last = lines[first..].iter().position(|line| *line == end).unwrap_or(0);
        found.push((name, last + 1));
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let mut words = line
        .split_whitespace()
        .skip_while(|word| ["async", "const", "unsafe"].contains(word) || word.starts_with("pub"));
    // `pub(in a::b)` has a space; no such visibility is used.
    (words.next() == Some("fn")).then(|| words.next().unwrap_or_default().split(['(', '<']).next().unwrap().to_owned())
}
