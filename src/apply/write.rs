//! One write: look, note, send, look again.

use super::{Journal, Outcome, settle};
use crate::model::Variant;
use crate::plan::{Item, Operation};
use crate::remote::{RemoteError, RemoteVariant, Row, Space};

/// Carries one item out. `row` is the item's row in the list read just before the first write.
pub(super) async fn write(space: &Space, journal: &Journal, item: &Item, row: Option<&Row>) -> Outcome {
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
            Ok(Some(there)) if there.variant.digest() == item.to_digest => Outcome::Unchanged,
            Ok(_) => stale("it was created since the plan was made, with other content"),
            Err(error) => failed(&error),
        };
    }
    if let Err(error) = journal.intent(&item.key(), item.operation, &item.to_digest) {
        return Outcome::Failed { reason: error.to_string(), help: None };
    }
    match space.create(desired).await {
        Ok(template_code) => properties_of_new(space, desired, template_code).await,
        Err(error) if error.may_have_written() => settle::created(space, item, &error).await,
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
        Err(error) => Outcome::Failed {
            reason: format!("it was created, but `allow_send` could not be set: {error}"),
            help: Some("apply again: only the property is sent".to_owned()),
        },
    }
}

async fn change(space: &Space, journal: &Journal, item: &Item, desired: &Variant, row: Option<&Row>) -> Outcome {
    let Some(row) = row else { return stale("it is not there any more") };
    let actual = match space.detail(&row.name, &row.language, &row.template_code).await {
        Ok(Some(actual)) => actual,
        Ok(None) => return stale("it is not there any more"),
        Err(error) => return failed(&error),
    };
    let digest = actual.variant.digest();
    if digest == item.to_digest {
        return Outcome::Unchanged;
    }
    if item.from_digest.as_ref() != Some(&digest) {
        return stale("its content was changed since the plan was made");
    }
    if item.status.as_deref() != Some(actual.status.to_string().as_str()) {
        return stale(&format!("it is {} now, which the plan did not know", actual.status.in_words()));
    }
    if let Err(error) = journal.intent(&item.key(), item.operation, &item.to_digest) {
        return Outcome::Failed { reason: error.to_string(), help: None };
    }
    match send(space, item, desired, &actual).await {
        Ok(()) => settle::changed(space, item, &actual.template_code).await,
        Err(error) if error.may_have_written() => {
            settle::maybe_changed(space, item, &actual.template_code, &error).await
        }
        Err(error) => failed(&error),
    }
}

async fn send(space: &Space, item: &Item, desired: &Variant, actual: &RemoteVariant) -> Result<(), RemoteError> {
    let code = &actual.template_code;
    if item.operation == Operation::Modify {
        space.modify(code, desired).await?;
    }
    if actual.variant.canonical().allow_send != desired.canonical().allow_send
        || item.operation == Operation::Properties
    {
        space.set_properties(code, desired).await?;
    }
    Ok(())
}

fn stale(reason: &str) -> Outcome {
    Outcome::Stale { reason: reason.to_owned() }
}

pub(super) fn failed(error: &RemoteError) -> Outcome {
    Outcome::Failed { reason: error.to_string(), help: error.help().map(str::to_owned) }
}
