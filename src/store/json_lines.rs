//! A file that only grows: one JSON value a line, the first line names format and version.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::atomic::{create_folder, folder_of, sync_folder};

/// The first line.
#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// What a file held.
#[derive(Debug)]
pub struct Records<T> {
    /// The version its first line names; at most the one that was asked for.
    pub version: u32,
    /// The complete records, oldest first.
    pub records: Vec<T>,
    /// The incomplete last line, where the writer was interrupted.
    pub torn: Option<TornTail>,
}

/// A last line without its line end: whoever wrote it was stopped before anybody could rely on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TornTail {
    /// The line, counted from 1; the header is line 1.
    pub line: usize,
    /// How many bytes of it there are.
    pub bytes: usize,
}

/// A file open for appending. A record counts as written once [`JsonLines::append`] has returned.
#[derive(Debug)]
pub struct JsonLines<T> {
    file: File,
    path: PathBuf,
    length: u64,
    records: PhantomData<fn(&T)>,
}

impl<T: Serialize + DeserializeOwned> JsonLines<T> {
    /// Starts a new file of this format and version; a file that exists already is an error.
    pub fn create(path: &Path, format: &str, version: u32) -> Result<Self, StoreError> {
        create_folder(folder_of(path))?;
        let file =
            OpenOptions::new().append(true).create_new(true).open(path).map_err(StoreError::io("create", path))?;
        let mut lines = Self { file, path: path.to_path_buf(), length: 0, records: PhantomData };
        lines.write_header(format, version)?;
        Ok(lines)
    }

    /// Reads a file and opens it for appending, creating it where it is missing. An incomplete last line is cut off.
    pub fn open(path: &Path, format: &str, version: u32) -> Result<(Self, Records<T>), StoreError> {
        if !path.exists() {
            let lines = Self::create(path, format, version)?;
            return Ok((lines, Records { version, records: Vec::new(), torn: None }));
        }
        let bytes = std::fs::read(path).map_err(StoreError::io("read", path))?;
        let records = parse(path, &bytes, format, version)?;
        let file = OpenOptions::new().append(true).open(path).map_err(StoreError::io("write", path))?;
        let length = (bytes.len() - records.torn.map_or(0, |torn| torn.bytes)) as u64;
        let mut lines = Self { file, path: path.to_path_buf(), length, records: PhantomData };
        if records.torn.is_some() {
            lines.file.set_len(length).map_err(StoreError::io("write", path))?;
        }
        if length == 0 {
            lines.write_header(format, version)?;
        }
        Ok((lines, records))
    }

    /// Reads a file and leaves it as it is.
    pub fn read(path: &Path, format: &str, version: u32) -> Result<Records<T>, StoreError> {
        let bytes = std::fs::read(path).map_err(StoreError::io("read", path))?;
        parse(path, &bytes, format, version)
    }

    /// Appends one record.
    pub fn append(&mut self, record: &T) -> Result<(), StoreError> {
        self.append_all(std::slice::from_ref(record))
    }

    /// Appends several records with one write and one fsync. When it fails, none of them is in the file.
    pub fn append_all(&mut self, records: &[T]) -> Result<(), StoreError> {
        let mut bytes = Vec::new();
        for record in records {
            push_line(&mut bytes, record, &self.path)?;
        }
        self.write(&bytes)
    }

    fn write_header(&mut self, format: &str, version: u32) -> Result<(), StoreError> {
        let mut bytes = Vec::new();
        push_line(&mut bytes, &Header { format: format.to_string(), version }, &self.path)?;
        self.write(&bytes)?;
        sync_folder(folder_of(&self.path))
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let written = self.file.write_all(bytes).and_then(|()| self.file.sync_data());
        if let Err(cause) = written {
            // A half-written line must not become the beginning of the next one. Where even this fails,
            // reading finds a damaged line and says so.
            let _ = self.file.set_len(self.length);
            return Err(StoreError::io("write", &self.path)(cause));
        }
        self.length += bytes.len() as u64;
        Ok(())
    }
}

/// JSON text escapes every line break, so a record is exactly one line.
fn push_line<T: Serialize>(bytes: &mut Vec<u8>, record: &T, path: &Path) -> Result<(), StoreError> {
    serde_json::to_writer(&mut *bytes, record).map_err(|error| StoreError::io("write", path)(error.into()))?;
    bytes.push(b'\n');
    Ok(())
}

fn parse<T: DeserializeOwned>(path: &Path, bytes: &[u8], format: &str, known: u32) -> Result<Records<T>, StoreError> {
    let complete = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let mut lines = bytes[..complete].split_inclusive(|byte| *byte == b'\n').zip(1..);
    let version = match lines.next() {
        Some((line, number)) => checked_header(path, line, number, format, known)?,
        None => known,
    };
    let mut records = Vec::new();
    let mut last = usize::from(complete > 0);
    for (line, number) in lines {
        records.push(serde_json::from_slice(line).map_err(|error| damaged(path, number, &error))?);
        last = number;
    }
    let torn = (complete < bytes.len()).then(|| TornTail { line: last + 1, bytes: bytes.len() - complete });
    Ok(Records { version, records, torn })
}

fn checked_header(path: &Path, line: &[u8], number: usize, format: &str, known: u32) -> Result<u32, StoreError> {
    let header: Header = serde_json::from_slice(line).map_err(|error| damaged(path, number, &error))?;
    if header.format != format {
        return Err(StoreError::OtherFormat {
            path: path.to_path_buf(),
            found: header.format,
            expected: format.to_string(),
        });
    }
    if header.version > known {
        return Err(StoreError::TooNew { path: path.to_path_buf(), found: header.version, known });
    }
    Ok(header.version)
}

fn damaged(path: &Path, line: usize, cause: &serde_json::Error) -> StoreError {
    StoreError::Damaged { path: path.to_path_buf(), line, cause: cause.to_string() }
}
