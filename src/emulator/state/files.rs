//! Names of files in the state folder, and the few things done with them besides writing.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::signature::v3::payload_hash;
use crate::store::{StoreError, remove, write_atomic};

/// The longest name that is used as it is; file systems take 255 bytes, and a language and an ending follow.
const PLAIN_LENGTH: usize = 120;

/// A file name for any text: the text itself where every file system takes it, else what can be kept of it and a
/// fingerprint. Capitals count as special, because some file systems do not tell them apart.
pub(in crate::emulator) fn file_name(text: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    if text.len() <= PLAIN_LENGTH && !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    let kept: String = text.chars().map(|c| if plain(c) { c } else { '-' }).take(PLAIN_LENGTH / 2).collect();
    format!("{kept}~{}", &payload_hash(text.as_bytes())[..16])
}

/// The same for a language code, which may have capitals: no two differ in nothing else.
pub(in crate::emulator) fn language_name(code: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !code.is_empty() && code.len() <= 10 && code.chars().all(plain) { code.to_owned() } else { file_name(code) }
}

/// The folder of a space; the default one has a name that no other can get.
pub(in crate::emulator) fn folder_name(space: &str) -> String {
    if space.is_empty() { "default~".to_owned() } else { file_name(space) }
}

/// Every `.json` file in the folders below `folder`, sorted.
pub(in crate::emulator) fn json_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    for space in entries(folder)? {
        if space.is_dir() {
            files.extend(entries(&space)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")));
        }
    }
    Ok(files)
}

/// Removes drafts that an interrupted writer left behind.
pub(in crate::emulator) fn remove_drafts(folder: &Path) -> Result<(), StoreError> {
    for path in entries(folder)? {
        if path.is_dir() {
            remove_drafts(&path)?;
        } else if path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|n| n.starts_with('.') && n.ends_with(".tmp"))
        {
            remove(&path)?;
        }
    }
    Ok(())
}

/// The bytes of a file.
pub(in crate::emulator) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    fs::read(path).map_err(|cause| StoreError::Io { action: "read", path: path.to_path_buf(), cause })
}

/// What a folder holds, sorted; nothing where it is missing.
pub(in crate::emulator) fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |cause| StoreError::Io { action: "read", path: folder.to_path_buf(), cause };
    let mut found = Vec::new();
    match fs::read_dir(folder) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
        Err(cause) => return Err(failed(cause)),
        Ok(listing) => {
            for entry in listing {
                found.push(entry.map_err(failed)?.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Replaces a file by a value as JSON.
pub(in crate::emulator) fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| damaged(path, &error))?;
    text.push('\n');
    write_atomic(path, text.as_bytes())
}

/// Reads a file of JSON.
pub(in crate::emulator) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = read(path)?;
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error))
}

fn damaged(path: &Path, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged { path: path.to_path_buf(), line: error.line(), cause: error.to_string() }
}
