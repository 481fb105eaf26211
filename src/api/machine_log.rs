//! The sends of all processes on this machine, in one small file for each account and action.
//!
//! A line is a send, takes one back that is noted again, or is the service's wish that nothing is sent for a while. The file is locked while it is read and
//! written. It only helps: where it cannot be used, a process minds its own sends alone, and the worst that comes of a
//! damaged file or of a clock that was set is a request that is throttled and sent again.

use std::collections::HashSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use super::action::Action;
use super::send_log::SendLog;
use crate::store::create_folder;

/// Sends of other processes count for longer than our own: when they really left is less certain.
const WINDOW_OF_OTHERS: Duration = Duration::from_millis(1250);
/// A wish to wait for longer than this was not written by us, or by another clock.
const LONGEST_HOLD: Duration = Duration::from_secs(120);
/// A file that has grown to this is cut down to what still matters.
const LARGEST: u64 = 64 << 10;
/// The length of a line: two numbers of 16 hexadecimal digits, a letter, two blanks and a line break.
const LINE: u64 = 36;
/// How soon to ask again while another process holds the lock, and how often before going on without it.
const LOCKED: Duration = Duration::from_millis(2);
const PATIENCE: u32 = 150;

/// The files of one account.
pub(super) struct MachineLog {
    folder: PathBuf,
    /// Who we are among the processes that write here.
    me: u64,
    /// How often in a row the lock was held by another.
    locked: AtomicU32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Send,
    Hold,
    /// A send of the same time and process was noted again, later.
    Void,
}

/// One line.
#[derive(Clone, Copy)]
struct Entry {
    /// When it was sent, or until when to wait: microseconds since 1970.
    time: i64,
    who: u64,
    kind: Kind,
}

impl MachineLog {
    /// The files below a folder of the account's own.
    pub(super) fn new(folder: PathBuf, me: u64) -> Self {
        Self { folder, me, locked: AtomicU32::new(0) }
    }

    /// Notes a send now, or says how long to wait before asking again.
    pub(super) fn enter(&self, action: Action, now: Timestamp, limit: usize) -> Option<Duration> {
        // Without the file every process is on its own.
        self.try_enter(action, now.as_microsecond(), limit).unwrap_or_default()
    }

    /// Lets every process wait until then.
    pub(super) fn hold(&self, action: Action, until: Timestamp) {
        let entry = Entry { time: until.as_microsecond(), who: self.me, kind: Kind::Hold };
        let written = self.open(action).and_then(|mut file| {
            // Unlocked: one short line at the end of the file is whole or torn, and either is understood.
            append(&mut file, entry)
        });
        // The others will find out by themselves.
        drop(written);
    }

    /// Notes that a send left later than it was allowed.
    pub(super) fn moved(&self, action: Action, from: Timestamp, to: Timestamp) {
        let entry = |time: Timestamp, kind| Entry { time: time.as_microsecond(), who: self.me, kind };
        let written = self.open(action).and_then(|mut file| {
            append(&mut file, entry(to, Kind::Send))?;
            append(&mut file, entry(from, Kind::Void))
        });
        // The others will find out by themselves.
        drop(written);
    }

