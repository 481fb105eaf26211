//! A text as HTML: variables filled in, and WhatsApp's marks for bold, italic, struck and fixed-width text.

use std::fmt::Write;

use indexmap::IndexMap;

use crate::model::{Token, tokens};
use crate::report::visible_lines;

/// Stands for a variable while marks are looked for: of the private use area, and never in a checked text's meaning.
const HOLE: char = '\u{f8ff}';

/// The marks of one line, and their elements.
const MARKS: &[(&str, &str)] = &[("```", "code"), ("`", "code"), ("*", "strong"), ("_", "em"), ("~", "s")];

/// A text whose marks are shown as what they mean.
pub(super) fn marked(text: &str, samples: &IndexMap<String, String>) -> String {
    let mut holes = Vec::new();
    let mut with_holes = String::new();
    for (_, token) in tokens(text) {
        match token {
            Token::Literal(literal) | Token::Unterminated(literal) => with_holes.push_str(&literal.replace(HOLE, "")),
            Token::Variable(name) => {
                with_holes.push(HOLE);
                holes.push(variable(name, samples));
            }
        }
    }
    let mut filled = String::new();
    let mut holes = holes.into_iter();
    for piece in styled(&with_holes).split_inclusive(HOLE) {
        filled.push_str(piece.trim_end_matches(HOLE));
        if piece.ends_with(HOLE) {
            filled.push_str(&holes.next().unwrap_or_default());
        }
    }
    filled
}

/// A text whose marks are only characters: a label, a footer.
pub(super) fn plain(text: &str, samples: &IndexMap<String, String>) -> String {
    let part = |token| match token {
        Token::Literal(literal) | Token::Unterminated(literal) => escaped(literal),
        Token::Variable(name) => variable(name, samples),
    };
    tokens(text).into_iter().map(|(_, token)| part(token)).collect()
}

/// Text that is no markup, control characters visible.
pub(super) fn escaped(text: &str) -> String {
    visible_lines(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn variable(name: &str, samples: &IndexMap<String, String>) -> String {
    let title = escaped(name);
    match samples.get(name) {
        Some(sample) => format!("<span class=\"filled\" title=\"$({title})\">{}</span>", escaped(sample)),
        None => format!("<span class=\"filled empty\">$({title})</span>"),
    }
}

fn styled(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    let mut before = None;
    while let Some(character) = rest.chars().next() {
        if let Some((mark, element, inside)) = opened(rest, before) {
            // What is fixed-width is shown as it is.
            let inside_html = if *element == "code" { escaped(inside) } else { styled(inside) };
            let _ = write!(html, "<{element}>{inside_html}</{element}>");
            rest = &rest[2 * mark.len() + inside.len()..];
            before = mark.chars().last();
            continue;
        }
        html.push_str(&escaped(character.encode_utf8(&mut [0; 4])));
        before = Some(character);
        rest = &rest[character.len_utf8()..];
    }
    html
}

/// What a mark at the start of `text` encloses. It stands after and before what is no word, and encloses no blank at
/// its ends; only a fixed-width text may run over several lines.
fn opened(text: &str, before: Option<char>) -> Option<(&'static str, &'static &'static str, &str)> {
    let (mark, element) = MARKS.iter().find(|(mark, _)| text.starts_with(mark))?;
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    if is_word(before) && *mark != "```" {
        return None;
    }
    let inside = &text[mark.len()..];
    let line = if *mark == "```" { inside } else { inside.split('\n').next().unwrap_or_default() };
    let closes = |at: &usize| {
        let (enclosed, after) = (&line[..*at], &line[at + mark.len()..]);
        !enclosed.trim().is_empty() && enclosed.trim() == enclosed && (*mark == "```" || !is_word(after.chars().next()))
    };
    let end = line.match_indices(mark).map(|(at, _)| at).find(closes)?;
    Some((mark, element, &line[..end]))
}
