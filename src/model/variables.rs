//! Variables: `$(name)`, the service's own syntax, and `${name}`, replaced before anything is sent.

use std::ops::Range;

use indexmap::IndexMap;
use memchr::{memchr, memchr3};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Literal text.
    Literal(&'a str),
    /// `$(name)`: the name as written between the brackets, whatever it holds.
    Variable(&'a str),
    /// `$(` that is never closed on its line.
    Unterminated(&'a str),
}

/// Cuts a text into literals and variables, each with its byte range.
pub fn tokens(text: &str) -> Vec<(Range<usize>, Token<'_>)> {
    let mut found = Vec::new();
    let mut literal_start = 0;
    for (range, token) in openings(text) {
        if literal_start < range.start {
            found.push((literal_start..range.start, Token::Literal(&text[literal_start..range.start])));
        }
        literal_start = range.end;
        found.push((range, token));
    }
    if literal_start < text.len() {
        found.push((literal_start..text.len(), Token::Literal(&text[literal_start..])));
    }
    found
}

/// Every `$(` of a text: a variable, or one that is never closed on its line.
fn openings(text: &str) -> impl Iterator<Item = (Range<usize>, Token<'_>)> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = opening(text, position)?;
        let rest = &text[start..];
        // Looking for the end of the line first would read a long line again for every variable of it.
        let stop = memchr3(b')', b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let (end, token) = match rest[stop..].starts_with(')') {
            true => (start + stop + 1, Token::Variable(&rest[2..stop])),
            false => (start + stop, Token::Unterminated(&rest[..stop])),
        };
        position = end;
        Some((start..end, token))
    })
}

/// Whether a `$(` stands in a text.
pub fn holds_variables(text: &str) -> bool {
    opening(text, 0).is_some()
}

/// Whether a `${` stands in a text.
pub fn holds_build_value(text: &str) -> bool {
    followed_by(b'{', text, 0).is_some()
}

/// Where the next `$(` begins.
fn opening(text: &str, from: usize) -> Option<usize> {
    followed_by(b'(', text, from)
}

/// So many bytes are looked at without a search.
const SHORT: usize = 64;

/// Where the next `$` stands that is followed by a byte. Looking for one byte is much quicker than looking for two, and
/// `$` is rare.
fn followed_by(next: u8, text: &str, mut from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // Most texts are short and have none: to see that takes less than to begin a search.
    if bytes.len() <= SHORT && !has_dollar(bytes) {
        return None;
    }
    loop {
        let dollar = from + memchr(b'$', &bytes[from..])?;
        if bytes.get(dollar + 1) == Some(&next) {
            return Some(dollar);
        }
        from = dollar + 1;
    }
}

/// Whether a `$` is there; looks at sixteen bytes at a time.
fn has_dollar(bytes: &[u8]) -> bool {
    let is_among = |chunk: &[u8; 16]| chunk.iter().fold(false, |found, byte| found | (*byte == b'$'));
    let (chunks, rest) = bytes.as_chunks();
    // The last sixteen may have been looked at in part already.
    chunks.iter().any(is_among) || bytes.last_chunk().map_or_else(|| rest.contains(&b'$'), is_among)
}

/// A variable in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes in the text, `$(` and `)` included.
    pub range: Range<usize>,
}

/// The variables of a text, in order, repeated ones too.
pub fn variables(text: &str) -> Vec<Variable<'_>> {
    each_variable(text).collect()
}

/// The same, one after the other.
pub fn each_variable(text: &str) -> impl Iterator<Item = Variable<'_>> {
    openings(text).filter_map(|(range, token)| match token {
        Token::Variable(name) => Some(Variable { name, range }),
        Token::Literal(_) | Token::Unterminated(_) => None,
    })
}

/// Whether a text is exactly one variable.
pub fn single_variable(text: &str) -> Option<&str> {
    if !text.starts_with("$(") || !text.ends_with(')') {
        return None;
    }
    let first = each_variable(text).next()?;
    (first.range == (0..text.len())).then_some(first.name)
}

/// A text with its build-time values filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Substituted {
    /// The text that results.
    pub text: String,
    /// `${name}` for which there is no value: the name, and its bytes in the original. They are left as written, as is
    /// a `${` that is never closed, which has no name.
    pub undeclared: Vec<(Option<String>, Range<usize>)>,
    /// What was replaced: bytes of the original, bytes of the result.
    replaced: Vec<(Range<usize>, Range<usize>)>,
}

