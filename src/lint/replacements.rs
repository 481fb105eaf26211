//! A fix as replacements in the source text, where that can be done without reading the file's structure.
//!
//! What cannot be done certainly is left to whoever edits the file: a block scalar, a text with an escape, an entry of
//! a flow mapping.

use std::ops::Range;

use crate::finding::{At, Edit, Fix, Path};
use crate::report::{Replacement, is_deceptive};
use crate::source::SourceFile;

/// Words that are no text without quotes, or are read as something else by older parsers.
const NO_TEXT: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// All edits of a fix, or none.
pub(super) fn replacements(source: &SourceFile, fix: &Fix, locate: impl Fn(&At) -> Range<usize>) -> Vec<Replacement> {
    let one = |edit: &Edit| match edit {
        Edit::Replace(At::Text(path, range), text) => {
            let range = locate(&At::Text(path.clone(), range.clone()));
            in_text(text).map(|text| Replacement { range, text })
        }
        Edit::Replace(at, text) => scalar(text).map(|text| Replacement { range: locate(at), text }),
        Edit::RenameKey(path, text) => {
            scalar(text).map(|text| Replacement { range: locate(&At::Key(path.clone())), text })
        }
        Edit::Set(..) | Edit::Insert(..) | Edit::Reorder(..) => None,
        Edit::Remove(path) => lines_of(source, path, &locate).map(|range| Replacement { range, text: String::new() }),
    };
    let is_in_line = |one: &Replacement| {
        let replaced = source.text.get(one.range.clone()).unwrap_or_default();
        one.text.is_empty() || !(replaced.is_empty() || replaced.contains(['\n', '\r']))
    };
    let all: Option<Vec<Replacement>> = fix.edits.iter().map(|edit| one(edit).filter(is_in_line)).collect();
    all.unwrap_or_default()
}

/// Text that means itself inside of a scalar of any style.
fn in_text(text: &str) -> Option<String> {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_$()".contains(character);
    (!text.is_empty() && text.chars().all(is_plain)).then(|| text.to_owned())
}

/// A whole scalar: a word, or in double quotes, which JSON writes as YAML does.
fn scalar(text: &str) -> Option<String> {
    let mut characters = text.chars();
    let is_word = characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|character| character.is_ascii_alphanumeric() || character == '_');
    if is_word && !NO_TEXT.contains(&text.to_ascii_lowercase().as_str()) {
        return Some(text.to_owned());
    }
    if text.contains(is_deceptive) {
        return None;
    }
    serde_json::to_string(text).ok()
}

/// The lines of an entry of a block mapping that has other entries too: an entry alone would leave nothing behind.
fn lines_of(source: &SourceFile, path: &Path, locate: impl Fn(&At) -> Range<usize>) -> Option<Range<usize>> {
    let (key, value) = (locate(&At::Key(path.clone())), locate(&At::Value(path.clone())));
    let text = source.text.as_str();
    let end = value.end - (text.get(value.clone())?.len() - text.get(value.clone())?.trim_end().len());
    let (first, last) = (source.position(key.start).line, source.position(end).line);
    let (head, tail) = (source.line_range(first), source.line_range(last));
    let indent = text.get(head.start..key.start)?;
    let rest = text.get(end..tail.end)?.trim_start();
    let is_alone = indent.chars().all(|character| character == ' ') && (rest.is_empty() || rest.starts_with('#'));
    let level = indent.len();
    let before = (1..first).rev().map(|line| &text[source.line_range(line)]);
    let after = (last + 1..=source.line_count()).map(|line| &text[source.line_range(line)]);
    let has_neighbour = neighbour(before, level) || neighbour(after, level);
    let next = source.line_range(last + 1).start;
    (is_alone && has_neighbour && value.start > key.start).then_some(head.start..next)
}

/// Whether the next line that is not deeper is an entry of the same mapping.
fn neighbour<'a>(lines: impl Iterator<Item = &'a str>, level: usize) -> bool {
    for line in lines {
        let content = line.trim_start_matches(' ');
        let depth = line.len() - content.len();
        if content.trim().is_empty() || content.starts_with('#') || depth > level {
            continue;
        }
        return depth == level && !content.starts_with("- ");
    }
    false
}
