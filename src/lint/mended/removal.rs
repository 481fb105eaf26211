//! Taking out of a comment what has no use, and the whole comment when nothing is left.

use std::ops::Range;

use crate::finding::{At, Edit, Finding, Fix};
use crate::project::Suppression;
use crate::rules::suppression::has_no_use;

/// The fix of a finding about one rule that a comment names, where that rule should not be named there.
pub(in crate::lint) fn of_named_rule(text: &str, suppression: &Suppression, finding: &Finding) -> Option<Fix> {
    let At::Bytes(at) = &finding.primary.at else { return None };
    if !has_no_use(finding.rule) {
        return None;
    }
    let position = suppression.rules.iter().position(|named| named.span == *at)?;
    let (title, range) = match suppression.rules.len() {
        1 => ("take the comment out", comment(text, &suppression.span)),
        _ => ("take it out of the comment", name(suppression, position)),
    };
    let edits = vec![Edit::Replace(At::Bytes(range), String::new())];
    Some(Fix { title: title.to_owned(), safe: true, edits })
}

/// A name with the comma that parts it from the next, or else from the one before.
fn name(suppression: &Suppression, position: usize) -> Range<usize> {
    let span = suppression.rules[position].span.clone();
    match suppression.rules.get(position + 1) {
        Some(next) => span.start..next.span.start,
        None => suppression.rules[position - 1].span.end..span.end,
    }
}

/// A comment with the blanks before it; one in a line of its own with that line.
fn comment(text: &str, span: &Range<usize>) -> Range<usize> {
    let before = text[..span.start].trim_end_matches([' ', '\t']);
    let rest = &text[span.end..];
    let begins_line = before.is_empty() || before.ends_with(['\n', '\r', '\u{feff}']);
    let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    before.len()..span.end + if begins_line { line_break } else { 0 }
}
