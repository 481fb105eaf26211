//! What is said of a key that is none.

use super::explain::Place;
use super::faults::UNKNOWN_KEY;
use crate::finding::{At, Finding};
use crate::yaml::Entry;

/// Whether a key begins with a blank that YAML takes for a letter: the line was to be indented with it.
pub(super) fn is_indented_by_key(key: &str) -> bool {
    key.starts_with(|first: char| !first.is_ascii() && first.is_whitespace())
}

/// For a key whose indentation is part of it.
pub(super) fn wide_indentation(entry: &Entry<'_>, place: &Place) -> Finding {
    let key = entry.key.trim_start();
    let blank = entry.key.chars().next().map_or(0, u32::from);
    let name = if blank == 0xa0 { "a no-break space" } else { "a blank that is no space" };
    let message = format!("key `{key}` is indented with {name} (U+{blank:04X}), which YAML takes for a letter");
    Finding::new(&UNKNOWN_KEY, At::Key(place.written.join(entry.key)), message).help("indent with plain spaces")
}

/// The keys that may stand in a place.
pub(super) fn allowed_here(allowed: &[&str]) -> String {
    match allowed {
        [] => "take it out".to_owned(),
        some => format!("allowed here: {}", some.join(", ")),
    }
}
