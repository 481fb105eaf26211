//! What the project file allows now, whatever a plan was made under.

use std::collections::HashSet;

use super::{Item, Operation, Plan, Policy, Retirement};
use crate::model::EditApproved;
use crate::remote::AuditStatus;

/// An item that the project file does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan would {operation} {key}, and {reason}")]
pub struct Forbidden {
    /// What the plan would do.
    pub operation: Operation,
    /// `name/language`.
    pub key: String,
    /// Why not.
    pub reason: &'static str,
}

/// Holds every write of a plan against what the project file says now; a saved plan may be older than that.
pub fn permitted(plan: &Plan, policy: &Policy, retired: &[Retirement]) -> Result<(), Forbidden> {
    let retired: HashSet<String> = retired.iter().map(Retirement::key).collect();
    for item in plan.items.iter().filter(|item| item.operation.writes()) {
        if let Some(reason) = objection(item, policy, &retired) {
            return Err(Forbidden { operation: item.operation, key: item.key(), reason });
        }
    }
    Ok(())
}

fn objection(item: &Item, policy: &Policy, retired: &HashSet<String>) -> Option<&'static str> {
    let status = AuditStatus::parse(item.status.as_deref().unwrap_or_default());
    let is_approved = matches!(status, AuditStatus::Pass | AuditStatus::Paused);
    match item.operation {
        Operation::Create => None,
        _ if policy.protect.is_match(item.key()) => Some("it is protected in this environment"),
        Operation::Delete | Operation::Archive if !retired.contains(&item.key()) => {
            Some("the project file does not retire it")
        }
        Operation::Modify if is_approved && policy.edit_approved == EditApproved::Refuse => {
            Some("this environment refuses edits of approved templates")
        }
        _ => None,
    }
}
