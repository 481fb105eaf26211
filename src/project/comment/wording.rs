//! Reading comments: `# chatform: ignore[group/name, group/name] until=2027-01-31 reason`.

use std::ops::Range;

use jiff::civil::Date;

use super::coverage::Coverage;
use super::{Directive, NamedRule, Suppression};
use crate::source::SourceFile;
use crate::yaml::{Comment, Tree};

/// How a comment begins that is for this program.
const NAME: &str = "chatform";
/// The only thing that such a comment can ask for.
const VERB: &str = "ignore";
/// How a word begins that says when a suppression ends.
const UNTIL: &str = "until=";

/// What the comments of a file say to this program, in file order. `tree` is the file as written.
pub(in crate::project) fn directives(source: &SourceFile, comments: &[Comment], tree: Option<&Tree>) -> Vec<Directive> {
    let mut coverage = None;
    let read = |comment: &Comment| {
        let mut directive = directive(&source.text, comment.span.clone())?;
        if let (Directive::Suppression(suppression), Some(tree)) = (&mut directive, tree) {
            let coverage = coverage.get_or_insert_with(|| Coverage::of(source, tree));
            suppression.covers = coverage.under(&comment.span);
        }
        Some(directive)
    };
    comments.iter().filter_map(read).collect()
}

/// A part of the text that knows where it is.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Part<'t> {
    fn span(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    fn trimmed(self) -> Self {
        let text = self.text.trim_start();
        Self { text: text.trim_end(), start: self.start + (self.text.len() - text.len()) }
    }

    fn split_at(self, offset: usize) -> (Self, Self) {
        let (head, tail) = self.text.split_at(offset);
        (Self { text: head, start: self.start }, Self { text: tail, start: self.start + offset })
    }

    /// Up to the first character that the test refuses, and the rest.
    fn split_while(self, test: impl Fn(char) -> bool) -> (Self, Self) {
        self.split_at(self.text.find(|character| !test(character)).unwrap_or(self.text.len()))
    }

    /// The parts between the characters that the test accepts.
    fn parts(self, separates: impl Fn(char) -> bool) -> impl Iterator<Item = Self> {
        self.text.split(separates).map(move |text| {
            let offset = text.as_ptr() as usize - self.text.as_ptr() as usize;
            Self { text, start: self.start + offset }
        })
    }

    fn malformed(self, fault: impl Into<String>) -> Directive {
        Directive::Malformed { span: self.span(), fault: fault.into() }
    }
}

/// What one comment says; nothing, if it is for people. `span` begins with its `#`.
fn directive(text: &str, span: Range<usize>) -> Option<Directive> {
    let whole = Part { text: text.get(span.clone())?, start: span.start }.trimmed();
    let (_, content) = whole.split_while(|character| character == '#');
    let content = content.trimmed();
    let name = content.text.get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME))?;
    let (_, rest) = content.split_at(NAME.len());
    let Some(said) = rest.text.trim_start().strip_prefix(':') else {
        let meant = rest.text.trim_start_matches(|character: char| !character.is_alphanumeric());
        let is_meant = meant.get(..VERB.len()).is_some_and(|verb| verb.eq_ignore_ascii_case(VERB))
            && meant[VERB.len()..].trim_start().starts_with('[');
        return is_meant.then(|| content.malformed(format!("`{name}` is not followed by a colon")));
    };
    if name != NAME {
        return Some(content.malformed(format!("`{name}:` is not `{NAME}:`, so nothing is suppressed")));
    }
    let (_, said) = content.split_at(content.text.len() - said.len());
    Some(suppression(whole, said.trimmed()).map_or_else(|malformed| malformed, Directive::Suppression))
}

/// What stands after the colon. `Err` says what is wrong with it.
fn suppression(comment: Part<'_>, said: Part<'_>) -> Result<Suppression, Directive> {
    let (verb, rest) = said.split_while(|character| character.is_alphanumeric() || character == '-');
    match verb.text {
        VERB => {}
        "" => return Err(comment.malformed(format!("`{NAME}:` asks for nothing"))),
        other => return Err(verb.malformed(format!("`{other}` is nothing that a comment can ask for"))),
    }
    let rest = rest.trimmed();
    if !rest.text.starts_with('[') {
        return Err(verb.malformed(format!("`{VERB}` is not followed by `[group/name]`")));
    }
    let Some(end) = rest.text.find(']') else { return Err(rest.malformed("the bracket is not closed")) };
    let (bracket, tail) = rest.split_at(end + 1);
    let (_, inside) = bracket.split_at(1);
    let (inside, _) = inside.split_at(end - 1);
    let named = inside.parts(|character| character == ',').map(Part::trimmed).filter(|part| !part.text.is_empty());
    let rules: Vec<NamedRule> = named.map(|part| NamedRule { id: part.text.to_owned(), span: part.span() }).collect();
    if rules.is_empty() {
        return Err(bracket.malformed("the bracket names no rule"));
    }
    let (until, reason) = until_and_reason(tail)?;
    Ok(Suppression { span: comment.span(), rules, until, reason, covers: None })
}

/// The day and the reason, out of the words after the bracket.
fn until_and_reason(tail: Part<'_>) -> Result<(Option<Date>, String), Directive> {
    let (mut until, mut reason) = (None, String::new());
    let words: Vec<Part<'_>> = tail.parts(char::is_whitespace).filter(|word| !word.text.is_empty()).collect();
    for (index, word) in words.iter().enumerate() {
        if let Some(day) = word.text.strip_prefix(UNTIL) {
            let day = date(day).ok_or_else(|| word.malformed(format!("`{day}` is not a day such as 2027-01-31")))?;
            if until.replace(day).is_some() {
                return Err(word.malformed("a second day on which it ends"));
            }
        } else if is_misspelt_until(word.text, words.get(index + 1).map(|next| next.text)) {
            return Err(word.malformed(format!("the day is not written `{UNTIL}2027-01-31`, so it would never end")));
        } else {
            reason.push_str(if reason.is_empty() { "" } else { " " });
            reason.push_str(word.text);
        }
    }
    // A dash or a colon before the reason is no reason.
    if !reason.contains(char::is_alphanumeric) {
        reason.clear();
    }
    Ok((until, reason))
}

/// Whether a word was to say a day: prose that has `until` in it is a reason.
fn is_misspelt_until(word: &str, next: Option<&str>) -> bool {
    let lower = word.to_lowercase();
    let Some((_, after)) = lower.split_once("until") else { return false };
    let is_day = |text: &str| date(text.trim_matches(|character: char| !character.is_ascii_digit())).is_some();
    after.starts_with('=') || is_day(after) || (["", ":", "="].contains(&after) && next.is_some_and(is_day))
}

/// A day, written as ISO 8601 has it and not otherwise.
fn date(text: &str) -> Option<Date> {
    let text = text.trim_end_matches([',', '.', ';', ':']);
    (text.len() == "2027-01-31".len()).then(|| Date::strptime("%Y-%m-%d", text).ok())?
}
