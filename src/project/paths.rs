//! Paths as a user writes them: files, folders, and globs that no shell has expanded.

use std::path::{Path, PathBuf};

use super::ProjectError;
use super::discovery::Discovery;
use super::place::normal;

/// The characters that make a path a glob.
const WILDCARDS: &[char] = &['*', '?', '[', '{'];

/// Paths that were asked for by one name.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// As the user wrote it; `None` where no user did.
    pub written: Option<PathBuf>,
    /// The files and folders that it names.
    pub paths: Vec<PathBuf>,
}

impl Asked {
    /// Paths that no user wrote: there may be nothing in them. No paths are no request.
    pub(super) fn by_nobody(paths: Vec<PathBuf>) -> Vec<Self> {
        if paths.is_empty() { Vec::new() } else { vec![Self { written: None, paths }] }
    }
}

/// The files and folders that the paths name. A glob names what a shell would have made of it, without what is ignored.
pub(super) fn expanded(paths: &[PathBuf], current_dir: &Path) -> Result<Vec<Asked>, ProjectError> {
    paths.iter().map(|written| asked(written, current_dir)).collect()
}

fn asked(written: &Path, current_dir: &Path) -> Result<Asked, ProjectError> {
    let whole = normal(&current_dir.join(written));
    let paths = match written.to_str() {
        // A name may hold brackets: what is there is no glob.
        _ if whole.exists() => vec![whole],
        Some(glob) if glob.contains(WILDCARDS) => matching(glob, current_dir)?,
        _ => Vec::new(),
    };
    if paths.is_empty() {
        return Err(ProjectError::NoSuchPath(written.to_owned()));
    }
    Ok(Asked { written: Some(written.to_owned()), paths })
}

fn matching(glob: &str, current_dir: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let first = glob.find(WILDCARDS).unwrap_or(glob.len());
    let (folder, pattern) = glob.split_at(glob[..first].rfind('/').map_or(0, |slash| slash + 1));
    let folder = normal(&current_dir.join(folder));
    let mut amiss = Vec::new();
    let matches = Discovery::of_glob(&folder, pattern).files(&folder, &mut amiss);
    amiss.into_iter().next().map_or(Ok(matches), Err)
}
