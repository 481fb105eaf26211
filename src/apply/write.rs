//! One write: look, note, send, look again.

use super::{Journal, Outcome, settle};
use crate::model::Variant;
use crate::plan::{Item, Operation};
use crate::remote::{RemoteError, RemoteVariant, Row, Space};

/// Carries one item out. `row` is the item's row in the list read just before the first write.
pub(super) async fn write(space: &Space, journal: &Journal, item: &Item, row: Option<&Row>) -> Outcome {
    if item.operation == Operation::Delete {
        return delete(space, journal, item, row).await;
    }
    let Some(desired) = &item.desired else {
        return Outcome::Failed { reason: "the plan does not hold its content".to_owned(), help: None };
    };
    match item.operation {
        Operation::Create => create(space, journal, item, desired, row).await,
        _ => change(space, journal, item, desired, row).await,
    }
}

async fn create(space: &Space, journal: &Journal, item: &Item, desired: &Variant, row: Option<&Row>) -> Outcome {
    if let Some(row) = row {
        return match space.detail(&row.name, &row.language, &row.template_code).await {
            Ok(Some(there)) if item.wants(&there.variant) => Outcome::Unchanged,
            Ok(_) => stale("it was created since the plan was made, with other content"),
            Err(error) => failed(&error),
        };
    }
    if let Err(error) = journal.intent(item) {
        return Outcome::Failed { reason: error.to_string(), help: None };
    }
    match space.create(desired).await {
        Ok(template_code) => properties_of_new(space, desired, template_code).await,
        Err(error) if error.may_have_written() => match settle::created(space, desired, &error).await {
            Outcome::Done { template_code } => properties_of_new(space, desired, template_code).await,
            outcome => outcome,
        },
        Err(error) => failed(&error),
    }
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

async fn change(space: &Space, journal: &Journal, item: &Item, desired: &Variant, row: Option<&Row>) -> Outcome {
    let actual = match as_planned(space, item, row).await {
        Ok(actual) => actual,
        Err(outcome) => return outcome,
    };
    if let Err(error) = journal.intent(item) {
        return Outcome::Failed { reason: error.to_string(), help: None };
    }
    let code = &actual.template_code;
    let is_modified = item.operation == Operation::Modify;
    let settled = async |error: RemoteError| match error.may_have_written() {
        true => settle::maybe_changed(space, item, code, &error).await,
        false => failed(&error),
    };
    if is_modified && let Err(error) = space.modify(code, desired).await {
        return settled(error).await;
    }
    let allows_differently = actual.variant.canonical().allow_send != desired.canonical().allow_send;
    if (allows_differently || !is_modified)
        && let Err(error) = space.set_properties(code, desired).await
    {
        return if is_modified { half_done("its content was changed", &error) } else { settled(error).await };
    }
    settle::changed(space, item, code).await
}

async fn delete(space: &Space, journal: &Journal, item: &Item, row: Option<&Row>) -> Outcome {
    if row.is_none() {
        return Outcome::Unchanged;
    }
    let actual = match as_planned(space, item, row).await {
        Ok(actual) => actual,
        Err(outcome) => return outcome,
    };
    if let Err(error) = journal.intent(item) {
        return Outcome::Failed { reason: error.to_string(), help: None };
    }
    match space.delete(&actual).await {
        Ok(()) => Outcome::Done { template_code: actual.template_code },
        Err(error) if error.may_have_written() => settle::maybe_deleted(space, &actual, &error).await,
        Err(error) => failed(&error),
    }
}

/// What is there, if it is still what the plan was made for; otherwise how the item ends.
async fn as_planned(space: &Space, item: &Item, row: Option<&Row>) -> Result<RemoteVariant, Outcome> {
    let gone = || stale("it is not there any more");
    let row = row.ok_or_else(gone)?;
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
