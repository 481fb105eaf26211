//! One write: look, note, send, look again.

use super::{Journal, Outcome, settle};
use crate::model::Variant;
use crate::plan::{Item, Operation, Plan};
use crate::remote::{RemoteError, RemoteVariant, Row, Space};

/// One item of a plan, and what is needed to carry it out.
#[derive(Clone, Copy)]
pub(super) struct Job<'a> {
    pub(super) space: &'a Space,
    pub(super) journal: &'a Journal,
    pub(super) plan: &'a Plan,
    /// Its index in the plan.
    pub(super) index: usize,
    /// Its row in the list read just before the first write.
    pub(super) row: Option<&'a Row>,
}

impl<'a> Job<'a> {
    pub(super) fn item(&self) -> &'a Item {
        &self.plan.items[self.index]
    }

    /// Notes what is about to be sent; where that fails, nothing may be.
    async fn intend(&self) -> Result<(), Outcome> {
        let noted = self.journal.intent(self.plan, self.index).await;
        noted.map_err(|error| Outcome::Failed { reason: format!("not sent: {error}"), help: None })
    }
}

/// Carries one item out.
pub(super) async fn write(job: Job<'_>) -> Outcome {
    let item = job.item();
    let ended = match (&item.desired, item.operation) {
        (_, Operation::Delete) => delete(job).await,
        (_, Operation::Archive) => archive(job).await,
        (None, _) => Ok(Outcome::Failed { reason: "the plan does not hold its content".to_owned(), help: None }),
        (Some(desired), Operation::Create) => create(job, desired).await,
        (Some(desired), _) => change(job, desired).await,
    };
    ended.unwrap_or_else(|outcome| outcome)
}

async fn create(job: Job<'_>, desired: &Variant) -> Result<Outcome, Outcome> {
    let Job { space, row, .. } = job;
    if let Some(row) = row {
        return Ok(match space.detail(&row.name, &row.language, &row.template_code).await {
            Ok(Some(there)) if job.item().wants(&there.variant) => Outcome::Unchanged,
            Ok(_) => stale("it was created since the plan was made, with other content"),
            Err(error) => failed(&error),
        });
    }
    job.intend().await?;
    let created = match space.create(desired).await {
        Ok(template_code) => Outcome::Done { template_code },
        Err(error) if error.may_have_written() => settle::created(space, desired, &error).await,
        Err(error) if error.says_it_exists() => settle::created_before(space, desired, &error).await,
        Err(error) => failed(&error),
    };
    Ok(match created {
        Outcome::Done { template_code } => properties_of_new(space, desired, template_code).await,
        outcome => outcome,
    })
}

/// Create cannot forbid sending: that takes a second call.
async fn properties_of_new(space: &Space, desired: &Variant, template_code: String) -> Outcome {
    if desired.canonical().allow_send.is_none() {
        return Outcome::Done { template_code };
    }
    match space.set_properties(&template_code, desired).await {
        Ok(()) => Outcome::Done { template_code },
        Err(error) => half_done("it was created", &error),
    }
}

/// The content is there, the properties are not: both are said.
fn half_done(done: &str, error: &RemoteError) -> Outcome {
    Outcome::Failed {
        reason: format!("{done}, but its properties could not be set: {error}"),
        help: Some("apply again: only the properties are sent".to_owned()),
    }
}

async fn change(job: Job<'_>, desired: &Variant) -> Result<Outcome, Outcome> {
    let (space, item) = (job.space, job.item());
    let actual = as_planned(job).await?;
    job.intend().await?;
    let code = &actual.template_code;
    let is_modified = item.operation == Operation::Modify;
    let settled = async |error: RemoteError| match error.may_have_written() {
        true => settle::maybe_changed(space, item, code, &error).await,
        false => settle::changed_before(space, item, code, &error).await,
    };
    if is_modified && let Err(error) = space.modify(code, desired).await {
        return Err(settled(error).await);
    }
    let allows_differently = actual.variant.canonical().allow_send != desired.canonical().allow_send;
    if (allows_differently || !is_modified)
        && let Err(error) = space.set_properties(code, desired).await
    {
        return Err(if is_modified { half_done("its content was changed", &error) } else { settled(error).await });
    }
    Ok(settle::changed(space, item, code).await)
}

async fn delete(job: Job<'_>) -> Result<Outcome, Outcome> {
    if job.row.is_none() {
        return Ok(Outcome::Unchanged);
    }
    let actual = as_planned(job).await?;
    job.intend().await?;
    Ok(match job.space.delete(&actual).await {
        Ok(()) => Outcome::Done { template_code: actual.template_code },
        Err(error) if error.may_have_written() => settle::maybe_deleted(job.space, &actual, &error).await,
        Err(error) => settle::deleted_before(job.space, &actual, &error).await,
    })
}

async fn archive(job: Job<'_>) -> Result<Outcome, Outcome> {
    if job.row.is_some_and(|row| row.status.is_archived()) {
        return Ok(Outcome::Unchanged);
    }
    let actual = as_planned(job).await?;
    job.intend().await?;
    Ok(match job.space.archive(&actual).await {
        Ok(()) => Outcome::Done { template_code: actual.template_code },
        Err(error) if error.may_have_written() => settle::maybe_archived(job.space, &actual, &error).await,
        Err(error) => failed(&error),
    })
}

/// What is there, if it is still what the plan was made for; otherwise how the item ends.
async fn as_planned(job: Job<'_>) -> Result<RemoteVariant, Outcome> {
    let (space, item) = (job.space, job.item());
    let gone = || match item.operation {
        // Somebody was quicker, perhaps a run that was killed.
        Operation::Delete => Outcome::Unchanged,
        _ => stale("it is not there any more"),
    };
    let row = job.row.ok_or_else(gone)?;
    if item.template_code.as_ref() != Some(&row.template_code) {
        return Err(stale("another one has taken its place since the plan was made"));
    }
    let there = space.detail(&row.name, &row.language, &row.template_code).await.map_err(|error| failed(&error))?;
    let there = there.ok_or_else(gone)?;
    if item.wants(&there.variant) {
        return Err(Outcome::Unchanged);
    }
    if !item.was_made_for(&there.variant) {
        return Err(stale("its content was changed since the plan was made"));
    }
    if item.status.as_deref() != Some(there.status.to_string().as_str()) {
        return Err(stale(&format!("it is {} now, which the plan did not know", there.status.in_words())));
    }
    Ok(there)
}

fn stale(reason: &str) -> Outcome {
    Outcome::Stale { reason: reason.to_owned() }
}

pub(super) fn failed(error: &RemoteError) -> Outcome {
    Outcome::Failed { reason: error.to_string(), help: error.help().map(str::to_owned) }
}
