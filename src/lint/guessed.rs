//! What is certain of a text that holds a build-time value nobody knows: what is found in it whatever the value is.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::as_written::AsWritten;
use super::values::Filled;
use crate::finding::{At, Finding, Path};
use crate::model::{Variant, holds_build_value};

/// Values that have hardly anything in common: nothing, a letter, more words than most texts have.
const GUESSES: &[&str] = &[
    "",
    "x",
    "one two three four five six seven eight nine ten one two three four five six seven eight nine ten one two three",
];

/// A finding about a piece of a text, by its place as it is written.
type Piece = (&'static str, Path, Range<usize>, String);

/// Leaves out what may be found only because a value is unknown. `check` is what finds something in a variant.
pub(super) fn certain(
    mut found: Vec<Finding>,
    written: &Variant,
    filled: &Filled<'_, '_>,
    check: impl Fn(&Variant) -> Vec<Finding>,
) -> Vec<Finding> {
    let unknown = unknown(filled);
    let is_doubtful = |finding: &Finding| finding.primary.at.path().is_some_and(|path| unknown.contains_key(path));
    if !found.iter().any(is_doubtful) {
        return found;
    }
    let guessed = |guess: &&str| {
        let mut values = filled.values.clone();
        let names = filled.undeclared.iter().filter_map(|undeclared| undeclared.name.clone());
        values.extend(names.map(|name| (name, (*guess).to_owned())));
        let (found, places) = (check(&written.substituted(&values).0), AsWritten::new(written, &values));
        found.iter().filter_map(|finding| piece(finding, &places)).collect()
    };
    let guesses: Vec<HashSet<Piece>> = GUESSES.iter().map(guessed).collect();
    let places = AsWritten::new(written, filled.values);
    let is_known = |(_, path, range, _): &Piece| {
        let text = written.string_at(path).and_then(|text| text.get(range.clone()));
        unknown.get(path).is_some_and(|end| range.end <= *end) && text.is_some_and(|text| !holds_build_value(text))
    };
    let is_certain = |piece: &Piece| is_known(piece) && guesses.iter().all(|found| found.contains(piece));
    found.retain(|finding| !is_doubtful(finding) || piece(finding, &places).is_some_and(|piece| is_certain(&piece)));
    found
}

/// The texts that lack a value, each with the byte of the written text from which on nobody knows what is meant: there
/// begins a `${` that is never closed.
fn unknown<'f>(filled: &'f Filled<'_, '_>) -> HashMap<&'f Path, usize> {
    let mut unknown = HashMap::new();
    for undeclared in &filled.undeclared {
        let end = unknown.entry(&undeclared.path).or_insert(usize::MAX);
        if undeclared.name.is_none() {
            *end = undeclared.range.start.min(*end);
        }
    }
    unknown
}

fn piece(finding: &Finding, places: &AsWritten<'_>) -> Option<Piece> {
    match places.place(finding.primary.at.clone()) {
        At::Text(path, range) => Some((finding.rule.id, path, range, finding.message.clone())),
        At::Value(_) | At::Key(_) | At::Bytes(_) => None,
    }
}
