//! Looking into an emulator and deciding for it: what a reviewer, the platform or a console user does to the service.

use std::sync::Arc;

use super::counters::Counters;
use crate::emulator::fault::FaultRule;
use crate::emulator::messages::Message;
use crate::emulator::review::{Decision, ReviewPolicy, Verdict};
use crate::emulator::service::Service;
use crate::emulator::state::{Key, StoredTemplate};
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
        memory.state.settle(self.service.clock.now())?;
        Ok(memory.state.of_space(&self.space).map(|template| template.as_ref().clone()).collect())
    }

    /// One template as it stands now.
    pub fn template(&self, name: &str, language: &str) -> Result<StoredTemplate, ControlError> {
        let mut memory = self.service.memory();
        memory.state.settle(self.service.clock.now())?;
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
        crate::emulator::review::check(&verdict).map_err(ControlError::Verdict)?;
        self.service.memory().scripted.insert(0, verdict);
        Ok(())
    }

    /// Ends the reviews under way of every template that a verdict fits; gives their names and languages.
    pub fn end_reviews(&self, verdict: &Verdict) -> Result<Vec<String>, ControlError> {
        crate::emulator::review::check(verdict).map_err(ControlError::Verdict)?;
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

    /// Changes the policy for the submissions to come.
    pub fn set_review(&self, policy: ReviewPolicy) {
        self.service.memory().policy = policy;
    }

    /// Replaces what goes wrong.
    pub fn set_faults(&self, faults: Vec<FaultRule>) {
        self.service.memory().faults = faults;
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
