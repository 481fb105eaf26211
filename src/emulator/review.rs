//! How submissions are reviewed: when, and with which verdict.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use globset::GlobBuilder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::state::{Review, StoredTemplate};
use crate::signature::v3::payload_hash;

/// The file of verdicts in the state folder.
pub(super) const VERDICTS_FILE: &str = "verdicts.json";
/// The reason of a rejection that was scripted without one.
const NO_REASON: &str = "Rejected as the emulator was told to.";

/// When a review ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewPolicy {
    /// Decided when the template is next read.
    #[default]
    Instant,
    /// Decided so long after the submission; the first tenth of it is `unaudit`, the rest `auditing`.
    After(Duration),
    /// Under review until somebody decides.
    Manual,
}

/// A review policy that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no review policy: write instant, manual or after=30s (with s, m or h)")]
pub struct UnknownPolicy(String);

impl ReviewPolicy {
    /// Reads `instant`, `after=30s` or `manual`.
    pub fn parse(text: &str) -> Result<Self, UnknownPolicy> {
        match text.trim() {
            "instant" => Ok(Self::Instant),
            "manual" => Ok(Self::Manual),
            other => other
                .strip_prefix("after=")
                .and_then(duration)
                .map(Self::After)
                .ok_or_else(|| UnknownPolicy(text.to_owned())),
        }
    }
}

impl FromStr for ReviewPolicy {
    type Err = UnknownPolicy;

    fn from_str(text: &str) -> Result<Self, UnknownPolicy> {
        Self::parse(text)
    }
}

/// A whole number with a unit: `500ms`, `30s`, `5m`, `2h`.
fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(digits);
    let milliseconds = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(milliseconds).map(Duration::from_millis)
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
        Self { template: template.into(), verdict: Decision::Fail, reason: Some(reason.into()), times: None }
    }

    /// Approves the templates that match.
    pub fn pass(template: impl Into<String>) -> Self {
        Self { template: template.into(), verdict: Decision::Pass, reason: None, times: None }
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

/// Refuses a verdict whose glob cannot be read.
pub(super) fn check(verdict: &Verdict) -> Result<(), String> {
    glob(&verdict.template).map(drop).map_err(|error| error.to_string())
}

fn glob(pattern: &str) -> Result<globset::Glob, globset::Error> {
    let every_language = format!("{pattern}/*");
    let pattern = if pattern.contains('/') { pattern } else { &every_language };
    GlobBuilder::new(pattern).literal_separator(true).build()
}

/// The verdicts of the state folder; none where there is no such file. It is read at every submission, so it can
/// be written while the emulator runs.
pub(super) fn verdicts_of_file(folder: &Path) -> Result<Vec<Verdict>, String> {
    let path = folder.join(VERDICTS_FILE);
    let unusable = |fact: String| format!("{} cannot be used: {fact}", path.display());
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unusable(error.to_string())),
    };
    let verdicts: Vec<Verdict> = serde_json::from_slice(&bytes).map_err(|error| unusable(error.to_string()))?;
    verdicts.iter().try_for_each(check).map_err(unusable)?;
    Ok(verdicts)
}

/// Submits a template at `now`: the first verdict that fits and is left decides what will come out of its review.
pub(super) fn submit<'a>(
    template: &mut StoredTemplate,
    policy: ReviewPolicy,
    verdicts: impl IntoIterator<Item = &'a Verdict>,
    now: Timestamp,
) {
    let verdict = verdicts.into_iter().find(|verdict| verdict.fits(template) && verdict.is_left(template));
    if let Some(verdict) = verdict {
        *template.verdicts_met.entry(verdict.fingerprint()).or_default() += 1;
    }
    let now = now.as_millisecond();
    let (begins, ends) = match policy {
        ReviewPolicy::Instant => (now, Some(now)),
        ReviewPolicy::Manual => (now, None),
        ReviewPolicy::After(delay) => {
            let delay = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
            (now.saturating_add(delay / 10), Some(now.saturating_add(delay)))
        }
    };
    let passes = verdict.is_none_or(|verdict| verdict.verdict == Decision::Pass);
    let reason = verdict.and_then(|verdict| verdict.reason.clone()).unwrap_or_else(|| NO_REASON.to_owned());
    template.audit_status = "unaudit".to_owned();
    template.reason = String::new();
    template.review = Some(Review { begins, ends, passes, reason: if passes { String::new() } else { reason } });
}
