//! The files that differ from a commit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Files that were added or changed since a commit, whether committed or not, and files that git does not track.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The merge base, in full.
    pub base: String,
    pub(super) root: PathBuf,
    pub(super) files: BTreeSet<PathBuf>,
}

impl Changes {
    /// Whether a file is among them. Of a file outside of the repository nothing is known: it counts as changed.
    pub fn contain(&self, file: &Path) -> bool {
        let in_folder = || Some(file.parent()?.canonicalize().ok()?.join(file.file_name()?));
        let (link, target) = (in_folder(), file.canonicalize().ok());
        let names: Vec<PathBuf> = link.into_iter().chain(target).collect();
        let has_changed = |name: &PathBuf| !name.starts_with(&self.root) || self.files.contains(&lossy(name));
        names.is_empty() || names.iter().any(has_changed)
    }
}

/// A path as a report can show it. Both sides of a comparison go through this: a name that is no UTF-8 is still found.
pub(super) fn lossy(path: &Path) -> PathBuf {
    PathBuf::from(path.to_string_lossy().into_owned())
}
