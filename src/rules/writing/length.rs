//! How long a text is.
//!
//! No source says what a "character" is, nor whether `$(name)` or Meta's `{{1}}` is counted. So there is one
//! count that decides (code points, each variable as `{{n}}`), and others that only raise a doubt.

use std::ops::Range;

use indexmap::{IndexMap, IndexSet};
use memchr::memchr_iter;

use crate::model::{Token, holds_variables, tokens};

/// A text over its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Overflow {
    /// Its length.
    pub length: usize,
    /// The bytes that are too much.
    pub range: Range<usize>,
}

/// What is too much of a text, in code points with each `$(name)` counted as the `{{n}}` that Meta sees.
pub(crate) fn overflow(text: &str, limit: usize) -> Option<Overflow> {
    // The usual case costs next to nothing: were each byte a variable, it would fit.
    if text.len() * (LONGEST_PLACEHOLDER + 1) <= limit || most(text, LONGEST_PLACEHOLDER) <= limit {
        return None;
    }
    if !holds_variables(text) {
        return plain_overflow(text, limit);
    }
    let mut names = IndexSet::new();
    let (mut length, mut start) = (0, None);
    for (range, token) in tokens(text) {
        let width = match token {
            Token::Literal(literal) | Token::Unterminated(literal) => literal.chars().count(),
            Token::Variable(name) => placeholder_width(name, &mut names),
        };
        if start.is_none() && length + width > limit {
            start = Some(match token {
                Token::Literal(literal) => range.start + offset_of(literal, limit - length),
                Token::Variable(_) | Token::Unterminated(_) => range.start,
            });
        }
        length += width;
    }
    start.map(|start| Overflow { length, range: start..text.len() })
}

/// A count, other than the one that decides, by which a text is over its limit: what is counted, and how many.
pub(crate) fn doubtful_count(
    text: &str,
    limit: usize,
    examples: &IndexMap<String, String>,
) -> Option<(&'static str, usize)> {
    // The usual case costs next to nothing.
    let longest = examples.values().map(String::len).max().unwrap_or_default().max(LONGEST_PLACEHOLDER);
    if most(text, longest) <= limit || overflow(text, limit).is_some() {
        return None;
    }
    let has_variables = holds_variables(text);
    let over = |count: usize| count > limit;
    let raw = text.chars().count();
    if over(raw) {
        return Some(("as written, `$(…)` included", raw));
    }
    let utf16 = text.encode_utf16().count();
    if over(utf16) {
        return Some(("in UTF-16 units", utf16));
    }
    let filled = if has_variables { filled_length(text, examples) } else { 0 };
    over(filled).then_some(("with the examples filled in", filled))
}

/// `{{n}}` is not longer, whatever the number.
const LONGEST_PLACEHOLDER: usize = 24;

/// No count of a text is higher than this, if nothing longer than `longest` bytes stands for a variable: no character
/// has less than a byte, and no variable less than a `$`.
fn most(text: &str, longest: usize) -> usize {
    text.len() + longest * memchr_iter(b'$', text.as_bytes()).count()
}

fn plain_overflow(text: &str, limit: usize) -> Option<Overflow> {
    let length = text.chars().count();
    (length > limit).then(|| Overflow { length, range: offset_of(text, limit)..text.len() })
}

/// The byte at which the character with this number starts.
fn offset_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(offset, _)| offset)
}

/// How many characters `{{n}}` has, variables being numbered in order of first appearance.
fn placeholder_width<'a>(name: &'a str, names: &mut IndexSet<&'a str>) -> usize {
    let (position, _) = names.insert_full(name);
    "{{}}".len() + (position + 1).to_string().len()
}

fn filled_length(text: &str, examples: &IndexMap<String, String>) -> usize {
    let width = |(_, token)| match token {
        Token::Literal(literal) | Token::Unterminated(literal) => literal.chars().count(),
        Token::Variable(name) => examples.get(name).map_or(0, |sample| sample.chars().count()),
    };
    tokens(text).into_iter().map(width).sum()
}
