//! How a text is written: plain where that is safe, else in quotes, and as a block where it has several lines.

use std::fmt::Write;

use crate::yaml::resolve::Kind;

/// Words that are text in YAML 1.2, and booleans for readers of YAML 1.1.
const OLD_BOOLEANS: &[&str] = &["y", "n", "yes", "no", "on", "off"];

/// Whether a text is written as a block scalar.
pub(in crate::yaml) fn is_multi_line(text: &str) -> bool {
    let lines_are_plain = || {
        let mut lines = text.lines();
        // The first line sets the indentation, and a tab at the start of a line would look like some.
        lines.next().is_some_and(|first| !first.is_empty() && !first.starts_with(' '))
            && text.lines().all(|line| !line.starts_with('\t'))
    };
    text.contains('\n') && lines_are_plain() && !text.chars().any(|character| character != '\n' && escaped(character))
}

/// Writes a text of several lines as a block scalar, to the end of its last line.
pub(in crate::yaml) fn block(text: &str, indent: usize, out: &mut String) {
    let content = text.trim_end_matches('\n');
    out.push_str(match text.len() - content.len() {
        0 => "|-\n",
        1 => "|\n",
        _ => "|+\n",
    });
    let ended = text.strip_suffix('\n').unwrap_or(text);
    for line in ended.split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// A text in one line. `flow`: inside brackets, where commas and brackets mean something too.
pub(in crate::yaml) fn inline(text: &str, flow: bool) -> String {
    if is_plain(text, flow) {
        return text.to_owned();
    }
    let double_escapes = text.contains(['"', '\\']);
    if double_escapes && !text.contains('\'') && !text.chars().any(escaped) {
        return format!("'{text}'");
    }
    double_quoted(text)
}

/// Whether a text can be written without quotes.
pub(in crate::yaml) fn is_plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_plainly = match first {
        ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' | '=' => false,
        '-' | '?' | ':' => text[1..].starts_with(|second: char| second.is_alphanumeric()),
        _ => true,
    };
    let brackets: &[char] = if flow { &[',', '[', ']', '{', '}'] } else { &[] };
    starts_plainly
        && text != "<<"
        && !text.starts_with("---")
        && !text.starts_with("...")
        && !text.starts_with(' ')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(brackets)
        && !text.chars().any(|character| character == '\t' || escaped(character))
        && Kind::of_plain(text) == Kind::Text
        && !OLD_BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !looks_like_a_date_or_time(text)
}

/// `2026-11-20`, `12:30`: numbers for readers of YAML 1.1.
fn looks_like_a_date_or_time(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.contains(['-', ':'])
        && text.chars().all(|character| character.is_ascii_digit() || matches!(character, '-' | ':' | '.' | 'T' | 'Z'))
}

/// A text in double quotes.
pub(in crate::yaml) fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            character if escaped(character) => {
                let code = u32::from(character);
                // Writing to a string cannot fail.
                let _ = if code <= 0xff { write!(out, "\\x{code:02x}") } else { write!(out, "\\u{code:04x}") };
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

/// What cannot stand in a file as it is, or what nobody would see there.
pub(in crate::yaml) fn escaped(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
