//! What the emulator remembers: in memory, and as plain JSON files where it was given a folder.
//!
//! A change is on the disk before it is in memory, and both before the answer is sent; so whatever a client was
//! told survives the end of the process, however it ends.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::files::{file_name, folder_name, json_files, language_name, read_json, remove_drafts, write_json};
use super::space::{Settings, Space};
use super::template::StoredTemplate;
use crate::context::Random;
use crate::emulator::documented::NAME_LOCK;
use crate::emulator::time::Course;
use crate::store::{Lock, StoreError, create_folder, remove, write_atomic};

/// Names the format of the folder.
const FORMAT: &str = "chatform-emulator";
/// The file that says where a running emulator is found.
pub(in crate::emulator) const ENDPOINT: &str = "endpoint";
/// So many changes of an audit status wait for somebody to ask.
const AUDITED: usize = 10_000;
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
pub(super) struct LockedName {
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
    pub(super) spaces: BTreeMap<String, Space>,
    /// Templates whose state changes with time alone, by the time of their next change.
    due: BTreeSet<(i64, Key)>,
    /// The templates of each code.
    codes: HashMap<String, BTreeSet<Key>>,
    /// What the latest change of each space replaced.
    pub(super) replaced: HashMap<String, (Key, Option<Arc<StoredTemplate>>)>,
    /// Templates whose audit status has changed, since somebody last asked.
    pub(super) audited: VecDeque<StoredTemplate>,
    pub(super) locked: Vec<LockedName>,
    pub(super) sequence: u64,
}

