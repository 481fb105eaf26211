//! What the emulator remembers: in memory, and as plain JSON files where it was given a folder.
//!
//! A change is on the disk before it is in memory, and both before the answer is sent; so whatever a client was
//! told survives the end of the process, however it ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files::{file_name, folder_name, json_files, language_name, read, remove_drafts};
use super::template::StoredTemplate;
use crate::context::Random;
use crate::store::{Lock, StoreError, create_folder, remove, write_atomic};

/// Names the format of the folder.
const FORMAT: &str = "chatform-emulator";
/// The version of the folder's files.
const VERSION: u32 = 1;

/// Space, name and language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Key {
    pub space: String,
    pub name: String,
    pub language: String,
}

impl Key {
    pub fn of(template: &StoredTemplate) -> Self {
        Self { space: template.space.clone(), name: template.name.clone(), language: template.language.clone() }
    }
}

/// A name that a deleted approved template left behind.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct LockedName {
    #[serde(flatten)]
    key: Key,
    /// Milliseconds since 1970.
    until: i64,
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
}

/// The folder, and the lock that keeps other processes out of it.
struct Folder {
    path: PathBuf,
    _lock: Lock,
}

/// All spaces.
pub(super) struct State {
    folder: Option<Folder>,
    templates: BTreeMap<Key, StoredTemplate>,
    locked: Vec<LockedName>,
    sequence: u64,
}

impl State {
    /// Reads a folder back, creating it where it is missing; without one everything stays in memory.
    pub fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let mut state = Self { folder: None, templates: BTreeMap::new(), locked: Vec::new(), sequence: 0 };
        let Some(path) = folder else { return Ok(state) };
        create_folder(path)?;
        let lock = Lock::acquire(&path.join("lock"))?;
        check_header(path)?;
        remove_drafts(path)?;
        for file in json_files(&path.join("spaces"))? {
            let template: StoredTemplate = read_json(&file)?;
            state.sequence = state.sequence.max(template.sequence);
            state.templates.insert(Key::of(&template), template);
        }
        let locked = path.join("deleted-names.json");
        if locked.exists() {
            state.locked = read_json(&locked)?;
        }
        state.folder = Some(Folder { path: path.to_path_buf(), _lock: lock });
        Ok(state)
    }

    /// The folder, where there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_ref().map(|folder| folder.path.as_path())
    }

    /// Lets go of the folder, so that another process may open it.
    pub fn close(&mut self) {
        self.folder = None;
    }

    /// The templates of a space, the newest first.
    pub fn of_space(&self, space: &str) -> Vec<&StoredTemplate> {
        let mut found: Vec<_> = self.templates.values().filter(|template| template.space == space).collect();
        found.sort_by_key(|template| std::cmp::Reverse(template.sequence));
        found
    }

    /// One template.
    pub fn get(&self, key: &Key) -> Option<&StoredTemplate> {
        self.templates.get(key)
    }

    /// The code of a name: the one its languages have, or a new one.
    pub fn code_for(&self, space: &str, name: &str, random: &dyn Random) -> String {
        let known = self.templates.values().find(|template| template.space == space && template.name == name);
        if let Some(template) = known {
            return template.template_code.clone();
        }
        loop {
            let code = (1_000_000_000_000_000_000 + random.below(9_000_000_000_000_000_000)).to_string();
            if self.templates.values().all(|template| template.template_code != code) {
                return code;
            }
        }
    }

    /// The next number in the order of creation.
    pub fn next_sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Stores a template, in place of the one of this key where there is one.
    pub fn put(&mut self, template: StoredTemplate) -> Result<(), StoreError> {
        if let Some(folder) = self.folder() {
            write_json(&path_of(folder, &Key::of(&template)), &template)?;
        }
        self.templates.insert(Key::of(&template), template);
        Ok(())
    }

    /// Removes a template; `locked_until` keeps its name from being used again before.
    pub fn remove(&mut self, key: &Key, locked_until: Option<Timestamp>) -> Result<(), StoreError> {
        if let Some(until) = locked_until {
            let mut locked = self.locked.clone();
            locked.push(LockedName { key: key.clone(), until: until.as_millisecond() });
            if let Some(folder) = self.folder() {
                write_json(&folder.join("deleted-names.json"), &locked)?;
            }
            self.locked = locked;
        }
        if let Some(folder) = self.folder() {
            remove(&path_of(folder, key))?;
        }
        self.templates.remove(key);
        Ok(())
    }

    /// Until when a name is locked, where it is locked at `now`.
    pub fn locked_until(&self, key: &Key, now: Timestamp) -> Option<Timestamp> {
        let now = now.as_millisecond();
        let until = self.locked.iter().filter(|locked| locked.key == *key && locked.until > now).map(|l| l.until);
        until.max().and_then(|until| Timestamp::from_millisecond(until).ok())
    }

    /// Brings every review up to `now`.
    pub fn settle(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let reviewed = self.templates.values().filter(|template| template.review.is_some());
        let settled: Vec<_> = reviewed
            .filter_map(|template| {
                let mut template = template.clone();
                template.settle(now).then_some(template)
            })
            .collect();
        settled.into_iter().try_for_each(|template| self.put(template))
    }
}

fn path_of(folder: &Path, key: &Key) -> PathBuf {
    let file = format!("{}.{}.json", file_name(&key.name), language_name(&key.language));
    folder.join("spaces").join(folder_name(&key.space)).join(file)
}

fn check_header(folder: &Path) -> Result<(), StoreError> {
    let path = folder.join("emulator.json");
    if !path.exists() {
        return write_json(&path, &Header { format: FORMAT.to_owned(), version: VERSION });
    }
    let header: Header = read_json(&path)?;
    if header.format != FORMAT {
        return Err(StoreError::OtherFormat { path, found: header.format, expected: FORMAT.to_owned() });
    }
    if header.version > VERSION {
        return Err(StoreError::TooNew { path, found: header.version, known: VERSION });
    }
    Ok(())
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<(), StoreError> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| damaged(path, &error))?;
    text.push('\n');
    write_atomic(path, text.as_bytes())
}

fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, StoreError> {
    let bytes = read(path)?;
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error))
}

fn damaged(path: &Path, error: &serde_json::Error) -> StoreError {
    StoreError::Damaged { path: path.to_path_buf(), line: error.line(), cause: error.to_string() }
}
