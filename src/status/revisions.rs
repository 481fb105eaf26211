//! Revisions of a template that stand beside each other at the service: `name`, `name_v2`, `name_v3`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::plan::Desired;
use crate::remote::Row;

/// The revisions of one name, by language; the newest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revisions<'a> {
    /// Each language with its rows.
    pub languages: BTreeMap<&'a str, Vec<Revision<'a>>>,
}

/// One revision in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision<'a> {
    /// Its number; a name without one is older than every other.
    pub number: Option<u32>,
    /// Its row.
    pub row: &'a Row,
}

/// The rows of a space by the names that they may be a revision of.
pub struct RevisionIndex<'a>(HashMap<&'a str, Vec<&'a Row>>);

impl<'a> RevisionIndex<'a> {
    /// An index of these rows.
    pub fn of(rows: &'a [Row]) -> Self {
        let mut by_base: HashMap<&str, Vec<&Row>> = HashMap::new();
        for row in rows {
            by_base.entry(&row.name).or_default().push(row);
            if let Some((base, _)) = row.name.rsplit_once("_v") {
                by_base.entry(base).or_default().push(row);
            }
        }
        Self(by_base)
    }

    /// The revisions of `base`. `others` are names that only look like one: another template's own name.
    pub fn revisions(&self, base: &str, others: &BTreeSet<&str>) -> Revisions<'a> {
        let mut languages: BTreeMap<&str, Vec<Revision<'_>>> = BTreeMap::new();
        let rows = self.0.get(base).into_iter().flatten();
        for row in rows.filter(|row| row.name == base || !others.contains(row.name.as_str())) {
            if let Some(number) = number(base, &row.name) {
                languages.entry(&row.language).or_default().push(Revision { number, row });
            }
        }
        for revisions in languages.values_mut() {
            revisions.sort_by_key(|revision| revision.number);
        }
        Revisions { languages }
    }
}

impl<'a> Revisions<'a> {
    /// The newest one that is approved.
    pub fn to_send(&self, language: &str) -> Option<Revision<'a>> {
        let revisions = self.languages.get(language)?;
        revisions.iter().rev().find(|revision| revision.row.status.is_sendable()).copied()
    }

    /// Those that are older than the one to send: nobody needs them any more.
    pub fn superseded(&self, language: &str) -> Vec<Revision<'a>> {
        let Some(newest) = self.to_send(language) else { return Vec::new() };
        let revisions = self.languages.get(language).into_iter().flatten();
        revisions.filter(|revision| revision.number < newest.number).copied().collect()
    }
}

/// The number of a revision in the name that it has at the service: `Some(None)` for the name itself, `None` for
/// another template.
fn number(base: &str, name: &str) -> Option<Option<u32>> {
    let rest = name.strip_prefix(base)?;
    if rest.is_empty() {
        return Some(None);
    }
    let digits = rest.strip_prefix("_v")?;
    let number: u32 = digits.parse().ok()?;
    (number > 0 && number.to_string() == digits).then_some(Some(number))
}

/// The name of a declared variant without its revision.
pub fn base(desired: &Desired) -> &str {
    let name = desired.variant.name.as_str();
    let ending = desired.revision.map(|revision| format!("_v{revision}"));
    ending.and_then(|ending| name.strip_suffix(&ending)).unwrap_or(name)
}

/// The names that files declare as their own: a template called `order_v2` is no revision of `order`.
pub fn own_names(desired: &[Desired]) -> BTreeSet<&str> {
    desired.iter().filter(|desired| desired.revision.is_none()).map(base).collect()
}
