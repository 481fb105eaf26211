//! What is being written at the cursor: a key of which mapping, or the value at which path.
//!
//! A text that is being written is rarely YAML. So a word is put where the cursor is, as a key or as a value, and the
//! text is read with it: whole, and if that is none, up to the end of the line.

use std::ops::Range;

use crate::finding::Path;
use crate::source::SourceFile;
use crate::yaml::{Node, Tree, parse};

/// A word that nobody writes.
const MARK: &str = "chatform-cursor-is-here";

/// What is being written.
pub(super) struct Place {
    /// The mapping whose key it is; or where the value is.
    pub(super) path: Path,
    /// It is a key.
    pub(super) is_key: bool,
    /// The keys that the mapping has besides.
    pub(super) present: Vec<String>,
    /// The bytes of the word that is there so far.
    pub(super) range: Range<usize>,
    /// What has to stand before it.
    pub(super) before: &'static str,
    /// What has to stand behind a key.
    pub(super) after: &'static str,
}

/// What may be being written at a byte, the likeliest first; nothing, inside of a text or a comment.
pub(super) fn at(text: &str, offset: usize) -> Vec<Place> {
    let range = word(text, offset);
    let line = text[..range.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = &text[line..range.start];
    let end = range.end + text[range.end..].find(['\n', '\r']).unwrap_or(text.len() - range.end);
    let has_colon = text[range.end..end].trim_start().starts_with(':');
    let marked = |mark: &str, tail: &str| format!("{}{mark}{tail}", &text[..range.start]);
    let (whole, rest) = (&text[range.end..], &text[range.end..end]);
    let closed = format!("{rest}{}\n", closing(before));
    let as_key = if has_colon { MARK.to_owned() } else { format!("{MARK}: 0") };
    let is_value = before.trim_end().ends_with(':');
    let space = if before.ends_with(':') { " " } else { "" };
    let as_value = format!("{space}{MARK}");
    let tries: &[(&str, bool)] = match (is_value, opens_item(before)) {
        (true, _) => &[(as_value.as_str(), false)],
        (false, true) => &[(as_key.as_str(), true), (as_value.as_str(), false)],
        (false, false) => &[(as_key.as_str(), true)],
    };
    let place = |(mark, is_key): &(&str, bool)| {
        let texts = [marked(mark, whole), marked(mark, &closed)];
        let (path, present) = texts.into_iter().find_map(|text| find(text, *is_key))?;
        let after = if has_colon { "" } else { ": " };
        Some(Place { path, is_key: *is_key, present, range: range.clone(), before: space, after })
    };
    tries.iter().filter_map(place).collect()
}

/// The word that the cursor touches.
fn word(text: &str, offset: usize) -> Range<usize> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "_/-*".contains(character);
    let start = text[..offset].rfind(|character| !is_part(character));
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    // The dash of an item is no part of a word.
    let start = if text[start..offset].starts_with("- ") { offset } else { start };
    let end = offset + text[offset..].find(|character| !is_part(character)).unwrap_or(text.len() - offset);
    start..end
}

/// Whether a list item may begin here, which is a mapping or a scalar.
fn opens_item(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['-', '[', ',', '"', '\''])
}

/// The brackets that a line has opened and not closed, closed.
fn closing(line: &str) -> String {
    let (mut open, mut is_quoted) = (Vec::new(), false);
    for character in line.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}

fn find(text: String, is_key: bool) -> Option<(Path, Vec<String>)> {
    let tree: Tree = parse(&SourceFile::new("", text)).tree?;
    search(tree.root(), &Path::root(), is_key)
}

fn search(node: Node<'_>, path: &Path, is_key: bool) -> Option<(Path, Vec<String>)> {
    if !is_key && node.scalar().is_some_and(|scalar| scalar.text == MARK) {
        return Some((path.clone(), Vec::new()));
    }
    if is_key && node.entries().any(|entry| entry.key == MARK) {
        let others = node.entries().map(|entry| entry.key).filter(|key| *key != MARK);
        return Some((path.clone(), others.map(str::to_owned).collect()));
    }
    let in_entry = node.entries().find_map(|entry| search(entry.value, &path.join(entry.key), is_key));
    in_entry.or_else(|| node.items().enumerate().find_map(|(index, item)| search(item, &path.join(index), is_key)))
}
