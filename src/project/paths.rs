//! Paths as a user writes them: files, folders, and globs that no shell has expanded.

use std::path::{Path, PathBuf};

use super::ProjectError;
use super::discovery::Discovery;
use super::place::normal;

/// The characters that make a path a glob.
const WILDCARDS: &[char] = &['*', '?', '[', '{'];

/// The files and folders that the paths name. A glob names what a shell would have made of it, without what is ignored.
pub(super) fn expanded(paths: &[PathBuf], current_dir: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let mut found = Vec::new();
    for path in paths {
        let whole = normal(&current_dir.join(path));
        // A name may hold brackets: what is there is no glob.
        if whole.exists() {
            found.push(whole);
            continue;
        }
        let matches = match path.to_str() {
            Some(glob) if glob.contains(WILDCARDS) => matching(glob, current_dir)?,
            _ => Vec::new(),
        };
        if matches.is_empty() {
            return Err(ProjectError::NoSuchPath(path.clone()));
        }
        found.extend(matches);
    }
    Ok(found)
}

fn matching(glob: &str, current_dir: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let first = glob.find(WILDCARDS).unwrap_or(glob.len());
    let (folder, pattern) = glob.split_at(glob[..first].rfind('/').map_or(0, |slash| slash + 1));
    let folder = normal(&current_dir.join(folder));
    Discovery::of_glob(&folder, pattern).files(&folder)
}
