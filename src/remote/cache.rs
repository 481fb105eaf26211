//! Details that were read before, so that a plan need not read again what has not moved.
//!
//! Disposable: what is missing, torn, foreign, of another version or too old is simply not there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Row;
use crate::api::TemplateDetail;
use crate::model::digest;
use crate::store::{StoreError, write_atomic};

/// Names the format of the file.
const FORMAT: &str = "chatform-cache";
/// Its version; another one is not read.
const VERSION: u32 = 1;
/// How long a detail counts.
const OLDEST: SignedDuration = SignedDuration::from_hours(24);
/// A row that moved so shortly before it was read may move again within the same tick of the service's clock, and show
/// nothing of it: its detail is not kept.
const SETTLED: SignedDuration = SignedDuration::from_secs(2);
/// Larger files are not caches of ours.
const MAX_BYTES: u64 = 1024 * 1024 * 1024;

/// One detail, and the row it was read for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The row, as the list had it before the detail was read.
    pub row: Row,
    /// When the detail was read, in milliseconds since 1970.
    pub read_at: i64,
    /// The service's answer.
    pub detail: TemplateDetail,
}

/// The details of one space that were read before.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    /// Where it is kept; nowhere if absent.
    path: Option<PathBuf>,
    kept: HashMap<(String, String), Kept>,
}

#[derive(Serialize, Deserialize)]
struct File<K> {
    format: String,
    version: u32,
    of: String,
    details: K,
}

impl Cache {
    /// The cache of a space in a folder; `of` names the space among all others. What cannot be read is not there.
    pub fn open(folder: &Path, of: &str) -> Self {
        let path = folder.join(format!("{}.json", &digest(&of)["sha256:".len()..][..16]));
        let kept = read(&path, of).unwrap_or_default();
        let kept = kept.into_iter().map(|one| (identity(&one.row), one)).collect();
        Self { path: Some(path), kept }
    }

    /// The detail of a row, if it is younger than a day and neither status nor time of the row have moved since.
    pub fn find(&self, row: &Row, now: Timestamp) -> Option<&TemplateDetail> {
        let kept = self.kept.get(&identity(row))?;
        // A clock that was set back makes everything look new: what is from the future is not taken.
        let age = SignedDuration::from_millis(now.as_millisecond().saturating_sub(kept.read_at));
        let is_young = !age.is_negative() && age < OLDEST;
        let is_same = (&kept.row.status, kept.row.last_update) == (&row.status, row.last_update);
        (is_young && is_same && row.last_update > 0 && kept.row.key() == row.key()).then_some(&kept.detail)
    }

    /// Keeps a detail that was read at `read_at` for a row.
    pub fn keep(&mut self, row: &Row, detail: &TemplateDetail, read_at: Timestamp) {
        let moved = Timestamp::from_millisecond(row.last_update).unwrap_or(Timestamp::MAX);
        if moved.saturating_add(SETTLED).is_ok_and(|settled| settled <= read_at) {
            self.kept.insert(
                identity(row),
                Kept { row: row.clone(), read_at: read_at.as_millisecond(), detail: detail.clone() },
            );
        } else {
            self.kept.remove(&identity(row));
        }
    }

    /// Forgets what a list does not have any more, and writes the rest down.
    pub fn save(&mut self, rows: &[Row], of: &str) -> Result<(), StoreError> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let listed: std::collections::HashSet<_> = rows.iter().map(identity).collect();
        self.kept.retain(|identity, _| listed.contains(identity));
        let mut details: Vec<&Kept> = self.kept.values().collect();
        details.sort_by_key(|kept| (&kept.row.name, &kept.row.language, &kept.row.template_code));
        let file = File { format: FORMAT.to_owned(), version: VERSION, of: of.to_owned(), details };
        // Plain data of ours always serialises; an empty file is not there when it is read.
        write_atomic(&path, &serde_json::to_vec(&file).unwrap_or_default())
    }
}

fn identity(row: &Row) -> (String, String) {
    (row.template_code.clone(), row.language.clone())
}

fn read(path: &Path, of: &str) -> Option<Vec<Kept>> {
    if std::fs::metadata(path).ok()?.len() > MAX_BYTES {
        return None;
    }
    let file: File<Vec<Kept>> = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    (file.format == FORMAT && file.version == VERSION && file.of == of).then_some(file.details)
}
