//! Which run it is: so that the same command finds its journal again.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Journal, Record, SendJournalError, States, Tally};

/// What makes two runs the same one. The template's revision is not part of it: a run goes on with a newer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The environment, its endpoint and its space.
    pub target: [String; 3],
    /// The template's name, without a revision.
    pub template: String,
    /// The language.
    pub language: String,
    /// The sender.
    pub from: String,
    /// How the list is called.
    pub file: String,
    /// SHA-256 of the list.
    pub digest: String,
    /// Everything else that decides what is sent.
    pub common: String,
}

/// A run that was there before.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Its journal.
    pub path: PathBuf,
    /// When it began.
    pub began: String,
    /// Where its rows stand; those that nothing was done with are not counted.
    pub tally: Tally,
    /// How many rows it has.
    pub rows: u32,
    /// Whether it is the same list.
    pub is_same: bool,
}

impl Earlier {
    /// Whether some were written to, and others are left.
    pub fn is_halfway(&self) -> bool {
        (1..self.rows).contains(&(self.tally.sent + self.tally.unknown))
    }
}

impl Identity {
    /// The journal of this run in a folder; `nth` tells runs apart that were begun again on purpose.
    pub fn path(&self, folder: &Path, nth: usize) -> PathBuf {
        let suffix = if nth == 1 { String::new() } else { format!(".{nth}") };
        folder.join(format!("{}-{}{suffix}.jsonl", self.stem(), self.fingerprint()))
    }

    /// How many journals of this run there are.
    pub fn count(&self, folder: &Path) -> usize {
        (1..).take_while(|nth| self.path(folder, *nth).exists()).count()
    }

    /// The latest run of the same command, with this list or with another form of it.
    pub fn earlier(&self, folder: &Path) -> Result<Vec<Earlier>, SendJournalError> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Ok(Vec::new()) };
        let start = format!("{}-", self.stem());
        let of_command = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(&start) && name.ends_with(".jsonl")
        };
        let mut found = Vec::new();
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(of_command) {
            found.extend(self.look(path)?);
        }
        found.sort_by(|one, other| one.began.cmp(&other.began));
        Ok(found)
    }

    fn look(&self, path: PathBuf) -> Result<Option<Earlier>, SendJournalError> {
        let records = Journal::read(&path)?;
        let Some(Record::Began { at, environment, digest, rows, .. }) = records.first() else { return Ok(None) };
        if *environment != self.target[0] {
            return Ok(None);
        }
        let mut states = States::new();
        records.iter().for_each(|record| states.learn(record));
        let is_same = *digest == self.digest && path.to_string_lossy().contains(&self.fingerprint());
        Ok(Some(Earlier { began: at.clone(), tally: states.tally_of_touched(), rows: *rows, is_same, path }))
    }

    /// The readable part of the journal's name.
    fn stem(&self) -> String {
        let file = Path::new(&self.file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let plain = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
        let file: String = file.chars().map(plain).take(40).collect();
        format!("{}-{}-{file}", self.template, self.language)
    }

    fn fingerprint(&self) -> String {
        let [environment, endpoint, space] = &self.target;
        let parts = [
            environment,
            endpoint,
            space,
            &self.template,
            &self.language,
            &self.from,
            &self.file,
            &self.digest,
            &self.common,
        ];
        let mut digest = Sha256::new();
        for part in parts {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        let mut text = String::new();
        for byte in digest.finalize().iter().take(6) {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}
