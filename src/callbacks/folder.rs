//! The folder of recorded reports: a file a day, in UTC, every report once.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::event::{Event, Identity};
use crate::store::{JsonLines, Lock, StoreError};

/// Reports that are remembered to tell one that is sent twice, newest first: about 48 bytes each.
pub const KNOWN_EVENTS: usize = 500_000;

const FORMAT: &str = "chatform-callbacks";
const VERSION: u32 = 1;

/// The folder, open for recording by one process.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    file: Option<(Date, JsonLines<Event>)>,
    known: Known,
    _lock: Lock,
}

impl Folder {
    /// Opens or makes a folder. What was recorded yesterday and today is remembered.
    pub fn open(path: &Path, now: Timestamp) -> Result<Self, StoreError> {
        let lock = Lock::acquire(&path.join("lock"))?;
        let mut folder = Self { path: path.to_path_buf(), file: None, known: Known::default(), _lock: lock };
        let today = day(now);
        let yesterday = folder.file_of(today.saturating_sub(Span::new().days(1)));
        if yesterday.exists() {
            let records = JsonLines::<Event>::read(&yesterday, FORMAT, VERSION)?.records;
            records.iter().for_each(|event| folder.known.add(event));
        }
        folder.turn_to(today)?;
        Ok(folder)
    }

    /// Records those that are new, with one fsync, and returns them with their positions. They are on the disk when
    /// this returns; when it fails, none of them is recorded.
    pub fn record(&mut self, events: Vec<Event>, now: Timestamp) -> Result<Vec<(usize, Event)>, StoreError> {
        self.turn_to(day(now))?;
        let (mut positions, mut fresh) = (Vec::new(), Vec::new());
        let mut within = Known::default();
        for (position, event) in events.into_iter().enumerate() {
            if !within.has(&event) && (within.knows_subject(&event) || !self.known.has(&event)) {
                within.add(&event);
                positions.push(position);
                fresh.push(event);
            }
        }
        if let Some((_, lines)) = self.file.as_mut().filter(|_| !fresh.is_empty()) {
            lines.append_all(&fresh)?;
        }
        fresh.iter().for_each(|event| self.known.add(event));
        Ok(positions.into_iter().zip(fresh).collect())
    }

    /// Hands over every report that a folder holds, oldest first; never more than a day of them is in memory. An
    /// unfinished last line is left out: nobody was told that it is recorded. A folder that is not there holds none.
    pub fn each(path: &Path, mut take: impl FnMut(Event)) -> Result<(), StoreError> {
        let Ok(entries) = std::fs::read_dir(path) else { return Ok(()) };
        let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
        let mut files: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|end| end == "ndjson")).collect();
        files.sort();
        for file in files {
            JsonLines::<Event>::read(&file, FORMAT, VERSION)?.records.into_iter().for_each(&mut take);
        }
        Ok(())
    }

    fn turn_to(&mut self, day: Date) -> Result<(), StoreError> {
        if self.file.as_ref().is_some_and(|(open, _)| *open >= day) {
            // A clock that was set back goes on in the newer file.
            return Ok(());
        }
        let (lines, records) = JsonLines::open(&self.file_of(day), FORMAT, VERSION)?;
        records.records.iter().for_each(|event| self.known.add(event));
        self.file = Some((day, lines));
        Ok(())
    }

    fn file_of(&self, day: Date) -> PathBuf {
        self.path.join(format!("{day}.ndjson"))
    }
}

/// The reports that are remembered.
#[derive(Debug, Default)]
struct Known {
    events: HashSet<Identity>,
    in_order: VecDeque<Identity>,
    /// What was last said about a subject.
    last: HashMap<Identity, Identity>,
}

impl Known {
    fn has(&self, event: &Event) -> bool {
        let identity = event.identity();
        match event.subject() {
            Some(subject) => self.last.get(&subject) == Some(&identity),
            None => self.events.contains(&identity),
        }
    }

    /// Whether something was said about what an event is about.
    fn knows_subject(&self, event: &Event) -> bool {
        event.subject().is_some_and(|subject| self.last.contains_key(&subject))
    }

    fn add(&mut self, event: &Event) {
        let identity = event.identity();
        if let Some(subject) = event.subject() {
            self.last.insert(subject, identity);
        } else if self.events.insert(identity) {
            self.in_order.push_back(identity);
            if self.in_order.len() > KNOWN_EVENTS
                && let Some(oldest) = self.in_order.pop_front()
            {
                self.events.remove(&oldest);
            }
        }
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}
