//! Texts that lack quotes: YAML reads a part of their words as something else.

use std::ops::Range;

use super::document::Comment;
use super::faults::{EMPTY_VALUE, KEY_NOT_TEXT, TEXT_CUT_OFF};
use super::resolve::Kind;
use super::tree::{Style, Tree};
use crate::finding::{At, Edit, Finding, Fix, Path};

/// A plain text of a document.
pub(super) struct PlainText {
    path: Path,
    pub(super) span: Range<usize>,
    text: String,
}

/// Some of the plain texts of a document, by their places.
pub(super) struct PlainTexts(Vec<PlainText>);

impl PlainTexts {
    /// Those whose bytes the test accepts; none where the document could not be read. Keys are not among them.
    pub(super) fn of(tree: Option<&Tree>, test: &dyn Fn(&Range<usize>) -> bool) -> Self {
        let of_path = |tree: &Tree, path: Path| {
            let node = tree.get(&path)?;
            let (scalar, span) = (node.scalar()?, node.span());
            let is_text = scalar.style == Style::Plain && scalar.kind == Kind::Text;
            (is_text && test(&span)).then(|| PlainText { path, span, text: scalar.text.to_owned() })
        };
        let all = tree
            .into_iter()
            .flat_map(|tree| tree.paths_where(test).into_iter().filter_map(move |path| of_path(tree, path)));
        let mut all: Vec<PlainText> = all.collect();
        all.sort_by_key(|text| text.span.start);
        Self(all)
    }

    pub(super) fn starting_at(&self, offset: usize) -> Option<&PlainText> {
        self.0.binary_search_by_key(&offset, |text| text.span.start).ok().map(|nth| &self.0[nth])
    }

    fn ending_at(&self, offset: usize) -> Option<&PlainText> {
        self.0.binary_search_by_key(&offset, |text| text.span.end).ok().map(|nth| &self.0[nth])
    }
}

/// A fix that puts a text in quotes, with what stands around it in `whole`. Whether that belongs to the text nobody but
/// its author knows.
pub(super) fn in_quotes(words: &PlainText, whole: Range<usize>, source: &str) -> Fix {
    let (before, after) = (whole.start..words.span.start, words.span.end..whole.end);
    let text = format!("{}{}{}", &source[before.clone()], words.text, &source[after.clone()]);
    let mut edits = vec![Edit::Replace(At::Value(words.path.clone()), text)];
    let around = [before, after].into_iter().filter(|bytes| !bytes.is_empty());
    edits.extend(around.map(|bytes| Edit::Replace(At::Bytes(bytes), String::new())));
    Fix { title: "put the text in quotes".to_owned(), safe: false, edits }
}

/// What is to be said of comments that cut a text off: nobody writes a comment without a blank behind its `#`, and
/// many write `order #1`.
pub(super) fn cut_off(text: &str, comments: &[Comment], tree: Option<&Tree>) -> Vec<Finding> {
    let mut cuts = comments.iter().filter(|comment| is_glued(&comment.text)).peekable();
    if cuts.peek().is_none() {
        return Vec::new();
    }
    let end_before = |comment: &Comment| text[..comment.span.start].trim_end_matches([' ', '\t']).len();
    let cuts: Vec<(&Comment, usize)> = cuts.map(|comment| (comment, end_before(comment))).collect();
    let is_cut = |span: &Range<usize>| cuts.binary_search_by_key(&span.end, |(_, end)| *end).is_ok();
    let texts = PlainTexts::of(tree, &is_cut);
    let of_cut = |(comment, end): &(&Comment, usize)| {
        let (words, comment) = (texts.ending_at(*end)?, trimmed(text, &comment.span));
        Some(
            Finding::new(&TEXT_CUT_OFF, At::Bytes(comment.clone()), "text ends at ` #`, which begins a comment")
                .label("not read as part of the text")
                .help("put the text in quotes; a comment has a blank behind its `#`")
                .fix(in_quotes(words, words.span.start..comment.end, text)),
        )
    };
    cuts.iter().filter_map(of_cut).collect()
}

