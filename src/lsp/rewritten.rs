//! A file written anew, as changes of those lines that differ: cursors and folds stay where nothing has changed.

use gen_lsp_types::TextEdit;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::failure::{Answer, Failure};
use super::look::Look;
use crate::lint;

/// The changes that turn a file into another text.
pub(super) fn edits(look: &Look<'_>, after: &str) -> Vec<TextEdit> {
    let before = &look.source().text;
    let (old, new): (Vec<&str>, Vec<&str>) = (lines(before), lines(after));
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let edit = |op: DiffOp| {
        let (_, old, new) = op.as_tag_tuple();
        let (old, new) = (old_starts[old.start]..old_starts[old.end], new_starts[new.start]..new_starts[new.end]);
        look.edit(&old, &after[new])
    };
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(edit).collect()
}

/// The changes that write a file in the one layout of its kind.
pub(super) fn formatted(look: &Look<'_>) -> Answer<Vec<TextEdit>> {
    let text =
        lint::format(look.source()).map_err(|error| Failure::Refused(format!("it is not formatted: {error}")))?;
    Ok(edits(look, &text))
}

/// Each line with its line break.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where each line begins, and where the last one ends.
fn starts(lines: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for line in lines {
        at += line.len();
        starts.push(at);
    }
    starts
}
