//! The plan file: self-contained, without a secret, protected by its digest.

use serde::{Deserialize, Serialize};

use super::Plan;

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
    /// It was changed after it was written.
    #[error("plan file was changed after it was written: its content is {actual}, it says {stated}")]
    Digest {
        /// What the file claims.
        stated: String,
        /// What its content gives.
        actual: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    digest: String,
    plan: Plan,
}

/// The content of a plan file, pretty enough to review.
pub fn write(plan: &Plan) -> String {
    let sealed = Sealed { digest: plan.digest(), plan: plan.clone() };
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
    Ok(sealed.plan)
}
