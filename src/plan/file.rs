//! The plan file: self-contained, without a secret, protected by its digest.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Operation, Plan};
use crate::schema;

/// Larger files are not plans of ours.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Why a plan file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlanFileError {
    /// It is larger than any plan.
    #[error("plan file has {0} bytes, the limit is {MAX_BYTES}")]
    TooLarge(usize),
    /// It is not a plan file, or it was cut off.
    #[error("not a plan file: {0}")]
    Malformed(String),
    /// A newer program wrote it.
    #[error("plan file has version {0}, this program reads version {version}", version = Plan::VERSION)]
    Version(u64),
    /// An item does not say one thing: what would be written is not what is shown.
    #[error("plan file contradicts itself about {key}: {reason}")]
    Contradiction {
        /// `name/language`.
        key: String,
        /// What does not fit.
        reason: &'static str,
    },
    /// It was changed after it was written.
    #[error("plan file was changed after it was written: its content is {actual}, it says {stated}")]
    Digest {
        /// What the file claims.
        stated: String,
        /// What its content gives.
        actual: String,
    },
}

/// A plan file: what would happen to each template, sealed with its digest.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Sealed {
    /// `sha256:` over the plan as canonical JSON (RFC 8785).
    digest: String,
    /// The digest that `apply --approve` takes: the same for every plan that would do the same.
    approval: String,
    /// The plan.
    plan: Plan,
}

/// The schema of plan files.
pub fn file_schema() -> serde_json::Value {
    schema::generate::<Sealed>()
}

/// The content of a plan file, pretty enough to review.
pub fn write(plan: &Plan) -> String {
    let sealed = Sealed { digest: plan.digest(), approval: plan.approval(), plan: plan.clone() };
    // Plain data of ours always serialises.
    let mut text = serde_json::to_string_pretty(&sealed).unwrap_or_default();
    text.push('\n');
    text
}

/// Reads a plan file and checks that it is whole.
pub fn read(bytes: &[u8]) -> Result<Plan, PlanFileError> {
    if bytes.len() > MAX_BYTES {
        return Err(PlanFileError::TooLarge(bytes.len()));
    }
    let malformed = |error: serde_json::Error| PlanFileError::Malformed(error.to_string());
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(malformed)?;
    let version = value.pointer("/plan/version").and_then(serde_json::Value::as_u64);
    if let Some(version) = version.filter(|version| *version != u64::from(Plan::VERSION)) {
        return Err(PlanFileError::Version(version));
    }
    let sealed: Sealed = serde_json::from_value(value).map_err(malformed)?;
    let actual = sealed.plan.digest();
    if actual != sealed.digest {
        return Err(PlanFileError::Digest { stated: sealed.digest, actual });
    }
    let approval = sealed.plan.approval();
    if approval != sealed.approval {
        return Err(PlanFileError::Digest { stated: sealed.approval, actual: approval });
    }
    check(&sealed.plan)?;
    Ok(sealed.plan)
}

/// The digest proves that a file is whole, not who wrote it: each item is held against itself.
fn check(plan: &Plan) -> Result<(), PlanFileError> {
    let mut seen = HashSet::new();
    for item in plan.items.iter().filter(|item| item.operation.writes()) {
        let is_again = !seen.insert((item.key(), item.desired.as_ref().map(|desired| desired.channel)));
        let reason = if is_again { Some("it is written twice") } else { contradiction(item) };
        if let Some(reason) = reason {
            return Err(PlanFileError::Contradiction { key: item.key(), reason });
        }
    }
    Ok(())
}

fn contradiction(item: &Item) -> Option<&'static str> {
    let is_known = item.template_code.is_some() && item.from_digest.is_some() && item.status.is_some();
    match (&item.desired, item.operation) {
        (None, Operation::Delete | Operation::Archive) if item.to_digest.is_none() => {
            (!is_known).then_some("what it deletes is not said")
        }
        (_, Operation::Delete | Operation::Archive) => Some("it is deleted, and has content"),
        (None, _) => Some("its content is missing"),
        (Some(desired), _) if (&desired.name, &desired.language) != (&item.name, &item.language) => {
            Some("its content is of another template")
        }
        (Some(desired), _) if !item.wants(desired) => Some("its content is not the one that its digest names"),
        (_, Operation::Create) => is_known.then_some("it is created, and there already"),
        _ => (!is_known).then_some("what it changes is not said"),
    }
}
