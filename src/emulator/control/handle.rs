//! Looking into an emulator and deciding for it: what a reviewer, the platform or a console user does to the service.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::json;

use super::Snapshot;
use super::counters::Counters;
use crate::emulator::callbacks::deliver;
use crate::emulator::documented::{CATEGORIES, CUSTOMER_WINDOW, WABA};
use crate::emulator::faults::FaultRule;
use crate::emulator::journal::LogEntry;
use crate::emulator::messages::Message;
use crate::emulator::review::{self, Decision, ReviewPolicy, Verdict};
use crate::emulator::service::Service;
use crate::emulator::state::{Key, StoredTemplate};
use crate::emulator::time::Course;
use crate::store::StoreError;

/// A handle on a running emulator, for one space of it.
#[derive(Clone)]
pub struct Control {
    service: Arc<Service>,
    space: String,
}

/// A template that is not there, or a change that could not be stored.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// No such template.
    #[error("there is no template {name}/{language}")]
    NotThere {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
    },
    /// A verdict whose glob cannot be read.
    #[error("the verdict cannot be used: {0}")]
    Verdict(String),
    /// A snapshot that is none.
    #[error("the snapshot cannot be used: {0}")]
    Snapshot(String),
    /// The state folder refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Control {
    pub(in crate::emulator) fn new(service: Arc<Service>) -> Self {
        Self { service, space: String::new() }
    }

    /// The same for another space (CustSpaceId).
    pub fn space(&self, space: impl Into<String>) -> Self {
        Self { service: Arc::clone(&self.service), space: space.into() }
    }

    /// The templates, the newest first, as they stand now.
    pub fn templates(&self) -> Result<Vec<StoredTemplate>, ControlError> {
        let mut memory = self.service.memory();
        self.service.settle(&mut memory)?;
        Ok(memory.state.of_space(&self.space).map(|template| template.as_ref().clone()).collect())
    }

    /// One template as it stands now.
    pub fn template(&self, name: &str, language: &str) -> Result<StoredTemplate, ControlError> {
        let mut memory = self.service.memory();
        self.service.settle(&mut memory)?;
        memory.state.get(&self.key(name, language)).cloned().ok_or_else(|| not_there(name, language))
    }

    /// Changes a stored template, as somebody at the console or the platform itself would. LastUpdateTime moves on.
    pub fn edit(
        &self,
        name: &str,
        language: &str,
        change: impl FnOnce(&mut StoredTemplate),
    ) -> Result<(), ControlError> {
        let mut template = self.template(name, language)?;
        change(&mut template);
        template.touch(self.service.clock.now());
        self.insert(template)
    }

    /// Stores a template as it is, in this handle's space, in place of one of the same name and language.
    pub fn insert(&self, mut template: StoredTemplate) -> Result<(), ControlError> {
        template.space.clone_from(&self.space);
        Ok(self.service.memory().state.put(template)?)
    }

    /// Removes a template without locking its name.
    pub fn remove(&self, name: &str, language: &str) -> Result<(), ControlError> {
        Ok(self.service.memory().state.remove(&self.key(name, language), None)?)
    }

    /// Approves a template, whatever its state.
    pub fn approve(&self, name: &str, language: &str) -> Result<(), ControlError> {
        self.decide(name, language, Decision::Pass, "")
    }

    /// Rejects a template for a reason, whatever its state.
    pub fn reject(&self, name: &str, language: &str, reason: &str) -> Result<(), ControlError> {
        self.decide(name, language, Decision::Fail, reason)
    }

    /// Scripts the reviews to come; the latest script that fits holds, and every one comes before the files'.
    pub fn script(&self, verdict: Verdict) -> Result<(), ControlError> {
        review::check(&verdict).map_err(ControlError::Verdict)?;
        self.service.memory().scripted.insert(0, verdict);
        Ok(())
    }

    /// Ends the reviews under way of every template that a verdict fits; gives their names and languages.
    pub fn end_reviews(&self, verdict: &Verdict) -> Result<Vec<String>, ControlError> {
        review::check(verdict).map_err(ControlError::Verdict)?;
        let fitting = self.templates()?.into_iter().filter(|t| t.review.is_some() && verdict.fits(t));
        let mut ended = Vec::new();
        for template in fitting {
            let reason = verdict.reason.as_deref().unwrap_or_default();
            self.decide(&template.name, &template.language, verdict.verdict, reason)?;
            ended.push(template.key());
        }
        Ok(ended)
    }

    /// The latest messages of all spaces, the newest first.
    pub fn messages(&self) -> Vec<Message> {
        self.service.memory().ledger.recent().cloned().collect()
    }

    /// The latest requests, the oldest first.
    pub fn requests(&self) -> Vec<LogEntry> {
        self.service.memory().log.recent().cloned().collect()
    }

    /// The service's time, and whether it stands still.
    pub fn time(&self) -> (Timestamp, bool) {
        (self.service.clock.now(), self.service.clock.is_still())
    }

    /// Moves the service's clock on. What falls due happens, and is reported, before this returns.
    pub async fn advance(&self, duration: Duration) -> Result<Timestamp, ControlError> {
        self.service.clock.advance(duration);
        self.after_jump().await
    }

    /// Sets the service's clock, running or standing still. What falls due happens before this returns.
    pub async fn set_time(&self, time: Timestamp, still: bool) -> Result<Timestamp, ControlError> {
        self.service.clock.set(time, still);
        self.after_jump().await
    }

    async fn after_jump(&self) -> Result<Timestamp, ControlError> {
        let now = self.service.clock.now();
        {
            let mut memory = self.service.memory();
            let memory = &mut *memory;
            let ledger = &memory.ledger;
            memory.state.write_clock(self.service.clock.course())?;
            memory.state.retire(now, |template| ledger.last_used(&template.template_code, &template.language))?;
            self.service.settle(memory)?;
        }
        deliver(&self.service).await;
        Ok(now)
    }

    /// Lets a template that fits be paused for its quality; the third time it is disabled. Gives what fits.
    pub fn pause(&self, pattern: &str) -> Result<Vec<String>, ControlError> {
        self.change_fitting(pattern, |template, now| template.pause(now))
    }

    /// Gives templates that fit a quality score.
    pub fn set_quality(&self, pattern: &str, score: &str) -> Result<Vec<String>, ControlError> {
        self.change_fitting(pattern, |template, now| {
            template.quality_score = score.to_owned();
            template.touch(now);
        })
    }

    /// Files templates that fit under another category, as the platform does.
    pub fn recategorise(&self, pattern: &str, category: &str) -> Result<Vec<String>, ControlError> {
        if !CATEGORIES.contains(&category) {
            return Err(ControlError::Verdict(format!("{category:?} is no category")));
        }
        self.change_fitting(pattern, |template, now| template.recategorise(category, now))
    }

    fn change_fitting(
        &self,
        pattern: &str,
        change: impl Fn(&mut StoredTemplate, Timestamp),
    ) -> Result<Vec<String>, ControlError> {
        let now = self.service.clock.now();
        let mut changed = Vec::new();
        for mut template in self.templates()? {
            if review::fits(pattern, &template).map_err(ControlError::Verdict)? {
                change(&mut template, now);
                changed.push(template.key());
                self.insert(template)?;
            }
        }
        Ok(changed)
    }

    /// Lets a person write to one of the space's numbers; that opens the time for free messages.
    pub async fn person_writes(&self, person: &str, number: &str, text: &str) -> Result<String, ControlError> {
        let now = self.service.clock.now().as_millisecond();
        let window = i64::try_from(CUSTOMER_WINDOW.as_millis()).unwrap_or(i64::MAX);
        let id: String = self.service.context.random.hex_id().chars().take(24).collect();
        {
            let mut memory = self.service.memory();
            let mut settings = memory.state.settings(&self.space).clone();
            settings.last_heard.retain(|_, heard| now - *heard < window);
            settings.numbers.insert(number.to_owned());
            settings.last_heard.insert(format!("{number}/{person}"), now);
            memory.state.set(&self.space, settings)?;
            memory.callbacks.inbound(json!({
                "MessageId": id, "CustSpaceId": self.space, "NoticeType": "inbound", "From": person, "To": number,
                "DisplayName": "Emulated person", "Name": "Emulated person", "Type": "TEXT", "Message": text,
                "Timestamp": now, "WabaId": WABA,
            }));
        }
        deliver(&self.service).await;
        Ok(id)
    }

    /// Everything that is remembered.
    pub fn snapshot(&self) -> Result<Snapshot, ControlError> {
        Snapshot::of(&self.service.memory(), self.service.clock.course())
    }

    /// Puts a snapshot in place of everything that is remembered, the clock included. An interrupted load is
    /// incomplete; load again.
    pub fn load(&self, snapshot: Snapshot) -> Result<(), ControlError> {
        let course = snapshot.clock;
        let mut memory = self.service.memory();
        snapshot.load(&mut memory)?;
        self.service.clock.follow(course);
        memory.state.write_clock(course)?;
        Ok(())
    }

    /// Forgets everything: templates, names, messages, objects, requests, scripts and faults. The clock is the
    /// machine's again.
    pub fn reset(&self) -> Result<(), ControlError> {
        let course = Course::Running(0);
        let mut memory = self.service.memory();
        Snapshot::empty(course).load(&mut memory)?;
        memory.log.clear();
        memory.scripted.clear();
        memory.faults.clear();
        memory.counters = Counters::default();
        self.service.clock.follow(course);
        memory.state.write_clock(course)?;
        Ok(())
    }

    /// Posts the reports that wait, and returns once none does.
    pub async fn deliver_reports(&self) -> Result<(), ControlError> {
        self.service.settle(&mut self.service.memory())?;
        deliver(&self.service).await;
        Ok(())
    }

    /// Changes the policy for the submissions to come.
    pub fn set_review(&self, policy: ReviewPolicy) {
        self.service.memory().policy = policy;
    }

    /// Replaces what goes wrong.
    pub fn set_faults(&self, faults: Vec<FaultRule>) {
        self.service.memory().faults = faults;
    }

    /// The rules of what goes wrong, with what is left of them.
    pub fn faults(&self) -> Vec<FaultRule> {
        self.service.memory().faults.clone()
    }

    /// What has been asked so far.
    pub fn counters(&self) -> Counters {
        self.service.memory().counters.clone()
    }

    fn decide(&self, name: &str, language: &str, decision: Decision, reason: &str) -> Result<(), ControlError> {
        let mut template = self.template(name, language)?;
        template.decide(decision == Decision::Pass, reason, self.service.clock.now());
        self.insert(template)
    }

    fn key(&self, name: &str, language: &str) -> Key {
        Key { space: self.space.clone(), name: name.to_owned(), language: language.to_owned() }
    }
}

fn not_there(name: &str, language: &str) -> ControlError {
    ControlError::NotThere { name: name.to_owned(), language: language.to_owned() }
}