impl Substituted {
    /// The bytes of the original that a range of the result came from; a range that touches a value covers its whole `${…}`.
    pub fn original_range(&self, range: Range<usize>) -> Range<usize> {
        self.original_offset(range.start, false)..self.original_offset(range.end, true)
    }

    fn original_offset(&self, offset: usize, is_end: bool) -> usize {
        let mut shift_from = (0, 0);
        for (original, result) in &self.replaced {
            if offset < result.start || (offset == result.start && is_end) {
                break;
            }
            if offset < result.end || (offset == result.end && is_end) {
                return if is_end { original.end } else { original.start };
            }
            shift_from = (original.end, result.end);
        }
        shift_from.0 + (offset - shift_from.1)
    }
}

/// Replaces every `${name}` by its value and `$${` by a literal `${`.
pub fn substitute(text: &str, values: &IndexMap<String, String>) -> Substituted {
    let mut done = Substituted::default();
    for (range, piece) in build_pieces(text) {
        match piece {
            Piece::Literal => done.text.push_str(&text[range]),
            Piece::Escaped => done.replace(range, "${"),
            Piece::Value(name) => match values.get(name) {
                Some(value) => done.replace(range, value),
                None => {
                    done.text.push_str(&text[range.clone()]);
                    done.undeclared.push((Some(name.to_owned()), range));
                }
            },
            Piece::Unterminated => {
                done.undeclared.push((None, range.start..range.start + 2));
                done.text.push_str(&text[range]);
            }
        }
    }
    done
}

/// Does the same in the place of `filled`, and says whether every `${` is closed and has a value.
pub(super) fn fill(text: &str, values: &IndexMap<String, String>, filled: &mut String) -> bool {
    let mut is_complete = true;
    filled.clear();
    for (range, piece) in build_pieces(text) {
        filled.push_str(match piece {
            Piece::Literal => &text[range],
            Piece::Escaped => "${",
            Piece::Value(name) => look_up(values, name).unwrap_or_else(|| {
                is_complete = false;
                &text[range]
            }),
            Piece::Unterminated => {
                is_complete = false;
                &text[range]
            }
        });
    }
    is_complete
}

/// The text of a name. To compare a few names is quicker than to hash one.
pub fn look_up<'a>(texts: &'a IndexMap<String, String>, name: &str) -> Option<&'a str> {
    let found = match texts.len() {
        0..=8 => texts.iter().find(|(known, _)| *known == name).map(|(_, text)| text),
        _ => texts.get(name),
    };
    found.map(String::as_str)
}

/// A piece of a text with build-time values.
enum Piece<'a> {
    Literal,
    /// `$${`
    Escaped,
    /// `${name}`
    Value(&'a str),
    /// `${` that is never closed, and all that follows it.
    Unterminated,
}

/// Cuts a text at its build-time values, each piece with its byte range.
fn build_pieces(text: &str) -> impl Iterator<Item = (Range<usize>, Piece<'_>)> {
    let (mut position, mut held) = (0, None);
    std::iter::from_fn(move || {
        if let Some(held) = held.take() {
            return Some(held);
        }
        let start = followed_by(b'{', text, position);
        let end = start.and_then(|start| memchr(b'}', &text.as_bytes()[start..]).map(|offset| start + offset + 1));
        let (range, piece) = match (start, end) {
            (Some(start), _) if text[position..start].ends_with('$') => (start - 1..start + 2, Piece::Escaped),
            (Some(start), Some(end)) => (start..end, Piece::Value(&text[start + 2..end - 1])),
            (Some(start), None) => (start..text.len(), Piece::Unterminated),
            _ if position == text.len() => return None,
            _ => (text.len()..text.len(), Piece::Literal),
        };
        let literal = position..range.start;
        position = range.end;
        if literal.is_empty() {
            return Some((range, piece));
        }
        held = Some((range, piece)).filter(|(range, _)| !range.is_empty());
        Some((literal, Piece::Literal))
    })
}

impl Substituted {
    fn replace(&mut self, original: Range<usize>, by: &str) {
        let start = self.text.len();
        self.text.push_str(by);
        self.replaced.push((original, start..self.text.len()));
    }
}
