//! What may be done about a difference.

use globset::GlobSet;

use super::moved::{as_moved, moved};
use super::{Blocked, Desired, Effects, FieldEdit, Item, Operation, edits};
use crate::model::EditApproved;
use crate::model::cams::Problem;
use crate::remote::{AuditStatus, RemoteVariant};

/// What an environment allows.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What to do with an edit of an approved template.
    pub edit_approved: EditApproved,
    /// `name/language` globs that may be created but never changed.
    pub protect: GlobSet,
}

/// Fields that the service keeps for good: changing one takes a new template.
const IMMUTABLE: &[&str] = &["category", "channel"];
/// Fields that can be set without a review (ModifyChatappTemplateProperties).
const PROPERTIES: &[&str] = &["allow_send", "category_change_paused"];

/// The plan item of one declared variant; `actual` is what the service holds, if anything.
pub fn classify(desired: &Desired, actual: Option<&RemoteVariant>, policy: &Policy) -> Item {
    let mut item = Item {
        name: desired.variant.name.clone(),
        language: desired.variant.language.clone(),
        operation: Operation::Create,
        source: desired.source.clone(),
        template_code: None,
        status: None,
        from_digest: None,
        to_digest: Some(desired.variant.digest()),
        edits: Vec::new(),
        moved: Vec::new(),
        effects: Effects { review: true, ..Effects::default() },
        blocked: None,
        notes: Vec::new(),
        desired: None,
    };
    let mut wanted = desired.variant.clone();
    if let Some(actual) = actual {
        item.moved = moved(desired, actual);
        wanted = as_moved(&desired.variant, &item.moved);
        item.to_digest = Some(wanted.digest());
        item.template_code = Some(actual.template_code.clone());
        item.status = Some(actual.status.to_string());
        item.from_digest = Some(actual.variant.digest());
        item.edits = edits(&actual.variant, &wanted);
        item.notes.extend(
            actual
                .problems
                .iter()
                .filter(|problem| problem.is_loss())
                .map(|problem| format!("the service holds something that a template file cannot say: {problem}")),
        );
        decide(&mut item, desired, actual, policy);
    }
    if item.operation.writes() {
        item.desired = Some(wanted.evened());
    }
    item
}

fn decide(item: &mut Item, desired: &Desired, actual: &RemoteVariant, policy: &Policy) {
    item.effects = Effects::default();
    if item.edits.is_empty() {
        item.operation = Operation::Noop;
        return;
    }
    match blocked(item, desired, actual, policy) {
        Some(blocked) => {
            item.operation = Operation::Blocked;
            item.blocked = Some(blocked);
        }
        None if only(&item.edits, PROPERTIES) => item.operation = Operation::Properties,
        None => {
            item.operation = Operation::Modify;
            let is_live = actual.status.is_sendable();
            item.effects =
                Effects { review: true, interrupts_sending: is_live, uses_edit_quota: is_live, edits_left: None };
        }
    }
}

fn only(edits: &[FieldEdit], fields: &[&str]) -> bool {
    edits.iter().all(|edit| fields.contains(&edit.path.as_str()))
}

fn blocked(item: &Item, desired: &Desired, actual: &RemoteVariant, policy: &Policy) -> Option<Blocked> {
    if let Some(edit) = item.edits.iter().find(|edit| IMMUTABLE.contains(&edit.path.as_str())) {
        return Some(immutable(edit, desired));
    }
    if policy.protect.is_match(item.key()) {
        return Some(Blocked {
            reason: "it is protected in this environment".to_owned(),
            help: "take its glob out of `protect` to change it from here".to_owned(),
        });
    }
    if only(&item.edits, PROPERTIES) {
        return None;
    }
    if actual.problems.iter().any(Problem::is_loss) {
        // The whole content is replaced by a modification: what cannot be said cannot be kept either.
        return Some(Blocked {
            reason: "the service holds something that a template file cannot say, and a modification would drop it"
                .to_owned(),
            help: format!("{} to deploy it beside this one, or edit this one in the console", raise_revision(desired)),
        });
    }
    by_status(desired, &actual.status, policy)
}

fn immutable(edit: &FieldEdit, desired: &Desired) -> Blocked {
    let shown = |value: &Option<serde_json::Value>| {
        value.as_ref().and_then(|value| value.as_str()).unwrap_or("nothing").to_owned()
    };
    let (before, after) = (shown(&edit.before), shown(&edit.after));
    let help = format!("{} to deploy it as a new template beside this one", raise_revision(desired));
    Blocked { reason: format!("{} cannot be changed from {before} to {after}", edit.path), help }
}

fn by_status(desired: &Desired, status: &AuditStatus, policy: &Policy) -> Option<Blocked> {
    match status {
        AuditStatus::Fail | AuditStatus::Unaudit => None,
        AuditStatus::Pass | AuditStatus::Paused => match policy.edit_approved {
            EditApproved::Modify => None,
            EditApproved::Refuse => Some(Blocked {
                reason: "it is approved, and the service documents edits only for templates that are not".to_owned(),
                help: format!(
                    "{} to deploy it beside this one, or set `edit_approved: modify` to edit it in place",
                    raise_revision(desired)
                ),
            }),
        },
        AuditStatus::Auditing => Some(Blocked {
            reason: "it is under review and cannot be changed before the verdict".to_owned(),
            help: "wait with `chatform status --wait`, then plan again".to_owned(),
        }),
        AuditStatus::Disabled => Some(Blocked {
            reason: "the platform disabled it".to_owned(),
            help: format!("{} to deploy a new one, or appeal in the console", raise_revision(desired)),
        }),
        status if status.is_archived() => Some(Blocked {
            reason: "it is archived".to_owned(),
            help: format!("take it out of the archive in the console, or {}", raise_revision(desired)),
        }),
        AuditStatus::Other(status) => Some(Blocked {
            reason: format!("its status `{status}` is not known, so nothing is sent"),
            help: "look at it in the console, and report the status to the project".to_owned(),
        }),
    }
}

fn raise_revision(desired: &Desired) -> String {
    format!("write `revision: {}` into {}", desired.revision.unwrap_or(1) + 1, desired.source.file)
}
