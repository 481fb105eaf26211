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
/// So many counts are kept; beyond that the oldest quarter goes.
const BUCKETS: usize = 200_000;
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
    /// When a template was last sent, by code and language.
    used: BTreeMap<(String, String), i64>,
    /// The number of messages so far.
    sent: u64,
    /// Numbers for the order of steps.
    steps: u64,
}

/// The file of the counts: everything but the messages that the journal holds.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::emulator) struct Kept {
    /// The number of the journal that goes on from here.
    journal: u64,
    /// The number of messages so far.
    sent: u64,
    /// What has been counted.
    counts: Vec<(Bucket, Counts)>,
    /// Messages with steps ahead, from the given one on.
    lives: Vec<(usize, Message)>,
    /// When a template was last sent: code, language, milliseconds since 1970.
    #[serde(default)]
    used: Vec<(String, String, i64)>,
}

impl Ledger {
    /// Reads the folder back; without one everything stays in memory.
    pub fn open(folder: Option<&Path>) -> Result<Self, StoreError> {
        let mut ledger = Self { folder: folder.map(Path::to_path_buf), ..Self::default() };
        let Some(folder) = folder else { return Ok(ledger) };
        let path = folder.join(COUNTS);
        let kept: Kept = if path.exists() { read_json(&path)? } else { Kept::default() };
        let number = kept.journal;
        ledger.take_over(kept);
        let journal = journal_path(folder, number);
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
            ledger.begin(number + 1)?;
            let _ = remove(&journal);
        } else {
            ledger.journal = Some((append(&journal)?, number, count));
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
                self.bound_counts();
                self.counts.entry(Bucket::of(&message)).or_default().count(&event.stage);
            }
            happened.push((message, event));
        }
        if let Some((_, number, lines)) = self.journal
            && lines >= LINES
        {
            self.turn_over(number)?;
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

    /// When a template was last sent, in milliseconds since 1970.
    pub fn last_used(&self, code: &str, language: &str) -> Option<i64> {
        self.used.get(&(code.to_owned(), language.to_owned())).copied()
    }

    /// Everything, to be written down elsewhere.
    pub fn export(&self) -> Kept {
        let mut lives: BTreeMap<&str, (usize, &Message)> = BTreeMap::new();
        for (message, step) in self.ahead.values() {
            let life = lives.entry(&message.id).or_insert((*step, message));
            life.0 = life.0.min(*step);
        }
        Kept {
            journal: 0,
            sent: self.sent,
            counts: self.counts.iter().map(|(bucket, counts)| (bucket.clone(), counts.clone())).collect(),
            lives: lives.into_values().map(|(step, message)| (step, message.clone())).collect(),
            used: self.used.iter().map(|((code, lang), at)| (code.clone(), lang.clone(), *at)).collect(),
        }
    }

    /// Replaces everything.
    pub fn import(&mut self, kept: Kept) -> Result<(), StoreError> {
        self.ahead.clear();
        self.recent.clear();
        self.take_over(kept);
        if let Some((_, number, _)) = self.journal {
            self.turn_over(number)?;
        }
        Ok(())
    }

    fn take_over(&mut self, kept: Kept) {
        self.sent = kept.sent;
        self.counts = kept.counts.into_iter().collect();
        self.used = kept.used.into_iter().map(|(code, language, at)| ((code, language), at)).collect();
        for (from, message) in kept.lives {
            self.take_in(Arc::new(message), from);
        }
    }

    /// Forgets the oldest counts where there are too many.
    fn bound_counts(&mut self) {
        if self.counts.len() < BUCKETS {
            return;
        }
        let mut starts: Vec<i64> = self.counts.keys().map(|bucket| bucket.start).collect();
        starts.sort_unstable();
        let kept_from = starts[BUCKETS / 4];
        self.counts.retain(|bucket, _| bucket.start > kept_from);
    }

    fn take_in(&mut self, message: Arc<Message>, from: usize) {
        for (step, event) in message.life.iter().enumerate().skip(from) {
            self.ahead.insert((event.at, self.steps), (Arc::clone(&message), step));
            self.steps += 1;
        }
        if let Some(template) = &message.template {
            let used = self.used.entry((template.code.clone(), template.language.clone())).or_default();
            *used = message.accepted.max(*used);
        }
        self.recent.push_back(message);
        while self.recent.len() > RECENT {
            self.recent.pop_front();
        }
    }

    /// Goes on in a new journal, and removes the old one.
    fn turn_over(&mut self, number: u64) -> Result<(), StoreError> {
        self.begin(number + 1)?;
        match &self.folder {
            Some(folder) => remove(&journal_path(folder, number)),
            None => Ok(()),
        }
    }

    /// Begins a journal, and lets the counts name it.
    fn begin(&mut self, number: u64) -> Result<(), StoreError> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        create_folder(&folder)?;
        let path = journal_path(&folder, number);
        remove(&path)?;
        let file = append(&path)?;
        let kept = Kept { journal: number, ..self.export() };
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
