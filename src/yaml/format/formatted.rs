//! A document in the one layout, and the proof that it is still the same document.

use super::attached::Attaching;
use super::printer::{Orders, Printer};
use crate::source::SourceFile;
use crate::yaml::edit::{Meaning, Sites};
use crate::yaml::faults::TEXT_CUT_OFF;
use crate::yaml::{Comment, Document, parse};

/// Why a document stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// The file is no YAML, or holds what a template must not have: it was not read as a whole.
    #[error("it has faults of form")]
    Faulty,
    /// Written anew it would mean something else, or lack a comment.
    #[error("it is written in a way that cannot be formatted safely")]
    Unsafe,
}

/// Writes a document in the one layout. `orders` says in which order the keys of the mapping at a path stand; none
/// where the author names them, whose order stays.
///
/// # Errors
///
/// Why it has to stay as it is.
pub fn format(source: &SourceFile, orders: &Orders<'_>) -> Result<String, FormatError> {
    let document = parse(source);
    let tree = document.tree.as_ref().filter(|_| is_whole(&document)).ok_or(FormatError::Faulty)?;
    let sites = Sites::of(source, tree);
    let root = Attaching::root(&sites, &document.comments, tree.root());
    let mut printer = Printer::new(&sites, orders);
    printer.document(root);
    let mut text = printer.out;
    if text.trim().is_empty() {
        text.clear();
    }
    let text = sites.with_line_breaks(&text);
    let mark = if source.text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = format!("{mark}{text}");
    let again = SourceFile::new(source.name.as_str(), text);
    let after = parse(&again);
    let is_same = is_whole(&after)
        && after.tree.as_ref().is_some_and(|after| Meaning::of(after.root()) == Meaning::of(tree.root()))
        && texts(&after.comments) == texts(&document.comments);
    if is_same { Ok(again.text) } else { Err(FormatError::Unsafe) }
}

/// Whether the tree and the comments are all that the document says.
fn is_whole(document: &Document) -> bool {
    // A comment that may be the rest of a text is kept like any other.
    document.findings.iter().all(|finding| finding.rule.id == TEXT_CUT_OFF.id)
}

/// The words of all comments, in no order.
fn texts(comments: &[Comment]) -> Vec<&str> {
    let mut texts: Vec<&str> = comments.iter().map(|comment| comment.text.trim_end()).collect();
    texts.sort_unstable();
    texts
}
