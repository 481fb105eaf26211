//! Values that are not the author's: nothing is said at, under or above them.

use std::collections::HashSet;

use crate::finding::{Finding, Path};
use crate::project::Loaded;
use crate::yaml::{Tree, UNKNOWN_KEYS};

/// The holes of one file, ready to be asked about many places.
pub(super) struct Holes<'a> {
    holes: HashSet<&'a Path>,
    above: HashSet<Path>,
    tree: Option<&'a Tree>,
}

impl<'a> Holes<'a> {
    pub(super) fn of<T>(file: &'a Loaded<T>) -> Self {
        let parents = |hole: &Path| std::iter::successors(hole.parent(), Path::parent).collect::<Vec<_>>();
        Self {
            holes: file.holes.iter().collect(),
            above: file.holes.iter().flat_map(parents).collect(),
            tree: file.tree.as_deref(),
        }
    }

    /// Whether exactly this value is not the author's.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.holes.contains(path)
    }

    /// Whether a path is at, under or above a hole.
    fn touch(&self, path: &Path) -> bool {
        let mut upwards = std::iter::successors(Some(path.clone()), Path::parent);
        self.above.contains(path) || upwards.any(|path| self.holes.contains(&path))
    }

    /// Whether nothing stands at a path, and keys that could not be read may have brought it.
    fn have_lost(&self, path: &Path) -> bool {
        let Some(tree) = self.tree else { return false };
        let mut parts = (0..path.0.len()).map(|length| Path(path.0[..length].to_vec()));
        // The innermost mapping on the way that is there.
        let around = parts.rfind(|part| tree.get(part).is_some());
        tree.get(path).is_none() && around.is_some_and(|around| self.holes.contains(&around.join(UNKNOWN_KEYS)))
    }

    /// Whether a finding is at, under or above a hole.
    pub(super) fn hide(&self, finding: &Finding) -> bool {
        let hides = |path: &Path| self.touch(path) || self.have_lost(path);
        !self.holes.is_empty() && finding.primary.at.path().is_some_and(hides)
    }

    /// Whether a finding about a variant is, wherever in the file its place comes from; or whether what it misses is.
    pub(super) fn hide_in_variant(&self, finding: &Finding, language: &str) -> bool {
        if self.holes.is_empty() {
            return false;
        }
        let hides = |path: &Path| {
            let own = entry(language).concat(path);
            let is_lost = || self.have_lost(&own) || self.have_lost(path);
            let is_written = || self.tree.is_some_and(|tree| tree.get(&own).is_some());
            self.touch(path) || self.touch(&own) || (!is_written() && is_lost())
        };
        finding.primary.at.path().into_iter().chain(&finding.missing).any(hides)
    }

    /// Whether a key is a hole, in the language or in the shared part.
    pub(super) fn have_key(&self, language: &str, key: &str) -> bool {
        !self.holes.is_empty() && (self.contains(&Path::root().join(key)) || self.contains(&entry(language).join(key)))
    }
}

fn entry(language: &str) -> Path {
    Path(vec!["languages".into(), language.into()])
}
