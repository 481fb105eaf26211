//! Two sets of variants side by side: two environments, two commits, or one of each.

use std::collections::BTreeMap;

use super::{FieldEdit, edits};
use crate::model::{Channel, Variant};

/// One variant that is not the same on both sides.
#[derive(Clone, Debug)]
pub struct Difference<'a> {
    /// `name/language`.
    pub key: String,
    /// It on the left, if it is there.
    pub left: Option<&'a Variant>,
    /// It on the right, if it is there.
    pub right: Option<&'a Variant>,
    /// What turns the left into the right, where both are there.
    pub edits: Vec<FieldEdit>,
}

/// What differs, by name and language; what is the same is counted.
pub fn side_by_side<'a>(left: &'a [Variant], right: &'a [Variant]) -> (Vec<Difference<'a>>, usize) {
    type Pair<'a> = (Option<&'a Variant>, Option<&'a Variant>);
    let mut pairs: BTreeMap<(&str, &str, Channel), Pair<'a>> = BTreeMap::new();
    for variant in left {
        pairs.entry((&variant.name, &variant.language, variant.channel)).or_default().0 = Some(variant);
    }
    for variant in right {
        pairs.entry((&variant.name, &variant.language, variant.channel)).or_default().1 = Some(variant);
    }
    let (mut found, mut same) = (Vec::new(), 0);
    for ((name, language, _), (left, right)) in pairs {
        let edits = left.zip(right).map(|(left, right)| edits(left, right)).unwrap_or_default();
        if left.is_some() && right.is_some() && edits.is_empty() {
            same += 1;
        } else {
            found.push(Difference { key: format!("{name}/{language}"), left, right, edits });
        }
    }
    (found, same)
}
