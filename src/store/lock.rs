//! One holder at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::StoreError;
use super::atomic::{create_folder, folder_of};

/// An exclusive lock on a file, held until dropped. The operating system releases it when the process ends,
/// however it ends, so there is never a stale one. The file itself stays, with the last holder's process id in it.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock, or says at once who holds it ([`StoreError::Held`]).
    pub fn acquire(path: &Path) -> Result<Self, StoreError> {
        let mut file = open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self::taken(file)),
            Err(TryLockError::WouldBlock) => {
                Err(StoreError::Held { path: path.to_path_buf(), holder: holder(&mut file) })
            }
            Err(TryLockError::Error(cause)) => Err(StoreError::io("lock", path)(cause)),
        }
    }

    /// Takes the lock, waiting for as long as another holds it.
    pub fn wait(path: &Path) -> Result<Self, StoreError> {
        let file = open(path)?;
        file.lock().map_err(StoreError::io("lock", path))?;
        Ok(Self::taken(file))
    }

    fn taken(mut file: File) -> Self {
        // The id only serves the message of whoever comes next; the lock does not depend on it.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{}", std::process::id()));
        Self { file }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file releases the lock too; this is for handles that a child process may have inherited.
        let _ = self.file.unlock();
    }
}

fn open(path: &Path) -> Result<File, StoreError> {
    create_folder(folder_of(path))?;
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(StoreError::io("lock", path))
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
