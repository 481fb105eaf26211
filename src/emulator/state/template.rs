//! A template as the emulator keeps it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::emulator::documented::PAUSES;

/// One language of a template. This is also the form of its file in the state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredTemplate {
    /// The space (CustSpaceId); empty for the default one.
    pub space: String,
    /// The name.
    pub name: String,
    /// The language code.
    pub language: String,
    /// A 19-digit code, shared by all languages of a name.
    pub template_code: String,
    /// `WHATSAPP` or `VIBER`.
    pub template_type: String,
    /// The category.
    pub category: String,
    /// The components exactly as they were sent.
    pub components: Value,
    /// The example values as they were sent.
    pub example: Map<String, Value>,
    /// MessageSendTtlSeconds, where it was sent.
    pub message_send_ttl_seconds: Option<i64>,
    /// CategoryChangePaused, where it was sent.
    pub category_change_paused: Option<bool>,
    /// ProductSetId, where it was sent.
    pub product_set_id: Option<String>,
    /// Whether it may be sent.
    pub allow_send: bool,
    /// `unaudit`, `auditing`, `pass` or `fail`; the list is open.
    pub audit_status: String,
    /// Why it was rejected.
    pub reason: String,
    /// `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
    pub quality_score: String,
    /// When anything of it last changed, in milliseconds since 1970; later than before with every change.
    pub last_update_time: i64,
    /// The order of creation, within all spaces.
    pub sequence: u64,
    /// The review under way.
    pub review: Option<Review>,
    /// How often each scripted verdict has met this template, by the verdict's fingerprint.
    #[serde(default)]
    pub verdicts_met: BTreeMap<String, u32>,
    /// When it was edited while approved, in milliseconds since 1970.
    #[serde(default)]
    pub approved_edits: Vec<i64>,
    /// How often it was paused for its quality.
    #[serde(default)]
    pub pauses: u32,
    /// Until when it is paused, in milliseconds since 1970.
    #[serde(default)]
    pub paused_until: Option<i64>,
}

/// A review that has not ended. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// When it leaves `unaudit` for `auditing`.
    pub begins: i64,
    /// When it is decided; never, where somebody has to decide it.
    pub ends: Option<i64>,
    /// After how many more readings it is decided, where readings count.
    #[serde(default)]
    pub polls: Option<u32>,
    /// What will come out.
    pub passes: bool,
    /// Why it will be rejected.
    pub reason: String,
    /// The category that it will be approved under, where it is another one.
    #[serde(default)]
    pub category: Option<String>,
}

impl StoredTemplate {
    /// `name/language`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }

    /// Notes a change at `now`; the time moves on even within one millisecond, so that every change shows in it.
    pub(in crate::emulator) fn touch(&mut self, now: Timestamp) {
        self.last_update_time = now.as_millisecond().max(self.last_update_time + 1);
    }

    /// Ends the review with a verdict.
    pub(in crate::emulator) fn decide(&mut self, passes: bool, reason: &str, at: Timestamp) {
        self.review = None;
        self.audit_status = if passes { "pass" } else { "fail" }.to_owned();
        self.reason = if passes { String::new() } else { reason.to_owned() };
        self.touch(at);
    }

    /// When it next changes with time alone, in milliseconds since 1970.
    pub(in crate::emulator) fn next_change(&self) -> Option<i64> {
        let review = self.review.as_ref().and_then(|review| {
            let begins = Some(review.begins).filter(|_| self.audit_status == "unaudit");
            begins.into_iter().chain(review.ends).min()
        });
        review.into_iter().chain(self.paused_until).min()
    }

    /// Brings review and pause up to `now`; whether anything changed.
    pub(in crate::emulator) fn settle(&mut self, now: Timestamp) -> bool {
        let resumed = self.resume(now);
        let Some(review) = self.review.clone() else { return resumed };
        let now = now.as_millisecond();
        let at = |milliseconds: i64| Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::MAX);
        match review.ends {
            Some(ends) if ends <= now => {
                self.conclude(&review, at(ends));
                true
            }
            _ if review.begins <= now && self.audit_status == "unaudit" => {
                self.audit_status = "auditing".to_owned();
                self.touch(at(review.begins));
                true
            }
            _ => resumed,
        }
    }

    /// Counts a reading of it at `now`, where readings decide; whether anything changed.
    pub(in crate::emulator) fn read_once(&mut self, now: Timestamp) -> bool {
        let Some(review) = &mut self.review else { return false };
        let Some(polls) = &mut review.polls else { return false };
        *polls = polls.saturating_sub(1);
        let review = review.clone();
        if review.polls == Some(0) {
            self.conclude(&review, now);
        }
        true
    }

    /// Ends a review with what it was to come to.
    fn conclude(&mut self, review: &Review, at: Timestamp) {
        if let Some(category) = review.category.as_deref().filter(|_| review.passes) {
            self.recategorise(category, at);
        }
        self.decide(review.passes, &review.reason, at);
    }

    /// Puts it out of use without deleting it.
    pub(in crate::emulator) fn archive(&mut self, now: Timestamp) {
        self.review = None;
        self.paused_until = None;
        self.audit_status = "archived".to_owned();
        self.touch(now);
    }

    /// The platform pauses it for its quality: for three hours, then for six, and the third time for good.
    pub(in crate::emulator) fn pause(&mut self, now: Timestamp) {
        self.quality_score = "RED".to_owned();
        let pause = PAUSES.get(usize::try_from(self.pauses).unwrap_or(usize::MAX));
        self.pauses += 1;
        self.review = None;
        self.paused_until = pause.map(|pause| now.saturating_add(*pause).unwrap_or(now).as_millisecond());
        self.audit_status = if pause.is_some() { "paused" } else { "disabled" }.to_owned();
        self.reason = "QUALITY".to_owned();
        self.touch(now);
    }

    /// The platform files it under another category; what depends on the old one goes.
    pub(in crate::emulator) fn recategorise(&mut self, category: &str, now: Timestamp) {
        if self.category != category {
            self.category = category.to_owned();
            self.message_send_ttl_seconds = None;
            self.touch(now);
        }
    }

    /// Ends a pause that is over.
    fn resume(&mut self, now: Timestamp) -> bool {
        let Some(until) = self.paused_until.filter(|until| *until <= now.as_millisecond()) else { return false };
        self.paused_until = None;
        self.audit_status = "pass".to_owned();
        self.reason = String::new();
        self.touch(Timestamp::from_millisecond(until).unwrap_or(now));
        true
    }
}
