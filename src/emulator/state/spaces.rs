//! What the emulator remembers: in memory, and as plain JSON files where it was given a folder.
//!
//! A change is on the disk before it is in memory, and both before the answer is sent; so whatever a client was
//! told survives the end of the process, however it ends.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files::{file_name, folder_name, json_files, language_name, read_json, remove_drafts, write_json};
use super::space::{Settings, Space};
use super::template::StoredTemplate;
use crate::context::Random;
use crate::store::{Lock, StoreError, create_folder, remove};

/// Names the format of the folder.
const FORMAT: &str = "chatform-emulator";
/// The version of the folder's files.
const VERSION: u32 = 1;

/// Space, name and language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::emulator) struct Key {
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
pub(in crate::emulator) struct State {
    folder: Option<Folder>,
    spaces: BTreeMap<String, Space>,
    /// Templates whose state changes with time alone.
    waiting: BTreeSet<Key>,
    codes: HashMap<String, usize>,
    locked: Vec<LockedName>,
    sequence: u64,
}

impl State {
    /// Reads a folder back, creating it where it is missing; without one everything stays in memory.
    pub fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let mut state = Self {
            folder: None,
            spaces: BTreeMap::new(),
            waiting: BTreeSet::new(),
            codes: HashMap::new(),
            locked: Vec::new(),
            sequence: 0,
        };
        let Some(path) = folder else { return Ok(state) };
        create_folder(path)?;
        let lock = Lock::acquire(&path.join("lock"))?;
        check_header(path)?;
        remove_drafts(path)?;
        for file in json_files(&path.join("spaces"))? {
            state.keep(read_json(&file)?);
        }
        let locked = path.join("deleted-names.json");
        if locked.exists() {
            state.locked = read_json(&locked)?;
        }
        let settings = path.join("settings.json");
        if settings.exists() {
            let settings: BTreeMap<String, Settings> = read_json(&settings)?;
            for (space, settings) in settings {
                state.spaces.entry(space).or_default().settings = settings;
            }
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
    pub fn of_space(&self, space: &str) -> impl Iterator<Item = &Arc<StoredTemplate>> {
        self.spaces.get(space).into_iter().flat_map(Space::newest_first)
    }

    /// The languages of one name in a space.
    pub fn of_name<'a>(&'a self, space: &str, name: &'a str) -> impl Iterator<Item = &'a Arc<StoredTemplate>> {
        self.spaces.get(space).into_iter().flat_map(move |space| space.languages(name))
    }

    /// The spaces that there is anything of.
    pub fn spaces(&self) -> impl Iterator<Item = &str> {
        self.spaces.keys().map(String::as_str)
    }

    /// What is set for a space.
    pub fn settings(&self, space: &str) -> Settings {
        self.spaces.get(space).map(|space| space.settings.clone()).unwrap_or_default()
    }

    /// Changes what is set for a space.
    pub fn set(&mut self, space: &str, settings: Settings) -> Result<(), StoreError> {
        let old = std::mem::replace(&mut self.spaces.entry(space.to_owned()).or_default().settings, settings);
        let Some(folder) = self.folder() else { return Ok(()) };
        let all: BTreeMap<&str, &Settings> =
            self.spaces.iter().map(|(name, space)| (name.as_str(), &space.settings)).collect();
        let written = write_json(&folder.join("settings.json"), &all);
        if written.is_err() {
            self.spaces.entry(space.to_owned()).or_default().settings = old;
        }
        written
    }

    /// One template.
    pub fn get(&self, key: &Key) -> Option<&StoredTemplate> {
        let space = self.spaces.get(&key.space)?;
        space.get(&(key.name.clone(), key.language.clone())).map(Arc::as_ref)
    }

    /// The code of a name: the one its languages have, or a new one.
    pub fn code_for(&self, space: &str, name: &str, random: &dyn Random) -> String {
        if let Some(template) = self.of_name(space, name).next() {
            return template.template_code.clone();
        }
        loop {
            let code = (1_000_000_000_000_000_000 + random.below(9_000_000_000_000_000_000)).to_string();
            if !self.codes.contains_key(&code) {
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
        self.keep(template);
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
        self.forget(key);
        Ok(())
    }

    /// Until when a name is locked, where it is locked at `now`.
    pub fn locked_until(&self, key: &Key, now: Timestamp) -> Option<Timestamp> {
        let now = now.as_millisecond();
        let until = self.locked.iter().filter(|locked| locked.key == *key && locked.until > now).map(|l| l.until);
        until.max().and_then(|until| Timestamp::from_millisecond(until).ok())
    }

    /// Brings every review and every pause up to `now`; gives what changed.
    pub fn settle(&mut self, now: Timestamp) -> Result<Vec<StoredTemplate>, StoreError> {
        let mut settled = Vec::new();
        for key in &self.waiting {
            let Some(template) = self.get(key) else { continue };
            if template.is_due(now) {
                let mut template = template.clone();
                template.settle(now);
                settled.push(template);
            }
        }
        settled.iter().try_for_each(|template| self.put(template.clone()))?;
        Ok(settled)
    }

    fn keep(&mut self, template: StoredTemplate) {
        let key = Key::of(&template);
        self.forget(&key);
        self.sequence = self.sequence.max(template.sequence);
        *self.codes.entry(template.template_code.clone()).or_default() += 1;
        if template.is_waiting() {
            self.waiting.insert(key.clone());
        }
        self.spaces.entry(key.space).or_default().put(template);
    }

    fn forget(&mut self, key: &Key) {
        self.waiting.remove(key);
        let Some(space) = self.spaces.get_mut(&key.space) else { return };
        let name = (key.name.clone(), key.language.clone());
        let Some(code) = space.get(&name).map(|template| template.template_code.clone()) else { return };
        space.remove(&name);
        if let Some(count) = self.codes.get_mut(&code) {
            *count -= 1;
            if *count == 0 {
                self.codes.remove(&code);
            }
        }
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
