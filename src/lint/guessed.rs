//! What is certain of a text that holds a build-time value nobody knows: what is found in it whatever the value is.

use std::collections::HashSet;
use std::ops::Range;

use indexmap::IndexMap;

use super::values::Filled;
use crate::finding::{At, Finding, Path};
use crate::model::{Variant, substitute};

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
    let is_doubtful = |finding: &Finding| finding.primary.at.path().is_some_and(|path| filled.lacks_value(path));
    if !found.iter().any(is_doubtful) {
        return found;
    }
    let guessed = |guess: &&str| {
        let mut values = filled.values.clone();
        let names = filled.undeclared.iter().filter_map(|undeclared| undeclared.name.clone());
        values.extend(names.map(|name| (name, (*guess).to_owned())));
        let found = check(&written.substituted(&values).0);
        found.iter().filter_map(|finding| piece(finding, written, &values)).collect()
    };
    let guesses: Vec<HashSet<Piece>> = GUESSES.iter().map(guessed).collect();
    found.retain(|finding| {
        !is_doubtful(finding)
            || piece(finding, written, filled.values)
                .is_some_and(|piece| filled.knows(&piece.1, &piece.2) && guesses.iter().all(|all| all.contains(&piece)))
    });
    found
}

fn piece(finding: &Finding, written: &Variant, values: &IndexMap<String, String>) -> Option<Piece> {
    match as_written(finding.primary.at.clone(), written, values) {
        At::Text(path, range) => Some((finding.rule.id, path, range, finding.message.clone())),
        At::Value(_) | At::Key(_) | At::Bytes(_) => None,
    }
}

/// Turns a range of a text with values into the range of the text as written.
pub(super) fn as_written(at: At, written: &Variant, values: &IndexMap<String, String>) -> At {
    match (with_values(&at, written), at) {
        (Some(text), At::Text(path, range)) => At::Text(path, substitute(text, values).original_range(range)),
        (_, at) => at,
    }
}

/// The text at a place, if it was written with build-time values.
pub(super) fn with_values<'v>(at: &At, written: &'v Variant) -> Option<&'v str> {
    written.string_at(at.path()?).filter(|text| text.contains("${"))
}
