//! Values that are not the author's: nothing is said at, under or above them.

use std::collections::HashSet;

use crate::finding::{At, Finding, Path};

/// The holes of one file, ready to be asked about many places.
pub(super) struct Holes<'a> {
    holes: HashSet<&'a Path>,
    above: HashSet<Path>,
}

impl<'a> Holes<'a> {
    pub(super) fn of(holes: &'a [Path]) -> Self {
        let parents = |hole: &Path| std::iter::successors(hole.parent(), Path::parent).collect::<Vec<_>>();
        Self { holes: holes.iter().collect(), above: holes.iter().flat_map(parents).collect() }
    }

    /// Whether exactly this value is not the author's.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.holes.contains(path)
    }

    /// Whether a path is at, under or above a hole.
    pub(super) fn touch(&self, path: &Path) -> bool {
        if self.holes.is_empty() {
            return false;
        }
        let mut upwards = std::iter::successors(Some(path.clone()), Path::parent);
        self.above.contains(path) || upwards.any(|path| self.holes.contains(&path))
    }

    /// Whether a finding is at, under or above a hole.
    pub(super) fn hide(&self, finding: &Finding) -> bool {
        finding.primary.at.path().is_some_and(|path| self.touch(path))
    }

    /// Whether a place of a variant is, wherever in the file it comes from.
    pub(super) fn hide_in_variant(&self, at: &At, language: &str) -> bool {
        !self.holes.is_empty()
            && at.path().is_some_and(|path| self.touch(path) || self.touch(&entry(language).concat(path)))
    }

    /// Whether a key is a hole, in the language or in the shared part.
    pub(super) fn have_key(&self, language: &str, key: &str) -> bool {
        !self.holes.is_empty() && (self.contains(&Path::root().join(key)) || self.contains(&entry(language).join(key)))
    }
}

fn entry(language: &str) -> Path {
    Path(vec!["languages".into(), language.into()])
}
