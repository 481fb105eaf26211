//! The review status of a variant.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// AuditStatus, an open enumeration: `pass fail auditing unaudit` in answers, `paused disabled` in callbacks.
///
/// Source: ListChatappTemplate, callback ChatAppAudit (checked 2026-11-20).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AuditStatus {
    /// Approved.
    Pass,
    /// Rejected.
    Fail,
    /// Under review.
    Auditing,
    /// Not under review yet: also the state right after creation.
    Unaudit,
    /// Approved, and paused by the platform for its quality.
    Paused,
    /// Disabled by the platform.
    Disabled,
    /// Anything else, as spelled.
    Other(String),
}

impl AuditStatus {
    /// Reads a status in any case. Samples in the documentation also spell it as Meta does (`APPROVED`).
    pub fn parse(text: &str) -> Self {
        match text.to_ascii_lowercase().as_str() {
            "pass" | "approved" => Self::Pass,
            "fail" | "rejected" => Self::Fail,
            "auditing" | "pending" => Self::Auditing,
            "unaudit" => Self::Unaudit,
            "paused" => Self::Paused,
            "disabled" => Self::Disabled,
            _ => Self::Other(text.to_owned()),
        }
    }

    /// Whether messages can be sent with it now.
    pub fn is_sendable(&self) -> bool {
        *self == Self::Pass
    }

    /// Whether it was put away (ArchiveChatappTemplate, or twelve months without use).
    pub fn is_archived(&self) -> bool {
        matches!(self, Self::Other(text) if text.eq_ignore_ascii_case("archived"))
    }

    /// Whether a verdict is still to come.
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Auditing | Self::Unaudit)
    }

    /// In people's words.
    pub fn in_words(&self) -> &str {
        match self {
            Self::Pass => "approved",
            Self::Fail => "rejected",
            Self::Auditing => "under review",
            Self::Unaudit => "waiting for review",
            Self::Paused => "paused",
            Self::Disabled => "disabled",
            Self::Other(text) => text,
        }
    }
}

impl Serialize for AuditStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AuditStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::parse(&text))
    }
}

impl fmt::Display for AuditStatus {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Auditing => "auditing",
            Self::Unaudit => "unaudit",
            Self::Paused => "paused",
            Self::Disabled => "disabled",
            Self::Other(text) => text,
        })
    }
}
