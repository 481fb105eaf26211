//! The journal of a run under way: what is about to be done, then what came of it. Never a secret.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::{Began, Outcome, Record, Tally};
use crate::context::Context;
use crate::plan::Plan;
use crate::store::{JsonLines, StoreError, create_folder};

/// The name of the format in the first line of each journal.
pub(super) const FORMAT: &str = "chatform-run";
/// The version that this program writes.
pub(super) const VERSION: u32 = 1;

/// A journal that cannot be written: nothing may be sent without it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("journal cannot be written: {0}")]
pub struct JournalError(#[source] Arc<StoreError>);

/// A record as it stands in the file, chained to the one before it: a line that is changed or missing shows.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    /// What [`chained`] gives for this record.
    pub(super) chain: String,
    /// The record.
    pub(super) record: Box<RawValue>,
}

/// The open journal of one run. Each record is on the disk before the call returns; records of several tasks share a
/// write and an fsync where they come at the same time.
pub struct Journal {
    /// The run's id, also the file's name.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    /// Whoever holds it writes what is waiting, its own record or others' too.
    turn: tokio::sync::Mutex<()>,
    waiting: Mutex<Vec<Waiting>>,
    pages: Arc<Mutex<Pages>>,
    context: Context,
}

struct Waiting {
    record: Record,
    written: tokio::sync::oneshot::Sender<Result<(), Arc<StoreError>>>,
}

/// The file, and what has to be known of what is in it.
struct Pages {
    lines: JsonLines<Line>,
    chain: String,
    /// Items whose intent has no outcome yet.
    open: BTreeMap<usize, String>,
    /// How the others ended; what the end of the run found out about one replaces what was known before.
    outcomes: BTreeMap<usize, Outcome>,
}

impl Journal {
    /// Begins the journal of a run of `plan` in `folder`; `retries` is the run that this one finishes.
    pub fn begin(folder: &Path, plan: &Plan, retries: Option<&str>, context: &Context) -> Result<Self, JournalError> {
        create_folder(folder).map_err(failed)?;
        let moment = context.clock.now().strftime("%Y%m%dT%H%M%S.%3fZ").to_string();
        let random = context.random.hex_id();
        let id = format!("{moment}-{}", &random[..6]);
        let path = folder.join(format!("{id}.jsonl"));
        let lines = JsonLines::create(&path, FORMAT, VERSION).map_err(failed)?;
        let mut pages = Pages { lines, chain: String::new(), open: BTreeMap::new(), outcomes: BTreeMap::new() };
        let retries = retries.map(str::to_owned);
        let began = Began { at: time(context), digest: plan.digest(), plan: plan.clone(), retries };
        pages.write(&[Record::Began(Box::new(began))]).map_err(failed)?;
        let (turn, waiting) = (tokio::sync::Mutex::default(), Mutex::default());
        Ok(Self { id, path, turn, waiting, pages: Arc::new(Mutex::new(pages)), context: context.clone() })
    }

    /// Notes that a write is about to be sent.
    pub async fn intent(&self, plan: &Plan, item: usize) -> Result<(), JournalError> {
        let planned = &plan.items[item];
        let (key, operation, to) = (planned.key(), planned.operation, planned.to_digest.clone());
        self.append(Record::Intent { at: time(&self.context), item, key, operation, to }).await
    }

    /// Notes what came of an item.
    pub async fn outcome(&self, item: usize, key: &str, outcome: &Outcome) -> Result<(), JournalError> {
        let (key, outcome) = (key.to_owned(), outcome.clone());
        self.append(Record::Outcome { at: time(&self.context), item, key, outcome }).await
    }

    /// Notes the end of the run.
    pub async fn end(&self, tally: Tally) -> Result<(), JournalError> {
        self.append(Record::Ended { at: time(&self.context), tally }).await
    }

    /// Ends the journal of a run that is given up: every write under way is noted as unknown. Gives their keys, and
    /// whether it could be noted; where it could not, an intent without an outcome says the same.
    pub fn give_up(&self, plan: &Plan) -> (Vec<String>, Result<(), JournalError>) {
        let mut pages = lock(&self.pages);
        let open: Vec<(usize, String)> = pages.open.iter().map(|(item, key)| (*item, key.clone())).collect();
        let at = time(&self.context);
        let outcome = Outcome::Unknown { reason: "it was given up before the service answered".to_owned() };
        let record = |(item, key): &(usize, String)| Record::Outcome {
            at: at.clone(),
            item: *item,
            key: key.clone(),
            outcome: outcome.clone(),
        };
        let unknown: Vec<Record> = open.iter().map(record).collect();
        let written = pages.write(&unknown).and_then(|()| {
            let tally = Tally::of(plan, pages.outcomes.values());
            pages.write(&[Record::Ended { at, tally }])
        });
        (open.into_iter().map(|(_, key)| key).collect(), written.map_err(failed))
    }

    async fn append(&self, record: Record) -> Result<(), JournalError> {
        let (written, mut mine) = tokio::sync::oneshot::channel();
        lock(&self.waiting).push(Waiting { record, written });
        let _turn = self.turn.lock().await;
        if let Ok(written) = mine.try_recv() {
            return written.map_err(JournalError);
        }
        let waiting = std::mem::take(&mut *lock(&self.waiting));
        let pages = Arc::clone(&self.pages);
        let write = move || {
            let (records, told): (Vec<Record>, Vec<_>) =
                waiting.into_iter().map(|waiting| (waiting.record, waiting.written)).unzip();
            let written = lock(&pages).write(&records).map_err(Arc::new);
            for one in told {
                // Who does not listen any more has been given up.
                let _ = one.send(written.clone());
            }
        };
        // The disk takes its time, and the other tasks need not wait for it.
        let _ = tokio::task::spawn_blocking(write).await;
        mine.await.expect("whoever writes tells everybody whose record it took").map_err(JournalError)
    }
}

impl Pages {
    fn write(&mut self, records: &[Record]) -> Result<(), StoreError> {
        let mut chain = self.chain.clone();
        let lines: Vec<Line> = records
            .iter()
            .map(|record| {
                let record = serde_json::value::to_raw_value(record).expect("plain data of ours serialises");
                chain = chained(&chain, record.get());
                Line { chain: chain.clone(), record }
            })
            .collect();
        self.lines.append_all(&lines)?;
        self.chain = chain;
        for record in records {
            match record {
                Record::Intent { item, key, .. } => drop(self.open.insert(*item, key.clone())),
                Record::Outcome { item, outcome, .. } => {
                    self.open.remove(item);
                    self.outcomes.insert(*item, outcome.clone());
                }
                Record::Began(_) | Record::Ended { .. } => {}
            }
        }
        Ok(())
    }
}

/// The link of a record to all before it: a hash over the link before it and its text.
pub(super) fn chained(before: &str, record: &str) -> String {
    let hash = Sha256::new().chain_update(before).chain_update(record).finalize();
    hash[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Now, always as many characters.
fn time(context: &Context) -> String {
    context.clock.now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn failed(error: StoreError) -> JournalError {
    JournalError(Arc::new(error))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
