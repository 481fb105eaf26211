//! Keeping the log: the latest requests in memory, and in a file of the state folder that is turned over.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::LogEntry;

/// So many are kept in memory.
const RECENT: usize = 2_000;
/// A file of so many bytes is turned over; the one before it goes.
const BYTES: u64 = 16 * 1024 * 1024;
/// The file.
const NAME: &str = "requests.ndjson";
/// The file before it.
const OLDER: &str = "requests.1.ndjson";

/// The log.
#[derive(Default)]
pub(in crate::emulator) struct RequestLog {
    recent: VecDeque<LogEntry>,
    file: Option<(PathBuf, File, u64)>,
}

impl RequestLog {
    /// A log that goes on in a folder; in memory alone without one, or where the file cannot be written.
    pub fn open(folder: Option<&Path>) -> Self {
        let file = folder.and_then(|folder| open(folder).ok());
        Self { recent: VecDeque::new(), file }
    }

    /// Notes a request. What cannot be written is kept in memory only: a full disk must not end the service.
    pub fn note(&mut self, entry: LogEntry) {
        if let Some((folder, file, bytes)) = &mut self.file
            && let Ok(mut line) = serde_json::to_vec(&entry)
        {
            line.push(b'\n');
            let _ = file.write_all(&line);
            *bytes += line.len() as u64;
            if *bytes > BYTES {
                let folder = folder.clone();
                let _ = fs::rename(folder.join(NAME), folder.join(OLDER));
                self.file = open(&folder).ok();
            }
        }
        self.recent.push_back(entry);
        if self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    /// The latest requests, the oldest first.
    pub fn recent(&self) -> impl Iterator<Item = &LogEntry> {
        self.recent.iter()
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.recent.clear();
        if let Some((folder, ..)) = self.file.take() {
            let _ = fs::remove_file(folder.join(NAME));
            let _ = fs::remove_file(folder.join(OLDER));
            self.file = open(&folder).ok();
        }
    }
}

fn open(folder: &Path) -> std::io::Result<(PathBuf, File, u64)> {
    let file = OpenOptions::new().create(true).append(true).open(folder.join(NAME))?;
    let bytes = file.metadata()?.len();
    Ok((folder.to_path_buf(), file, bytes))
}
