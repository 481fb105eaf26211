//! All messages: those with a life ahead of them, the latest for looking at, and the counts of the rest.
//!
//! Every accepted message is a line of a journal before it is answered, so a killed process forgets none. Now and
//! then the journal is replaced: first a new one is begun, then the counts name it, then the old one goes.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Bucket, Counts, Event, Message};
use crate::emulator::state::files::{read, read_json, write_json};
use crate::store::{StoreError, create_folder, remove};

/// So many messages are kept for looking at.
const RECENT: usize = 10_000;
/// So many steps may lie ahead; beyond that the earliest happen early.
const AHEAD: usize = 400_000;
/// A journal of so many lines is replaced.
const LINES: usize = 50_000;
/// The file of the counts.
const COUNTS: &str = "messages.json";

/// Everything that was sent.
#[derive(Default)]
pub(in crate::emulator) struct Ledger {
    folder: Option<PathBuf>,
    journal: Option<(File, u64, usize)>,
    /// Steps ahead, by time and number.
    ahead: BTreeMap<(i64, u64), (Arc<Message>, usize)>,
    recent: VecDeque<Arc<Message>>,
    counts: BTreeMap<Bucket, Counts>,
    /// The number of messages so far.
    sent: u64,
    /// Numbers for the order of steps.
    steps: u64,
}

/// The file of the counts: everything but the messages that the journal holds.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    /// The number of the journal that goes on from here.
    journal: u64,
    /// The number of messages so far.
    sent: u64,
    /// What has been counted.
    counts: Vec<(Bucket, Counts)>,
    /// Messages with steps ahead, from the given one on.
    lives: Vec<(usize, Message)>,
}

impl Ledger {
    /// Reads the folder back; without one everything stays in memory.
    pub fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let mut ledger = Self { folder: folder.map(Path::to_path_buf), ..Self::default() };
        let Some(folder) = folder else { return Ok(ledger) };
        let path = folder.join(COUNTS);
        let kept: Kept = if path.exists() { read_json(&path)? } else { Kept::default() };
        ledger.sent = kept.sent;
        ledger.counts = kept.counts.into_iter().collect();
        for (from, message) in kept.lives {
            ledger.take_in(Arc::new(message), from);
        }
        let journal = journal_path(folder, kept.journal);
        let lines = if journal.exists() { read(&journal)? } else { Vec::new() };
        let mut count = 0;
        for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            // The last line may be torn: its message was never answered.
            let Ok(message) = serde_json::from_slice::<Message>(line) else { break };
            ledger.sent += 1;
            count += 1;
            ledger.take_in(Arc::new(message), 0);
        }
        if !lines.is_empty() {
            // What was torn must not stand before what is written next.
            ledger.begin(kept.journal + 1)?;
            let _ = remove(&journal);
        } else {
            ledger.journal = Some((append(&journal)?, kept.journal, count));
        }
        Ok(ledger)
    }

    /// The number of the next message: part of what its fate is drawn from.
    pub fn next(&self) -> u64 {
        self.sent
    }

    /// Takes messages in, all of them or none.
    pub fn accept(&mut self, messages: Vec<Message>) -> Result<(), StoreError> {
        if let Some((file, number, lines)) = &mut self.journal {
            let mut text = Vec::new();
            for message in &messages {
                serde_json::to_writer(&mut text, message).unwrap_or_default();
                text.push(b'\n');
            }
            let path = self.folder.as_deref().map(|folder| journal_path(folder, *number)).unwrap_or_default();
            file.write_all(&text).map_err(|cause| StoreError::Io { action: "write", path, cause })?;
            *lines += messages.len();
        }
        self.sent += messages.len() as u64;
        for message in messages {
            self.take_in(Arc::new(message), 0);
        }
        Ok(())
    }

    /// Lets everything happen that is due at `now`; gives it in the order of time.
    pub fn settle(&mut self, now: i64) -> Result<Vec<(Arc<Message>, Event)>, StoreError> {
        let mut happened = Vec::new();
        while let Some(entry) = self.ahead.first_entry() {
            if entry.key().0 > now && self.ahead.len() <= AHEAD {
                break;
            }
            let Some((_, (message, step))) = self.ahead.pop_first() else { break };
            let event = message.life[step].clone();
            if message.counted {
                self.counts.entry(Bucket::of(&message)).or_default().count(&event.stage);
            }
            happened.push((message, event));
        }
        if let Some((_, number, lines)) = self.journal
            && lines >= LINES
        {
            self.begin(number + 1)?;
            if let Some(folder) = &self.folder {
                remove(&journal_path(folder, number))?;
            }
        }
        Ok(happened)
    }

    /// The latest messages, the newest first.
    pub fn recent(&self) -> impl Iterator<Item = &Message> {
        self.recent.iter().rev().map(Arc::as_ref)
    }

    /// What has been counted, by bucket.
    pub fn counts(&self) -> impl Iterator<Item = (&Bucket, &Counts)> {
        self.counts.iter()
    }

    /// Forgets everything.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        self.ahead.clear();
        self.recent.clear();
        self.counts.clear();
        self.sent = 0;
        if let Some((_, number, _)) = self.journal {
            self.begin(number + 1)?;
            if let Some(folder) = &self.folder {
                remove(&journal_path(folder, number))?;
            }
        }
        Ok(())
    }

    fn take_in(&mut self, message: Arc<Message>, from: usize) {
        for (step, event) in message.life.iter().enumerate().skip(from) {
            self.ahead.insert((event.at, self.steps), (Arc::clone(&message), step));
            self.steps += 1;
        }
        self.recent.push_back(message);
        while self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    /// Begins a journal, and lets the counts name it.
    fn begin(&mut self, number: u64) -> Result<(), StoreError> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        create_folder(&folder)?;
        let path = journal_path(&folder, number);
        remove(&path)?;
        let file = append(&path)?;
        let mut lives: BTreeMap<String, (usize, Message)> = BTreeMap::new();
        for (message, step) in self.ahead.values() {
            let life = lives.entry(message.id.clone()).or_insert_with(|| (*step, message.as_ref().clone()));
            life.0 = life.0.min(*step);
        }
        let counts = self.counts.iter().map(|(bucket, counts)| (bucket.clone(), counts.clone())).collect();
        let kept = Kept { journal: number, sent: self.sent, counts, lives: lives.into_values().collect() };
        write_json(&folder.join(COUNTS), &kept)?;
        self.journal = Some((file, number, 0));
        Ok(())
    }
}

fn journal_path(folder: &Path, number: u64) -> PathBuf {
    folder.join(format!("messages-{number}.jsonl"))
}

fn append(path: &Path) -> Result<File, StoreError> {
    let failed = |cause| StoreError::Io { action: "open", path: path.to_path_buf(), cause };
    OpenOptions::new().create(true).append(true).open(path).map_err(failed)
}
