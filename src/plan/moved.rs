//! What the platform itself has moved: its category, what goes with it, its pauses and its view of the quality.
//!
//! Nobody edited any of it, so none of it is an edit of the file, and nothing is sent to turn it back.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::Desired;
use crate::model::{Category, Variant};
use crate::remote::{AuditStatus, RemoteVariant};

/// One thing that the platform moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// What it is.
    pub what: MovedKind,
    /// What the file says, where it says something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<String>,
    /// What the service says.
    pub actual: String,
}

/// What a platform moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovedKind {
    /// From UTILITY to MARKETING: what it costs, and who may get it.
    Category,
    /// Cleared together with the category.
    TtlSeconds,
    /// Paused or disabled.
    Status,
    /// Yellow or red.
    Quality,
}

// Written out because the derived form of a documented enum is `oneOf`, which editors explain badly.
impl JsonSchema for MovedKind {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MovedKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words = ["category", "ttl_seconds", "status", "quality"];
        json_schema!({ "type": "string", "description": "What a platform moves.", "enum": words })
    }
}

impl Moved {
    /// It in a sentence, with what can be done.
    pub fn sentence(&self) -> String {
        let declared = self.declared.as_deref().unwrap_or("nothing");
        let actual = &self.actual;
        match self.what {
            MovedKind::Category => format!(
                "the platform moved it from {declared} to {actual}: ask for a review within 60 days, write `category: {actual}` \
                 into the language, or raise `revision` if it was you who changed the file"
            ),
            MovedKind::TtlSeconds => format!("with the category the platform cleared its ttl_seconds of {declared}"),
            MovedKind::Status if actual == "paused" => {
                "the platform paused it for its quality: it cannot be sent, and comes back by itself after hours"
                    .to_owned()
            }
            MovedKind::Status => format!("the platform {actual} it: it cannot be sent; appeal in the console"),
            MovedKind::Quality => format!("the platform rates its quality {actual}: people block or report it"),
        }
    }
}

/// What the platform moved of a variant.
pub(super) fn moved(desired: &Desired, actual: &RemoteVariant) -> Vec<Moved> {
    let (file, there) = (&desired.variant, &actual.variant);
    let mut found = Vec::new();
    if (file.category, there.category) == (Category::Utility, Category::Marketing) {
        found.push(Moved {
            what: MovedKind::Category,
            declared: Some(file.category.to_string()),
            actual: there.category.to_string(),
        });
        if let (Some(seconds), None) = (file.ttl_seconds, there.ttl_seconds) {
            let declared = Some(seconds.to_string());
            found.push(Moved { what: MovedKind::TtlSeconds, declared, actual: String::new() });
        }
    }
    if matches!(actual.status, AuditStatus::Paused | AuditStatus::Disabled) {
        found.push(Moved { what: MovedKind::Status, declared: None, actual: actual.status.to_string() });
    }
    if matches!(actual.quality.to_ascii_uppercase().as_str(), "YELLOW" | "RED") {
        found.push(Moved { what: MovedKind::Quality, declared: None, actual: actual.quality.clone() });
    }
    found
}

/// A declared variant with what the platform moved of it: what can be had at the service under this name.
pub(super) fn as_moved(variant: &Variant, moved: &[Moved]) -> Variant {
    let mut variant = variant.clone();
    for one in moved {
        match one.what {
            MovedKind::Category => variant.category = Category::parse(&one.actual).unwrap_or(variant.category),
            MovedKind::TtlSeconds => variant.ttl_seconds = None,
            MovedKind::Status | MovedKind::Quality => {}
        }
    }
    variant
}
