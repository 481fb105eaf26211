//! The journal of a list: begun, or gone on with.

use std::path::Path;

use super::Send;
use super::many::Prepared;
use crate::cli::target::OpenTarget;
use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::send::campaign::{Identity, Journal, Record, States};

impl Send {
    /// Which run it is.
    pub(super) fn identity(&self, prepared: &Prepared, open: &OpenTarget) -> Result<Identity, Failure> {
        let target = &open.target;
        Ok(Identity {
            target: [target.environment.clone(), target.endpoint.clone(), target.space.clone().unwrap_or_default()],
            template: self.name.clone().unwrap_or_default(),
            language: prepared.terms.language.clone(),
            from: prepared.terms.from.clone(),
            file: prepared.people.name.clone(),
            digest: prepared.survey.digest.clone(),
            common: format!("{:?}", self.letter.letter("")?),
        })
    }

    /// The journal of this run: a new one, or that of a run that is gone on with.
    pub(super) fn open_journal(
        &self,
        identity: &Identity,
        folder: &Path,
        prepared: &Prepared,
        context: &Context,
        output: &Output,
    ) -> Result<(Journal, States), Failure> {
        let now = context.clock.now().to_string();
        let count = identity.count(folder);
        if count > 0 && !self.many.again {
            let path = identity.path(folder, count);
            output.talk(&format!("going on with the run of {}", path.display()));
            return Ok(Journal::resume(&path, now)?);
        }
        let earlier = identity.earlier(folder)?;
        let unfinished = earlier.iter().rev().find(|run| run.is_halfway() && !run.is_same);
        if let Some(run) = unfinished.filter(|_| !self.many.again) {
            let (sent, rows, file) = (run.tally.sent + run.tally.unknown, run.rows, &identity.file);
            let message = format!("another form of {file} was sent to {sent} of {rows} recipients at {}", run.began);
            return Err(Failure::new(Exit::Refused, message).help(format!(
                "send that form to its end first; or give --again, which writes to those {sent} once more if they are \
                 in this one; or remove {}",
                run.path.display()
            )));
        }
        let campaign = context.random.hex_id().chars().take(10).collect::<String>();
        let began = Record::Began {
            at: now,
            campaign: campaign.clone(),
            environment: identity.target[0].clone(),
            template: identity.template.clone(),
            language: identity.language.clone(),
            from: identity.from.clone(),
            file: identity.file.clone(),
            digest: identity.digest.clone(),
            rows: prepared.survey.rows,
        };
        let journal = Journal::begin(&identity.path(folder, count + 1), &campaign, began)?;
        Ok((journal, States::new()))
    }
}
