//! Runs of the past: read back from their journals, checked, and what is left of them.

use std::path::{Path, PathBuf};

use super::journal::{FORMAT, Line, VERSION, chained};
use super::{Began, Outcome, Record, Tally};
use crate::plan::{Operation, Plan};
use crate::store::{JsonLines, StoreError, TornTail};

/// A run as its journal tells it.
#[derive(Debug)]
pub struct PastRun {
    /// Its id.
    pub id: String,
    /// The journal.
    pub path: PathBuf,
    /// How it began; `None` when it was stopped before it could say so: then it sent nothing either.
    pub began: Option<Began>,
    /// The items that were to be written, in the order of the plan.
    pub items: Vec<PastItem>,
    /// What the run itself counted at its end; `None` when it did not come to its end.
    pub ended: Option<Tally>,
    /// The last line, where it was cut off.
    pub torn: Option<TornTail>,
    /// What does not fit together, a sentence each: the journal was not written by one run, or changed afterwards.
    pub faults: Vec<String>,
}

/// One item of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastItem {
    /// Its index in the plan.
    pub item: usize,
    /// `name/language`.
    pub key: String,
    /// What was to happen.
    pub operation: Operation,
    /// Whether the journal says that it was about to be sent.
    pub intended: bool,
    /// What came of it, as far as the journal knows.
    pub outcome: Option<Outcome>,
}

impl PastItem {
    /// How it ended. An intent without an outcome is unknown: it may have been written.
    pub fn ending(&self) -> Outcome {
        match &self.outcome {
            Some(outcome) => outcome.clone(),
            None if self.intended => Outcome::Unknown { reason: "the run ended before it was noted".to_owned() },
            None => Outcome::NotStarted,
        }
    }
}

impl PastRun {
    /// Reads the journal of a run.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        let read = JsonLines::<Line>::read(path, FORMAT, VERSION)?;
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let mut run = Self {
            id,
            path: path.to_owned(),
            began: None,
            items: Vec::new(),
            ended: None,
            torn: read.torn,
            faults: Vec::new(),
        };
        let mut chain = String::new();
        // The header is line 1.
        for (line, number) in read.records.iter().zip(2..) {
            if line.chain != chained(&chain, line.record.get()) {
                run.faults.push(format!("line {number} does not follow from the lines before it"));
            }
            chain.clone_from(&line.chain);
            let damaged = |error: serde_json::Error| StoreError::Damaged {
                path: path.to_owned(),
                line: number,
                cause: error.to_string(),
            };
            run.take(serde_json::from_str(line.record.get()).map_err(damaged)?, number);
        }
        run.check_end();
        Ok(run)
    }

    /// The journals in a folder, the oldest first, as far as names and clocks can tell. A folder that is not there has none.
    pub fn journals(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
        let failed = |cause| StoreError::Io { action: "read", path: folder.to_path_buf(), cause };
        let entries = match std::fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|extension| extension == "jsonl") {
                found.push(path);
            }
        }
        found.sort();
        Ok(found)
    }

    /// How many items ended how, as far as the journal knows.
    pub fn tally(&self) -> Tally {
        let endings: Vec<Outcome> = self.items.iter().map(PastItem::ending).collect();
        self.began.as_ref().map(|began| Tally::of(&began.plan, &endings)).unwrap_or_default()
    }

    /// Whether the run came to its end and every item is as the plan wants it.
    pub fn is_finished(&self) -> bool {
        self.began.is_some() && self.ended.is_some() && self.tally().is_settled()
    }

    /// The plan of what is left: items that are settled do nothing any more. `None` when the run never began.
    pub fn rest(&self) -> Option<Plan> {
        let mut plan = self.began.as_ref()?.plan.clone();
        for past in self.items.iter().filter(|past| past.ending().is_settled()) {
            let item = &mut plan.items[past.item];
            item.operation = Operation::Noop;
            item.desired = None;
            item.edits.clear();
        }
        Some(plan)
    }

    fn take(&mut self, record: Record, line: usize) {
        if self.began.is_none() != matches!(record, Record::Began(_)) {
            self.faults.push(format!("line {line} is not what a journal has there: it begins once, at line 2"));
            return;
        }
        if self.ended.is_some() {
            self.faults.push(format!("line {line} comes after the end"));
        }
        match record {
            Record::Began(began) => self.begin(*began),
            Record::Intent { item, key, operation, .. } => match self.item(item, &key) {
                Some(past) if past.operation == operation && !past.intended => past.intended = true,
                Some(_) => self.faults.push(format!("line {line} intends {operation} for {key}, as nothing does")),
                None => self.faults.push(format!("line {line} is about {key}, which the plan does not write")),
            },
            Record::Outcome { item, key, outcome, .. } => match self.item(item, &key) {
                Some(past) if past.intended || !matches!(outcome, Outcome::Done { .. }) => past.outcome = Some(outcome),
                Some(_) => {
                    self.faults.push(format!("line {line} says that {key} was written, and nothing announced it"))
                }
                None => self.faults.push(format!("line {line} is about {key}, which the plan does not write")),
            },
            Record::Ended { tally, .. } => self.ended = Some(tally),
        }
    }

    fn begin(&mut self, began: Began) {
        if began.plan.digest() != began.digest {
            self.faults.push("the plan in it is not the one that its digest names".to_owned());
        }
        let written = began.plan.items.iter().enumerate().filter(|(_, item)| item.operation.writes());
        self.items = written
            .map(|(index, item)| PastItem {
                item: index,
                key: item.key(),
                operation: item.operation,
                intended: false,
                outcome: None,
            })
            .collect();
        self.began = Some(began);
    }

    fn item(&mut self, item: usize, key: &str) -> Option<&mut PastItem> {
        let at = self.items.binary_search_by_key(&item, |past| past.item).ok()?;
        self.items.get_mut(at).filter(|past| past.key == key)
    }

    fn check_end(&mut self) {
        let Some(ended) = self.ended else { return };
        let counted = self.tally();
        if ended != counted {
            let (said, counted) = (ended.in_words(), counted.in_words());
            self.faults.push(format!("it says at its end: {said}; its lines say: {counted}"));
        }
    }
}
