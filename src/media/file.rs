//! A media file of a project.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// A file inside of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Where it is from the project's root, with `/`.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Where it really is, once every link is followed.
    real: PathBuf,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// It is not inside of the project: by its name, or by a link on the way.
    #[error("{path} is outside of the project")]
    Outside {
        /// As it was written.
        path: String,
    },
    /// It is not there, is no file, or cannot be read.
    #[error("{path} {reason}")]
    Unreadable {
        /// As it was written.
        path: String,
        /// Why not.
        reason: String,
    },
}

impl MediaFile {
    /// Finds the file that is written in a document of this path; both paths are relative to the root, the written one
    /// to the document's folder.
    pub fn find(root: &Path, document: &str, written: &str) -> Result<Self, MediaError> {
        let outside = || MediaError::Outside { path: written.to_owned() };
        let path = Self::place(document, written).ok_or_else(outside)?;
        let unreadable = |error: &io::Error| MediaError::Unreadable { path: written.to_owned(), reason: said(error) };
        let base = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let real = fs::canonicalize(base.join(&path)).map_err(|error| unreadable(&error))?;
        let home = fs::canonicalize(base).map_err(|error| unreadable(&error))?;
        if !real.starts_with(&home) {
            return Err(outside());
        }
        let metadata = fs::metadata(&real).map_err(|error| unreadable(&error))?;
        if !metadata.is_file() {
            return Err(MediaError::Unreadable { path: written.to_owned(), reason: "is no file".to_owned() });
        }
        Ok(Self { path, size: metadata.len(), real })
    }

    /// Where the written file is or should be, from the root, with `/`; `None` where that leads out of it.
    pub fn place(document: &str, written: &str) -> Option<String> {
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        within(&folder.join(written.replace('\\', "/")))
    }

    /// The SHA-256 of what it holds, in lower-case hexadecimal.
    pub fn hash(&self) -> Result<String, MediaError> {
        let unreadable = |error: io::Error| self.unreadable(&error);
        let (mut file, mut hasher) = (File::open(&self.real).map_err(unreadable)?, Sha256::new());
        let mut bytes = vec![0; 64 << 10];
        loop {
            match file.read(&mut bytes).map_err(unreadable)? {
                0 => return Ok(hex(&hasher.finalize())),
                count => hasher.update(&bytes[..count]),
            }
        }
    }

    /// What it holds, if that still has this hash.
    pub fn read_if(&self, hash: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let bytes = fs::read(&self.real).map_err(|error| self.unreadable(&error))?;
        Ok((hex(&Sha256::digest(&bytes)) == hash).then_some(bytes))
    }

    fn unreadable(&self, error: &io::Error) -> MediaError {
        MediaError::Unreadable { path: self.path.clone(), reason: said(error) }
    }
}

fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is not there".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

/// A relative path without `.` and `..`, with `/`; `None` if it leads out of where it begins.
fn within(path: &Path) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
