//! Looks at the line that is no YAML, and says what it was meant to be where that can be seen.

use std::ops::Range;

use super::document::Comment;
use super::faults::SYNTAX_ERROR;
use super::unquoted::{is_glued, variable_help};
use crate::finding::{At, Finding};

/// How the lines begin that Git leaves around two versions of a text.
const CONFLICT_MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// An explanation, and the bytes that it explains: whatever else was found there comes of the same mistake.
pub(super) struct Misread {
    pub(super) finding: Finding,
    pub(super) bytes: Range<usize>,
}

/// Explains a syntax error by its line. `comments` are those before it.
pub(super) fn misread(text: &str, offset: usize, comments: &[Comment]) -> Option<Misread> {
    let line = line_around(text, offset);
    conflict(text, &line)
        .or_else(|| wide_indentation(text, &line))
        .or_else(|| text_without_quotes(text, &line, offset))
        .or_else(|| behind_comment(text, &line, comments))
}

fn line_around(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[offset..].find(['\n', '\r']).map_or(text.len(), |length| offset + length);
    start..end
}

fn finding(bytes: Range<usize>, message: impl Into<String>) -> Finding {
    Finding::new(&SYNTAX_ERROR, At::Bytes(bytes), message).note("nothing after this place is checked")
}

/// A merge that nobody finished.
fn conflict(text: &str, line: &Range<usize>) -> Option<Misread> {
    let marker_of =
        |line: &Range<usize>| CONFLICT_MARKERS.into_iter().find(|marker| text[line.clone()].starts_with(marker));
    // The words behind the first mark may be read as a text that goes on in the next line.
    let above = line_around(text, text[..line.start].trim_end_matches(['\r', '\n']).len());
    let (line, marker) = [line.clone(), above].into_iter().find_map(|line| Some((line.clone(), marker_of(&line)?)))?;
    let message = format!("`{marker}` is a mark of a merge conflict");
    let finding = finding(line.clone(), message).help("finish the merge: keep one version and take the marks out");
    Some(Misread { finding, bytes: line })
}

/// A line indented with blanks that YAML does not count.
fn wide_indentation(text: &str, line: &Range<usize>) -> Option<Misread> {
    let content = text[line.clone()].trim_start();
    let indent = line.start..line.end - content.len();
    let (offset, blank) = text[indent.clone()].char_indices().find(|(_, blank)| !blank.is_ascii())?;
    let start = indent.start + offset;
    let message = format!("line is indented with {}", blank_name(blank));
    let finding = finding(start..start + blank.len_utf8(), message).help("indent with plain spaces");
    Some(Misread { finding, bytes: line.clone() })
}

/// What a blank is called that looks like a space and is none.
fn blank_name(blank: char) -> String {
    let code = u32::from(blank);
    if blank == '\u{a0}' { format!("a no-break space (U+{code:04X})") } else { format!("the blank U+{code:04X}") }
}

/// A text that begins with a character that begins something else in YAML.
fn text_without_quotes(text: &str, line: &Range<usize>, offset: usize) -> Option<Misread> {
    let start = line.start + value_start(&text[line.clone()])?;
    let value = &text[start..line.end];
    let variable = value.strip_prefix("{{").and_then(|inner| inner.split('}').next());
    let help = match value.chars().next()? {
        open @ ('{' | '[') => {
            let closed = closing(value, open)?;
            let rest = value[closed..].trim_start();
            // A comma may part it from what follows in a bracket of several lines.
            let goes_on = !rest.is_empty() && !rest.starts_with(['#', ':', ']', '}']);
            if !goes_on || offset < start + closed || (variable.is_none() && rest.starts_with(',')) {
                return None;
            }
            // With keys or brackets in it, it is what it looks like.
            if variable.is_none() && (value[..closed].contains(": ") || value[1..closed].contains(['{', '['])) {
                return Some(behind_bracket(start + closed..line.end, &value[closed - 1..closed]));
            }
            variable.map_or_else(|| "put the text in quotes".to_owned(), |name| variable_help(name.trim()))
        }
        '|' | '>' if offset >= start => "put the text in quotes, or write it on the lines below".to_owned(),
        '*' | '&' | '!' if offset >= start => "put the text in quotes".to_owned(),
        '-' | '?' if offset >= start && value[1..].starts_with(' ') => "put the text in quotes".to_owned(),
        _ => return None,
    };
    let mark = if variable.is_some() { "{{" } else { &value[..1] };
    let finding =
        finding(start..line.end, format!("a text cannot begin with `{mark}`")).label("not in quotes").help(help);
    Some(Misread { finding, bytes: start..line.end })
}

/// Something behind a bracket that ends its value. `bytes` are the rest of the line.
fn behind_bracket(bytes: Range<usize>, bracket: &str) -> Misread {
    let finding = finding(bytes.clone(), format!("something stands behind the closing `{bracket}`"))
        .help("take it out, or check the brackets of this line");
    Misread { finding, bytes }
}

/// Where the value of a line begins, behind its key or the dash of its item.
fn value_start(line: &str) -> Option<usize> {
    let mut rest = line.trim_start_matches(' ');
    let content = rest;
    while let Some(item) = rest.strip_prefix("- ") {
        rest = item.trim_start_matches(' ');
    }
    let is_of_key = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
    let behind_key = rest.trim_start_matches(is_of_key);
    if let Some(value) = behind_key.strip_prefix(": ").filter(|_| behind_key.len() < rest.len()) {
        rest = value.trim_start_matches(' ');
    }
    (rest.len() < content.len()).then(|| line.len() - rest.len())
}

/// Where the bracket that a value begins with is closed, on the same line.
fn closing(value: &str, open: char) -> Option<usize> {
    let close = if open == '{' { '}' } else { ']' };
    let mut depth = 0_usize;
    for (offset, character) in value.char_indices() {
        if character == open {
            depth += 1;
        } else if character == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(offset + 1);
            }
        }
    }
    None
}

/// A comment that ends a text or hides a bracket: on this line, or on the one before.
fn behind_comment(text: &str, line: &Range<usize>, comments: &[Comment]) -> Option<Misread> {
    let bytes = on_line(text, line).or_else(|| {
        let above = line_around(text, text[..line.start].trim_end_matches(['\r', '\n']).len());
        let comment = comments.iter().rev().find(|comment| above.contains(&comment.span.start))?;
        let stands_behind = !text[above.start..comment.span.start].trim().is_empty();
        (stands_behind && is_glued(&comment.text)).then_some(comment.span.start..above.end)
    })?;
    let finding = finding(bytes.clone(), "` #` begins a comment, so what follows is not read")
        .help("put the text in quotes; a comment has a blank behind its `#`");
    Some(Misread { finding, bytes })
}

/// Where a line has a ` #` that no quote stands before. The parser may not have come to it.
fn on_line(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let own = &text[line.clone()];
    let hash = own.find(" #")? + 1;
    let is_plain = !own[..hash].contains(['"', '\'']) && !own[..hash].trim().is_empty();
    (is_plain && is_glued(&own[hash + 1..])).then(|| line.start + hash..line.end)
}
