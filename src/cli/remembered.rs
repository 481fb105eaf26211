//! What is known from before: what runs of this project wrote, and texts that a review rejected, remembered in
//! `.chatform/verdicts.jsonl` so that nobody sends them again unawares.
//!
//! Disposable: a file that cannot be read is begun again, and one that cannot be written costs warnings alone.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::runs::RUNS;
use crate::apply::{Outcome, PastRun};
use crate::context::Context;
use crate::model::Variant;
use crate::plan::{Operation, Past, Rejection, Target, wording};
use crate::remote::{AuditStatus, RemoteVariant};
use crate::store::{JsonLines, StoreError, remove};

const FILE: &str = ".chatform/verdicts.jsonl";
const FORMAT: &str = "chatform-verdicts";
const VERSION: u32 = 1;

/// So long the platform remembers what was done.
const MEMORY: SignedDuration = SignedDuration::from_hours(31 * 24);

/// What is known from before of a place, with what was just read of it added.
pub(super) fn past(root: &Path, target: &Target, details: &[RemoteVariant], context: &Context) -> Past {
    let mut past = Past { rejections: rejections(root, details, context), ..Past::default() };
    let since = context.clock.now().saturating_sub(MEMORY).unwrap_or(Timestamp::MIN);
    let since = since.strftime("%Y%m%dT").to_string();
    let recent =
        |journal: &PathBuf| journal.file_stem().is_some_and(|id| id.to_string_lossy().as_ref() >= since.as_str());
    let journals = PastRun::journals(&root.join(RUNS)).unwrap_or_default();
    // A journal that cannot be read tells nothing here; `chatform journal` says what is wrong with it.
    for run in journals.iter().filter(|journal| recent(journal)).filter_map(|journal| PastRun::read(journal).ok()) {
        add(&mut past, &run, target);
    }
    past
}

fn add(past: &mut Past, run: &PastRun, target: &Target) {
    let Some(began) = run.began.as_ref().filter(|began| began.plan.target == *target) else { return };
    let Ok(at) = began.at.parse::<Timestamp>() else { return };
    for written in &run.items {
        let Some(item) = began.plan.items.get(written.item) else { continue };
        let was_approved = item.status.as_deref().map(AuditStatus::parse) == Some(AuditStatus::Pass);
        match (item.operation, written.ending()) {
            (Operation::Create, Outcome::Done { .. }) => past.creations.push(at),
            (Operation::Modify, Outcome::Done { .. } | Outcome::Unknown { .. }) if was_approved => {
                past.edits.entry(item.key()).or_default().push(at);
            }
            (Operation::Delete, Outcome::Done { .. }) if was_approved => {
                past.deletions.insert(item.key(), at);
            }
            _ => {}
        }
    }
}

/// The texts that a review rejected, with those that were just read.
pub(super) fn rejections(root: &Path, details: &[RemoteVariant], context: &Context) -> HashMap<String, Rejection> {
    let rejected = details.iter().filter(|detail| detail.status == AuditStatus::Fail);
    let rejected: Vec<(&Variant, &str)> = rejected.map(|detail| (&detail.variant, detail.reason.as_str())).collect();
    remember(root, &rejected, context)
}

/// The texts that a review rejected, with these, each with its reason.
pub(super) fn remember(root: &Path, rejected: &[(&Variant, &str)], context: &Context) -> HashMap<String, Rejection> {
    let path = root.join(FILE);
    if rejected.is_empty() && !path.exists() {
        return HashMap::new();
    }
    let opened = JsonLines::open(&path, FORMAT, VERSION);
    let opened = match opened {
        Err(StoreError::Damaged { .. } | StoreError::OtherFormat { .. }) => {
            remove(&path).and_then(|()| JsonLines::open(&path, FORMAT, VERSION))
        }
        other => other,
    };
    let (mut lines, known): (Option<JsonLines<Rejection>>, Vec<Rejection>) = match opened {
        Ok((lines, records)) => (Some(lines), records.records),
        Err(_) => (None, Vec::new()),
    };
    let mut found: HashMap<String, Rejection> =
        known.into_iter().map(|rejection| (rejection.wording.clone(), rejection)).collect();
    let mut fresh = Vec::new();
    for (variant, reason) in rejected {
        let wording = wording(variant);
        if let Entry::Vacant(place) = found.entry(wording) {
            let (key, at) = (variant.key(), context.clock.now().to_string());
            let rejection = Rejection { wording: place.key().clone(), key, reason: (*reason).to_owned(), at };
            fresh.push(rejection.clone());
            place.insert(rejection);
        }
    }
    if let Some(lines) = lines.as_mut().filter(|_| !fresh.is_empty()) {
        // Without it the warning is missing one day; the plan is the same.
        let _ = lines.append_all(&fresh);
    }
    found
}
