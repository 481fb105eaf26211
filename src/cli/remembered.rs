//! Texts that a review rejected, remembered in `.chatform/verdicts.jsonl` so that nobody sends them again unawares.
//!
//! Disposable: a file that cannot be read is begun again, and one that cannot be written costs warnings alone.

use std::collections::HashMap;
use std::path::Path;

use crate::context::Context;
use crate::plan::{Rejection, wording};
use crate::remote::{AuditStatus, RemoteVariant};
use crate::store::{JsonLines, StoreError, remove};

const FILE: &str = ".chatform/verdicts.jsonl";
const FORMAT: &str = "chatform-verdicts";
const VERSION: u32 = 1;

/// What is remembered, with what was just read added to it.
pub(super) fn rejections(root: &Path, details: &[RemoteVariant], context: &Context) -> HashMap<String, Rejection> {
    let path = root.join(FILE);
    let rejected = || details.iter().filter(|detail| detail.status == AuditStatus::Fail);
    if rejected().next().is_none() && !path.exists() {
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
    for detail in rejected() {
        let wording = wording(&detail.variant);
        if !found.contains_key(&wording) {
            let (key, at) = (detail.variant.key(), context.clock.now().to_string());
            let rejection = Rejection { wording: wording.clone(), key, reason: detail.reason.clone(), at };
            fresh.push(rejection.clone());
            found.insert(wording, rejection);
        }
    }
    if let Some(lines) = lines.as_mut().filter(|_| !fresh.is_empty()) {
        // Without it the warning is missing one day; the plan is the same.
        let _ = lines.append_all(&fresh);
    }
    found
}
