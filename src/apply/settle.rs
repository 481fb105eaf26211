//! Settling: what the service holds decides what came of a write, never what was hoped.

use super::Outcome;
use super::write::failed;
use crate::model::Variant;
use crate::plan::{Item, Operation, edits};
use crate::remote::{RemoteError, RemoteVariant, Row, Space};

/// After a creation whose answer was lost.
pub(super) async fn created(space: &Space, desired: &Variant, lost: &RemoteError) -> Outcome {
    match space.find(desired).await {
        Ok(Some(there)) if is_created(&there.variant, desired) => Outcome::Done { template_code: there.template_code },
        Ok(Some(_)) => Outcome::Unknown { reason: format!("{lost}; it is there now, with other content") },
        // It may still be under way: the list after the last write decides.
        Ok(None) => Outcome::Unknown { reason: format!("{lost}; the service did not have it right afterwards") },
        Err(error) => Outcome::Unknown { reason: format!("{lost}; looking it up failed too: {error}") },
    }
}

/// After a creation that was refused because it is there. A run that was killed may have sent it, so late that the list
/// before this one's first write did not have it yet.
pub(super) async fn created_before(space: &Space, desired: &Variant, refusal: &RemoteError) -> Outcome {
    match space.find(desired).await {
        Ok(Some(there)) if is_created(&there.variant, desired) => Outcome::Done { template_code: there.template_code },
        _ => failed(refusal),
    }
}

/// Whether it may be sent is no matter of the creation.
fn is_created(there: &Variant, desired: &Variant) -> bool {
    edits(there, desired).iter().all(|edit| edit.path == "allow_send")
}

/// After a change that was refused: it may have come before, as a creation may.
pub(super) async fn changed_before(space: &Space, item: &Item, code: &str, refusal: &RemoteError) -> Outcome {
    match space.detail(&item.name, &item.language, code).await {
        Ok(Some(there)) if item.wants(&there.variant) => Outcome::Done { template_code: there.template_code },
        _ => failed(refusal),
    }
}

/// After a deletion that was refused: it may have come before, as a creation may.
pub(super) async fn deleted_before(space: &Space, there: &RemoteVariant, refusal: &RemoteError) -> Outcome {
    match space.still_lists(there).await {
        Ok(false) => Outcome::Done { template_code: there.template_code.clone() },
        _ => failed(refusal),
    }
}

/// After a change that the service confirmed: it is read back.
pub(super) async fn changed(space: &Space, item: &Item, template_code: &str) -> Outcome {
    match space.detail(&item.name, &item.language, template_code).await {
        Ok(Some(there)) if item.wants(&there.variant) => Outcome::Done { template_code: template_code.to_owned() },
        Ok(Some(there)) => stored_differently(item, &there),
        Ok(None) => Outcome::Unknown { reason: "the service confirmed it and does not list it".to_owned() },
        Err(error) => Outcome::Unknown { reason: format!("the service confirmed it; reading it back failed: {error}") },
    }
}

/// After a change whose answer was lost.
pub(super) async fn maybe_changed(space: &Space, item: &Item, code: &str, lost: &RemoteError) -> Outcome {
    match space.detail(&item.name, &item.language, code).await {
        Ok(Some(there)) if item.wants(&there.variant) => Outcome::Done { template_code: there.template_code },
        Ok(Some(there)) if item.was_made_for(&there.variant) => Outcome::Failed {
            reason: format!("{lost}; the service still holds the old content"),
            help: Some("apply again".to_owned()),
        },
        Ok(_) => Outcome::Unknown { reason: format!("{lost}; the service holds neither the old nor the new content") },
        Err(error) => Outcome::Unknown { reason: format!("{lost}; looking it up failed too: {error}") },
    }
}

/// After a deletion whose answer was lost.
pub(super) async fn maybe_deleted(space: &Space, there: &RemoteVariant, lost: &RemoteError) -> Outcome {
    match space.still_lists(there).await {
        Ok(false) => Outcome::Done { template_code: there.template_code.clone() },
        Ok(true) => Outcome::Failed {
            reason: format!("{lost}; the service still has it"),
            help: Some("apply again".to_owned()),
        },
        Err(error) => Outcome::Unknown { reason: format!("{lost}; looking it up failed too: {error}") },
    }
}

/// After an archiving whose answer was lost.
pub(super) async fn maybe_archived(space: &Space, there: &RemoteVariant, lost: &RemoteError) -> Outcome {
    let variant = &there.variant;
    match space.detail(&variant.name, &variant.language, &there.template_code).await {
        Ok(Some(now)) if now.status.is_archived() => Outcome::Done { template_code: now.template_code },
        Ok(Some(_)) => Outcome::Failed {
            reason: format!("{lost}; the service has not archived it"),
            help: Some("apply again".to_owned()),
        },
        Ok(None) => Outcome::Unknown { reason: format!("{lost}; the service does not have it any more") },
        Err(error) => Outcome::Unknown { reason: format!("{lost}; looking it up failed too: {error}") },
    }
}

/// After all writes: what was created must be in the list, and what was deleted must not. A creation of which it was
/// not known whether it happened did not, if the list does not have it now.
pub(super) fn against_list(item: &Item, outcome: Outcome, rows: Option<&[Row]>) -> Outcome {
    let Some(rows) = rows else { return outcome };
    let named = |row: &&Row| row.name == item.name && row.language == item.language;
    let contradiction = match (item.operation, &outcome) {
        (Operation::Create, Outcome::Unknown { reason }) if !rows.iter().any(|row| named(&row)) => {
            let help = Some("apply again".to_owned());
            return Outcome::Failed { reason: format!("{reason}, nor at the end of the run"), help };
        }
        (operation, Outcome::Done { template_code }) => {
            let is_there = rows.iter().filter(named).any(|row| row.template_code == *template_code);
            match operation {
                Operation::Create if !is_there => "the service confirmed the creation and does not list it",
                Operation::Delete if is_there => "the service confirmed the deletion and still lists it",
                _ => return outcome,
            }
        }
        _ => return outcome,
    };
    Outcome::Unknown { reason: contradiction.to_owned() }
}

fn stored_differently(item: &Item, there: &RemoteVariant) -> Outcome {
    let Some(desired) = &item.desired else {
        return failed(&RemoteError::Missing { key: item.key(), field: "content" });
    };
    let fields: Vec<String> = edits(&there.variant, desired).into_iter().map(|edit| edit.path).collect();
    Outcome::Failed {
        reason: format!("the service confirmed it, but holds something else in {}", fields.join(", ")),
        help: Some("plan again to see the difference".to_owned()),
    }
}
