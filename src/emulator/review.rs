//! How submissions are reviewed: when, and with which verdict.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use globset::GlobBuilder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::documented::CATEGORIES;
use super::state::{Review, StoredTemplate};
use super::time::duration;
use crate::signature::v3::payload_hash;

/// The file of verdicts in the state folder.
pub(super) const VERDICTS_FILE: &str = "verdicts.json";
/// The reason of a rejection that was scripted without one.
const NO_REASON: &str = "Rejected as the emulator was told to.";

/// When a review ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReviewPolicy {
    /// Decided when the template is next read.
    #[default]
    Instant,
    /// Decided so long after the submission; the first tenth of it is `unaudit`, the rest `auditing`.
    After(Duration),
    /// Decided when it is read so many times: each Detail of it, and each page of List that it is on, counts.
    Polls(u32),
    /// Under review until somebody decides.
    Manual,
    /// As a file of verdicts says, each with its own delay; what fits none is approved at once.
    Script(PathBuf),
}

/// A review policy that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no review policy: write instant, manual, after=30s (with s, m, h or d), polls=3 or script=FILE")]
pub struct UnknownPolicy(String);

impl ReviewPolicy {
    /// Reads `instant`, `after=30s`, `polls=3`, `manual` or `script=FILE`.
    pub fn parse(text: &str) -> Result<Self, UnknownPolicy> {
        let unknown = || UnknownPolicy(text.to_owned());
        match text.trim().split_once('=') {
            None if text.trim() == "instant" => Ok(Self::Instant),
            None if text.trim() == "manual" => Ok(Self::Manual),
            Some(("after", delay)) => duration(delay).map(Self::After).ok_or_else(unknown),
            Some(("polls", count)) => {
                count.parse().ok().filter(|count| *count > 0).map(Self::Polls).ok_or_else(unknown)
            }
            Some(("script", file)) if !file.is_empty() => Ok(Self::Script(PathBuf::from(file))),
            _ => Err(unknown()),
        }
    }
}

impl FromStr for ReviewPolicy {
    type Err = UnknownPolicy;

    fn from_str(text: &str) -> Result<Self, UnknownPolicy> {
        Self::parse(text)
    }
}

/// What the reviewer says of certain templates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// A glob over `name/language`, such as `otp_*/*`; without a slash it means every language.
    pub template: String,
    /// Pass or fail.
    pub verdict: Decision,
    /// Why it is rejected.
    #[serde(default)]
    pub reason: Option<String>,
    /// So many submissions of each template it matches; all of them when left out.
    #[serde(default)]
    pub times: Option<u32>,
    /// So long after the submission, such as `30s`; when the policy says so when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Approved under another category: the platform files templates as it sees them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
}

/// The outcome of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Approved.
    Pass,
    /// Rejected.
    Fail,
}

impl Verdict {
    /// Rejects the templates that match, for a reason.
    pub fn fail(template: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { verdict: Decision::Fail, reason: Some(reason.into()), ..Self::pass(template) }
    }

    /// Approves the templates that match.
    pub fn pass(template: impl Into<String>) -> Self {
        Self {
            template: template.into(),
            verdict: Decision::Pass,
            reason: None,
            times: None,
            after: None,
            category: None,
        }
    }

    /// The same for so many submissions of each template only.
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// Whether the glob fits a template. A glob that cannot be read fits nothing; [`check`] reports it first.
    pub(super) fn fits(&self, template: &StoredTemplate) -> bool {
        glob(&self.template).is_ok_and(|glob| glob.compile_matcher().is_match(template.key()))
    }

    fn is_left(&self, template: &StoredTemplate) -> bool {
        let met = template.verdicts_met.get(&self.fingerprint()).copied().unwrap_or(0);
        self.times.is_none_or(|times| met < times)
    }

    /// Tells this verdict from others in a template's file, also after a restart.
    fn fingerprint(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        payload_hash(text.as_bytes()).chars().take(16).collect()
    }
}

/// Refuses a verdict whose glob, delay or category cannot be read.
pub(super) fn check(verdict: &Verdict) -> Result<(), String> {
    glob(&verdict.template).map_err(|error| error.to_string())?;
    if let Some(after) = verdict.after.as_deref().filter(|after| duration(after).is_none()) {
        return Err(format!("{after:?} is no time, write it as 30s"));
    }
    match verdict.category.as_deref() {
        Some(category) if !CATEGORIES.contains(&category) => Err(format!("{category:?} is no category")),
        _ => Ok(()),
    }
}

/// Whether a glob over `name/language` fits a template.
pub(super) fn fits(pattern: &str, template: &StoredTemplate) -> Result<bool, String> {
    let glob = glob(pattern).map_err(|error| error.to_string())?;
    Ok(glob.compile_matcher().is_match(template.key()))
}

fn glob(pattern: &str) -> Result<globset::Glob, globset::Error> {
    let every_language = format!("{pattern}/*");
    let pattern = if pattern.contains('/') { pattern } else { &every_language };
    GlobBuilder::new(pattern).literal_separator(true).build()
}

/// The verdicts of the state folder; none where there is no such file. It is read at every submission, so it can
/// be written while the emulator runs.
pub(super) fn verdicts_of_folder(folder: &Path) -> Result<Vec<Verdict>, String> {
    let path = folder.join(VERDICTS_FILE);
    if path.exists() { verdicts_of_file(&path) } else { Ok(Vec::new()) }
}

/// The verdicts of a file.
pub(super) fn verdicts_of_file(path: &Path) -> Result<Vec<Verdict>, String> {
    let unusable = |fact: String| format!("{} cannot be used: {fact}", path.display());
    let bytes = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let verdicts: Vec<Verdict> = serde_json::from_slice(&bytes).map_err(|error| unusable(error.to_string()))?;
    verdicts.iter().try_for_each(check).map_err(unusable)?;
    Ok(verdicts)
}

/// Submits a template at `now`: the first verdict that fits and is left decides what will come out of its review.
pub(super) fn submit<'a>(
    template: &mut StoredTemplate,
    policy: &ReviewPolicy,
    verdicts: impl IntoIterator<Item = &'a Verdict>,
    now: Timestamp,
) {
    let verdict = verdicts.into_iter().find(|verdict| verdict.fits(template) && verdict.is_left(template));
    if let Some(verdict) = verdict {
        *template.verdicts_met.entry(verdict.fingerprint()).or_default() += 1;
    }
    let now = now.as_millisecond();
    let own = verdict.and_then(|verdict| verdict.after.as_deref()).and_then(duration);
    let (begins, ends, polls) = match (own.as_ref(), policy) {
        (Some(delay), _) | (None, ReviewPolicy::After(delay)) => {
            let delay = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
            (now.saturating_add(delay / 10), Some(now.saturating_add(delay)), None)
        }
        (None, ReviewPolicy::Instant | ReviewPolicy::Script(_)) => (now, Some(now), None),
        (None, ReviewPolicy::Manual) => (now, None, None),
        (None, ReviewPolicy::Polls(count)) => (now, None, Some(*count)),
    };
    let passes = verdict.is_none_or(|verdict| verdict.verdict == Decision::Pass);
    let reason = verdict.and_then(|verdict| verdict.reason.clone()).unwrap_or_else(|| NO_REASON.to_owned());
    template.audit_status = "unaudit".to_owned();
    template.reason = String::new();
    template.review = Some(Review {
        begins,
        ends,
        polls,
        passes,
        reason: if passes { String::new() } else { reason },
        category: verdict.and_then(|verdict| verdict.category.clone()),
    });
}
