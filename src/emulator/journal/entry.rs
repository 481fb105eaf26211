//! One line of the log.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What stands instead of a secret.
const MASK: &str = "***";
/// Parameters whose values are never written down.
const SECRETS: [&str; 5] = ["Signature", "SecurityToken", "OIDCToken", "AccessKeySecret", "BearerToken"];
/// The longest value that is written down whole, in characters.
const LONGEST: usize = 2_000;

/// A request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// The service's time.
    pub at: String,
    /// RequestId.
    pub request: String,
    /// The method.
    pub method: String,
    /// The path, where it is another than `/`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The action, where one was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// The kind of signature: `V3`, `V1` or none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signature: String,
    /// The id of the key.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The parameters of the action, secrets masked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// The HTTP status.
    pub status: u16,
    /// `OK` or the code of the refusal.
    pub code: String,
    /// Whether anything was changed.
    pub wrote: bool,
    /// What became of the answer.
    pub answer: Delivery,
    /// The faults that struck.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// What almost matched: a misspelt parameter, a wrong case, an unknown name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near_misses: Vec<String>,
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Sent.
    #[default]
    Sent,
    /// The connection was reset before anything was done.
    Reset,
    /// Everything was done, and the connection was reset instead of the answer.
    Lost,
    /// Sent in a form that cannot be read.
    Spoilt,
}

/// A value as the log shows it.
pub(in crate::emulator) fn masked(name: &str, value: &str) -> String {
    if SECRETS.contains(&name) {
        return MASK.to_owned();
    }
    match value.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}… ({} bytes)", &value[..at], value.len()),
        None => value.to_owned(),
    }
}