    fn try_enter(&self, action: Action, now: i64, limit: usize) -> std::io::Result<Option<Duration>> {
        let mut file = self.open(action)?;
        let is_locked = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) if self.locked.fetch_add(1, Ordering::Relaxed) < PATIENCE => {
                return Ok(Some(LOCKED));
            }
            // Somebody was stopped while holding it. Without the lock two may send at once, and that is all.
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Err(error),
        };
        self.locked.store(0, Ordering::Relaxed);
        let entered = self.note(&mut file, now, limit, is_locked);
        // Closing releases it too, but not while a child process is being started, which inherits it for a moment.
        file.unlock()?;
        entered
    }

    fn note(&self, file: &mut File, now: i64, limit: usize, is_locked: bool) -> std::io::Result<Option<Duration>> {
        // Three lines a send, and twice the limit: what others sent stays for longer than a window. A few more for
        // wishes to wait.
        let entries = tail(file, 6 * limit as u64 + 16)?;
        if let Some(wait) = self.wait(&entries, now, limit) {
            return Ok(Some(wait));
        }
        if is_locked && file.metadata()?.len() >= LARGEST {
            file.set_len(0)?;
            for entry in entries {
                append(file, entry)?;
            }
        }
        append(file, Entry { time: now, who: self.me, kind: Kind::Send })?;
        Ok(None)
    }

    /// How long until another send fits.
    fn wait(&self, entries: &[Entry], now: i64, limit: usize) -> Option<Duration> {
        let holds = entries.iter().filter(|entry| entry.kind == Kind::Hold).map(|entry| entry.time);
        let held = holds.filter(|until| *until - now <= micros(LONGEST_HOLD)).max();
        if let Some(until) = held.filter(|until| *until > now) {
            return Some(from_micros(until - now));
        }
        let of = |kind| entries.iter().filter(move |entry| entry.kind == kind);
        let void: HashSet<(i64, u64)> = of(Kind::Void).map(|entry| (entry.time, entry.who)).collect();
        let sends = of(Kind::Send).filter(|entry| !void.contains(&(entry.time, entry.who)));
        // A send in the future was noted before the clock was set back.
        let past = sends.filter(|entry| entry.time <= now + micros(SendLog::WINDOW));
        let mut over: Vec<i64> =
            past.map(|entry| entry.time + self.window(*entry)).filter(|over| *over > now).collect();
        over.sort_unstable();
        let must_end = (over.len() + 1).checked_sub(limit.max(1)).filter(|count| *count > 0)?;
        Some(from_micros(over[must_end - 1] - now))
    }

    fn window(&self, entry: Entry) -> i64 {
        micros(if entry.who == self.me { SendLog::WINDOW } else { WINDOW_OF_OTHERS })
    }

    fn open(&self, action: Action) -> std::io::Result<File> {
        let path = self.folder.join(action.name());
        if !self.folder.is_dir() {
            create_folder(&self.folder).map_err(std::io::Error::other)?;
        }
        OpenOptions::new().read(true).append(true).create(true).open(path)
    }
}

/// The last lines. Whatever is no line of ours is passed over.
fn tail(file: &mut File, lines: u64) -> std::io::Result<Vec<Entry>> {
    let start = file.metadata()?.len().saturating_sub(lines * LINE);
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(lines * LINE).read_to_end(&mut bytes)?;
    Ok(bytes.split(|byte| *byte == b'\n').filter_map(entry).collect())
}

fn entry(line: &[u8]) -> Option<Entry> {
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let time = i64::from_str_radix(words.next().filter(|word| word.len() == 16)?, 16).ok()?;
    let who = u64::from_str_radix(words.next().filter(|word| word.len() == 16)?, 16).ok()?;
    let kind = match (words.next()?, words.next()) {
        ("s", None) => Kind::Send,
        ("h", None) => Kind::Hold,
        ("v", None) => Kind::Void,
        _ => return None,
    };
    Some(Entry { time, who, kind })
}

/// Begins with a line break if a line before was torn, so that this one is whole whatever came before.
fn append(file: &mut File, entry: Entry) -> std::io::Result<()> {
    let is_torn = file.metadata()?.len() % LINE != 0;
    let kind = match entry.kind {
        Kind::Send => 's',
        Kind::Hold => 'h',
        Kind::Void => 'v',
    };
    let line = format!("{:016x} {:016x} {kind}\n", entry.time, entry.who);
    let text = if is_torn { format!("\n{line}") } else { line };
    file.write_all(text.as_bytes())
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn from_micros(micros: i64) -> Duration {
    Duration::from_micros(micros.unsigned_abs())
}