impl State {
    /// Reads a folder back, creating it where it is missing; without one everything stays in memory.
    pub fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let mut state = Self {
            folder: None,
            spaces: BTreeMap::new(),
            due: BTreeSet::new(),
            codes: HashMap::new(),
            replaced: HashMap::new(),
            audited: VecDeque::new(),
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
        state.replaced.clear();
        state.audited.clear();
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

    /// Writes down how the service's clock follows from the machine's.
    pub fn write_clock(&self, course: Course) -> Result<(), StoreError> {
        self.folder().map_or(Ok(()), |folder| write_json(&folder.join("clock.json"), &course))
    }

    /// How the clock followed from the machine's when it was last moved.
    pub fn read_clock(&self) -> Result<Option<Course>, StoreError> {
        let path = self.folder().map(|folder| folder.join("clock.json")).filter(|path| path.exists());
        path.map(|path| read_json(&path)).transpose()
    }

    /// Writes down where the emulator is found.
    pub fn write_endpoint(&self, endpoint: &str) -> Result<(), StoreError> {
        self.folder().map_or(Ok(()), |folder| write_atomic(&folder.join(ENDPOINT), format!("{endpoint}\n").as_bytes()))
    }

    /// Lets go of the folder, so that another process may open it.
    pub fn close(&mut self) {
        if let Some(folder) = self.folder() {
            // Left behind it would only lead to a closed door.
            let _ = remove(&folder.join(ENDPOINT));
        }
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

    /// The languages of one code in a space.
    pub fn of_code<'a>(&'a self, space: &'a str, code: &str) -> impl Iterator<Item = &'a Arc<StoredTemplate>> {
        let keys = self.codes.get(code).into_iter().flatten().filter(move |key| key.space == space);
        let found = move |key: &Key| self.spaces.get(space)?.get(&(key.name.clone(), key.language.clone()));
        keys.filter_map(found)
    }

    /// How many templates a space has.
    pub fn count(&self, space: &str) -> usize {
        self.spaces.get(space).map_or(0, Space::count)
    }

    /// What is set for a space.
    pub fn settings(&self, space: &str) -> &Settings {
        static NOTHING: Settings = Settings::nothing();
        self.spaces.get(space).map_or(&NOTHING, |space| &space.settings)
    }

    /// Changes what is set for a space.
    pub fn set(&mut self, space: &str, settings: Settings) -> Result<(), StoreError> {
        let old = std::mem::replace(&mut self.spaces.entry(space.to_owned()).or_default().settings, settings);
        let written = self.write_settings();
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
            locked.retain(|locked| locked.until > self.oldest_lock(until));
            locked.push(LockedName { key: key.clone(), until: until.as_millisecond() });
            if let Some(folder) = self.folder() {
                write_json(&folder.join("deleted-names.json"), &locked)?;
            }
            self.locked = locked;
        }
        if let Some(folder) = self.folder() {
            remove(&path_of(folder, key))?;
        }
        let before = self.of_name(&key.space, &key.name).find(|other| other.language == key.language).cloned();
        self.replaced.insert(key.space.clone(), (key.clone(), before));
        self.forget(key);
        Ok(())
    }

    /// Until when a name is locked, where it is locked at `now`.
    pub fn locked_until(&self, key: &Key, now: Timestamp) -> Option<Timestamp> {
        let now = now.as_millisecond();
        let until = self.locked.iter().filter(|locked| locked.key == *key && locked.until > now).map(|l| l.until);
        until.max().and_then(|until| Timestamp::from_millisecond(until).ok())
    }

    /// Brings every review and every pause up to `now`.
    pub fn settle(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let ripe = self.due.iter().take_while(|(due, _)| *due <= now.as_millisecond());
        let mut settled: Vec<StoredTemplate> = ripe.filter_map(|(_, key)| self.get(key)).cloned().collect();
        settled.iter_mut().for_each(|template| {
            template.settle(now);
        });
        settled.into_iter().try_for_each(|template| self.put(template))
    }

    /// What a space's templates were before its latest change, the newest first.
    pub fn before_last_change(&self, space: &str, now: Vec<Arc<StoredTemplate>>) -> Vec<Arc<StoredTemplate>> {
        let Some((key, replaced)) = self.replaced.get(space) else { return now };
        let mut before: Vec<_> = now.into_iter().filter(|template| Key::of(template) != *key).collect();
        before.extend(replaced.clone());
        before.sort_by_key(|template| std::cmp::Reverse(template.sequence));
        before
    }

    /// The templates whose audit status has changed since the last time, each as it was then.
    pub fn take_audited(&mut self) -> VecDeque<StoredTemplate> {
        std::mem::take(&mut self.audited)
    }

    pub(super) fn write_settings(&self) -> Result<(), StoreError> {
        let Some(folder) = self.folder() else { return Ok(()) };
        let all: BTreeMap<&str, &Settings> =
            self.spaces.iter().map(|(name, space)| (name.as_str(), &space.settings)).collect();
        write_json(&folder.join("settings.json"), &all)
    }

    /// Locks that end before this are over when one begins that ends at `until`.
    fn oldest_lock(&self, until: Timestamp) -> i64 {
        until.saturating_sub(NAME_LOCK).unwrap_or(until).as_millisecond()
    }

    fn keep(&mut self, template: StoredTemplate) {
        let key = Key::of(&template);
        let before = self.of_name(&key.space, &key.name).find(|other| other.language == key.language).cloned();
        if before.as_ref().is_none_or(|before| before.audit_status != template.audit_status) {
            self.audited.push_back(template.clone());
            if self.audited.len() > AUDITED {
                self.audited.pop_front();
            }
        }
        self.replaced.insert(key.space.clone(), (key.clone(), before));
        self.forget(&key);
        self.sequence = self.sequence.max(template.sequence);
        self.codes.entry(template.template_code.clone()).or_default().insert(key.clone());
        if let Some(due) = template.next_change() {
            self.due.insert((due, key.clone()));
        }
        self.spaces.entry(key.space).or_default().put(template);
    }

    fn forget(&mut self, key: &Key) {
        let Some(space) = self.spaces.get_mut(&key.space) else { return };
        let name = (key.name.clone(), key.language.clone());
        let Some(template) = space.get(&name).cloned() else { return };
        space.remove(&name);
        if let Some(due) = template.next_change() {
            self.due.remove(&(due, key.clone()));
        }
        if let Some(keys) = self.codes.get_mut(&template.template_code) {
            keys.remove(key);
            if keys.is_empty() {
                self.codes.remove(&template.template_code);
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