/// Whether a comment looks like words of a text: `#1`, `#$(order)`, `#sale`.
pub(super) fn is_glued(comment: &str) -> bool {
    let is_of_words = |first: char| first.is_alphanumeric() || matches!(first, '$' | '(' | '{');
    comment.starts_with(is_of_words) && !comment.starts_with("chatform")
}

fn trimmed(text: &str, span: &Range<usize>) -> Range<usize> {
    span.start..span.start + text[span.clone()].trim_end().len()
}

/// Explains the findings about form that come of a text without quotes.
pub(super) fn explain(text: &str, findings: &mut Vec<Finding>) {
    for finding in findings.iter_mut().filter(|finding| finding.rule.id == EMPTY_VALUE.id) {
        if let Some(comment) = comment_instead_of_value(text, finding) {
            *finding = finding
                .clone()
                .also_at(At::Bytes(comment), "`#` begins a comment")
                .help("put a text that begins with `#` in quotes");
        }
    }
    let mut braces: Vec<Range<usize>> = findings.iter_mut().filter_map(|finding| in_braces(text, finding)).collect();
    if !braces.is_empty() {
        braces.sort_by_key(|own| own.start);
        let is_inside = |at: &At| {
            let At::Bytes(bytes) = at else { return false };
            let behind = braces.partition_point(|own| own.start <= bytes.start);
            braces[..behind].last().is_some_and(|own| own.contains(&bytes.start))
        };
        findings.retain(|finding| finding.rule.id != EMPTY_VALUE.id || !is_inside(&finding.primary.at));
    }
}

/// The comment that stands where a value is missed, if it looks like words.
fn comment_instead_of_value(text: &str, finding: &Finding) -> Option<Range<usize>> {
    let At::Bytes(key) = &finding.primary.at else { return None };
    let behind_key = text.get(key.end..)?.strip_prefix(':');
    // A list item without a value is placed behind its comment.
    let behind_dash = || {
        let line = text[near(text, key.start)..key.start].rsplit(['\n', '\r']).next()?;
        let line_start = key.start - line.len();
        text[line_start..].trim_start_matches(' ').strip_prefix('-').filter(|_| key.is_empty())
    };
    let value = behind_key.or_else(behind_dash)?.trim_start_matches([' ', '\t']);
    let start = text.len() - value.len();
    if !value.starts_with('#') {
        return None;
    }
    let line = value.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    line.strip_prefix('#').filter(|comment| is_glued(comment)).map(|_| start..start + line.len())
}

/// So far around a fault is looked for its cause: a line may be as long as the file, with as many faults.
const NEAR_BYTES: usize = 1000;

/// Where what is near before a place begins.
fn near(text: &str, offset: usize) -> usize {
    text.ceil_char_boundary(offset.saturating_sub(NEAR_BYTES))
}

/// Says of a key that is `{name}` in `{{name}}` what it was to be; the bytes of the inner braces.
fn in_braces(text: &str, finding: &mut Finding) -> Option<Range<usize>> {
    let At::Bytes(key) = finding.primary.at.clone() else { return None };
    let is_inner =
        finding.rule.id == KEY_NOT_TEXT.id && text[..key.start].ends_with('{') && text[key.start..].starts_with('{');
    if !is_inner {
        return None;
    }
    let inner = &text[key.start..text.floor_char_boundary(key.start + NEAR_BYTES)];
    let end = key.start + inner.find('}')?;
    let name = Some(text[key.start + 1..end].trim()).filter(|name| !name.contains(['\n', '\r']))?;
    finding.message = format!("`{{{{{name}}}}}` is read as a mapping, not as text");
    finding.help = Some(variable_help(name));
    let closing = text[end..].chars().take_while(|character| *character == '}').take(2).count();
    finding.primary.at = At::Bytes(key.start - 1..end + closing);
    Some(key.start..end)
}

/// The way out for a text with a variable in braces, as Meta's API writes them.
pub(super) fn variable_help(name: &str) -> String {
    let is_name = name.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && name.chars().all(|character| character.is_alphanumeric() || character == '_');
    let name = if is_name { name } else { "name" };
    format!("put the text in quotes, and write a variable as `$({name})`")
}
