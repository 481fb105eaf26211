//! Anchors and tags: what a template does not have, or what were words of a text that is not in quotes.

use std::ops::Range;

use super::faults::{TAG, UNUSED_ANCHOR, without};
use super::tree::Tree;
use super::unquoted::{PlainTexts, in_quotes};
use crate::finding::{At, Finding};

/// The anchors and tags of a file.
#[derive(Default)]
pub(super) struct Marks {
    anchors: Vec<Anchor>,
    tags: Vec<Tag>,
}

struct Anchor {
    id: usize,
    name: String,
    span: Range<usize>,
    is_used: bool,
}

struct Tag {
    written: String,
    span: Range<usize>,
    /// Whether it only says what the value is anyway (`!!str`).
    is_core: bool,
}

impl Marks {
    /// Ids must ascend.
    pub(super) fn anchor(&mut self, id: usize, name: String, span: Range<usize>) {
        self.anchors.push(Anchor { id, name, span, is_used: false });
    }

    /// Notes that an alias names an anchor.
    pub(super) fn used(&mut self, id: usize) {
        if let Ok(nth) = self.anchors.binary_search_by_key(&id, |anchor| anchor.id) {
            self.anchors[nth].is_used = true;
        }
    }

    pub(super) fn tag(&mut self, written: String, span: Range<usize>, is_core: bool) {
        self.tags.push(Tag { written, span, is_core });
    }

    /// Forgets those in some bytes, which are explained otherwise.
    pub(super) fn forget(&mut self, bytes: &Range<usize>) {
        self.anchors.retain(|anchor| !bytes.contains(&anchor.span.start));
        self.tags.retain(|tag| !bytes.contains(&tag.span.start));
    }

    /// What is to be said of them. `tree` is the whole document, where it could be read.
    pub(super) fn findings(&self, text: &str, tree: Option<&Tree>) -> Vec<Finding> {
        let unused = || self.anchors.iter().filter(|anchor| !anchor.is_used);
        let mut spans: Vec<&Range<usize>> =
            unused().map(|anchor| &anchor.span).chain(self.tags.iter().map(|tag| &tag.span)).collect();
        if spans.is_empty() {
            return Vec::new();
        }
        spans.sort_by_key(|span| span.start);
        let mut starts: Vec<usize> = spans.iter().map(|span| past_blanks(text, span.end)).collect();
        starts.dedup();
        let texts = PlainTexts::of(tree, &|span| starts.binary_search(&span.start).is_ok());
        let unused = unused().map(|anchor| of_anchor(anchor, text, &texts));
        unused.chain(self.tags.iter().map(|tag| of_tag(tag, text, &texts))).collect()
    }
}

fn of_anchor(anchor: &Anchor, text: &str, texts: &PlainTexts) -> Finding {
    let span = &anchor.span;
    let finding =
        Finding::new(&UNUSED_ANCHOR, At::Bytes(span.clone()), format!("anchor `&{}` has no use", anchor.name));
    let stands_before_words = stands_before_words(text, span.end);
    match texts.starting_at(past_blanks(text, span.end)) {
        Some(words) => of_words(finding, &text[span.clone()], in_quotes(words, span.start..words.span.end, text)),
        None => finding.help("take it out").fix(without(text, span, "take the anchor out", !stands_before_words)),
    }
}

fn of_tag(tag: &Tag, text: &str, texts: &PlainTexts) -> Finding {
    let span = &tag.span;
    let finding = Finding::new(&TAG, At::Bytes(span.clone()), format!("tag `{}` is not allowed", tag.written));
    match texts.starting_at(past_blanks(text, span.end)).filter(|_| !tag.is_core) {
        Some(words) => of_words(finding, &text[span.clone()], in_quotes(words, span.start..words.span.end, text)),
        None => finding.help("take the tag out; text that looks like a number goes in quotes").fix(without(
            text,
            span,
            "take the tag out",
            tag.is_core,
        )),
    }
}

/// For a mark that may be the first word of a text. To take it out would take a word from the author.
fn of_words(finding: Finding, mark: &str, fix: crate::finding::Fix) -> Finding {
    finding
        .label("not read as part of the text")
        .help(format!("put the text in quotes if `{mark}` belongs to it, otherwise take it out"))
        .fix(fix)
}

fn past_blanks(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + (rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

/// Whether something stands behind a mark on its line that may be words.
fn stands_before_words(text: &str, end: usize) -> bool {
    let rest = &text[past_blanks(text, end)..];
    !rest.is_empty() && !rest.starts_with(['\n', '\r', '#', '{', '[', '"', '\'', '|', '>', ',', '}', ']'])
}
