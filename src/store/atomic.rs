//! Replacing a whole file in one step.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::StoreError;

/// Replaces `path` by a file of these bytes: afterwards it holds either all of the old or all of the new ones,
/// also after a power cut. Its folder is created where it is missing.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let folder = folder_of(path);
    create_folder(folder)?;
    let mut draft = tempfile::Builder::new()
        .prefix(".")
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(StoreError::io("write", path))?;
    keep_permissions(path, draft.as_file());
    draft.write_all(bytes).map_err(StoreError::io("write", path))?;
    draft.as_file().sync_all().map_err(StoreError::io("write", path))?;
    draft.persist(path).map_err(|error| StoreError::io("replace", path)(error.error))?;
    sync_folder(folder)
}

/// Removes a file for good; one that is not there is fine.
pub fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Ok(()) => sync_folder(folder_of(path)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StoreError::io("remove", path)(error)),
    }
}

/// Creates a folder and its parents, and makes sure that their names are on the disk too.
pub fn create_folder(folder: &Path) -> Result<(), StoreError> {
    if folder.is_dir() {
        return Ok(());
    }
    let parent = folder_of(folder);
    if parent != folder {
        create_folder(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(StoreError::io("create", folder)(error)),
        _ => sync_folder(parent),
    }
}

/// The folder that a path stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// A file's name is on the disk only once its folder is.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    // Windows cannot open a folder as a file; there the rename itself is durable.
    if cfg!(unix) {
        File::open(folder).and_then(|opened| opened.sync_all()).map_err(StoreError::io("write", folder))?;
    }
    Ok(())
}

/// A draft is private to its owner; a file that exists keeps the permissions it has, a new one gets the usual ones.
fn keep_permissions(path: &Path, draft: &File) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode());
        // The contents matter more than the mode: a file system without modes is no reason to fail.
        let _ = draft.set_permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = (path, draft);
}
