//! The files that differ from a commit.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Files that were added or changed since a commit, whether committed or not, and what git does not track or ignores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The merge base, in full; `None` where there is no commit yet.
    pub base: Option<String>,
    pub(super) root: PathBuf,
    /// Files, and folders that are new or ignored whole.
    pub(super) files: BTreeSet<PathBuf>,
}

impl Changes {
    /// Whether a file is among them. Of a file outside of the repository, or in one within it such as a submodule,
    /// nothing is known: it counts as changed.
    pub fn contain(&self, file: &Path) -> bool {
        let in_folder = || Some(file.parent()?.canonicalize().ok()?.join(file.file_name()?));
        let (link, target) = (in_folder(), file.canonicalize().ok());
        let names: Vec<PathBuf> = link.into_iter().chain(target).collect();
        let has_changed =
            |name: &PathBuf| !self.know(name) || lossy(name).ancestors().any(|name| self.files.contains(name));
        names.is_empty() || names.iter().any(has_changed)
    }

    fn know(&self, name: &Path) -> bool {
        let folders = name.ancestors().skip(1);
        let is_another = |folder: &Path| folder.join(".git").exists();
        name.starts_with(&self.root) && !folders.take_while(|folder| *folder != self.root).any(is_another)
    }
}

/// A path as a report can show it. Both sides of a comparison go through this: a name that is no UTF-8 is still found.
pub(super) fn lossy(path: &Path) -> PathBuf {
    PathBuf::from(path.to_string_lossy().into_owned())
}
