//! One row of the service's list: a variant without its content.

use serde::{Deserialize, Serialize};

use super::AuditStatus;
use crate::model::Channel;

/// A variant as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The language.
    pub language: String,
    /// The code: always text, some have more digits than a number holds.
    pub template_code: String,
    /// The messenger; `None` where the service names one that is not known.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The category as the service spells it; empty where it says none.
    #[serde(default)]
    pub category: String,
    /// The review status.
    pub status: AuditStatus,
    /// Why it was rejected; empty when it was not.
    pub reason: String,
    /// When it was last changed, in milliseconds since 1970.
    pub last_update: i64,
}

impl Row {
    /// `name/language`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }
}
