//! One line of a plan.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::moved::as_moved;
use super::{Effects, FieldEdit, Moved};
use crate::model::Variant;
use crate::remote::AuditStatus;

/// What would happen to a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// It is not there and would be created.
    Create,
    /// Its content would be replaced.
    Modify,
    /// Only properties outside of the review would be set (`allow_send`, `category_change_paused`).
    Properties,
    /// It is there, the project retires it, and it would be deleted.
    Delete,
    /// It is there, the project retires it, and it would be put away.
    Archive,
    /// It is there as the file says.
    Noop,
    /// It differs and cannot be changed: see the reason.
    Blocked,
}

impl Operation {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Create, Self::Modify, Self::Properties, Self::Delete, Self::Archive, Self::Noop, Self::Blocked];

    /// Whether applying it writes.
    pub fn writes(self) -> bool {
        matches!(self, Self::Create | Self::Modify | Self::Properties | Self::Delete | Self::Archive)
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Modify => "modify",
            Self::Properties => "properties",
            Self::Delete => "delete",
            Self::Archive => "archive",
            Self::Noop => "noop",
            Self::Blocked => "blocked",
        }
    }
}

// Written out because the derived form of a documented enum is `oneOf`, which editors explain badly.
impl JsonSchema for Operation {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Operation".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = Self::ALL.iter().map(|operation| operation.as_str()).collect();
        json_schema!({ "type": "string", "description": "What would happen to a variant.", "enum": words })
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// Where a variant is declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The template file, relative to the project.
    pub file: String,
    /// The line of the language entry, from 1.
    pub line: usize,
}

/// Why a difference cannot be applied, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blocked {
    /// The fact.
    pub reason: String,
    /// The way out.
    pub help: String,
}

/// What would happen to one variant, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The name at the service.
    pub name: String,
    /// The language.
    pub language: String,
    /// What would happen.
    pub operation: Operation,
    /// Where the file declares it.
    pub source: Source,
    /// The code at the service, where it exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_code: Option<String>,
    /// The review status at the service, as it spells it, where it exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Digest of what is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_digest: Option<String>,
    /// Digest of what shall be there; absent when nothing shall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_digest: Option<String>,
    /// The fields that differ; for a creation, none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<FieldEdit>,
    /// What the platform moved: none of it is an edit, and none of it is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// What the write does to senders.
    #[serde(default)]
    pub effects: Effects,
    /// For a blocked item, why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Blocked>,
    /// Facts worth knowing, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What shall be there, as it is sent but for media files, which are still to be uploaded; absent where nothing is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desired: Option<Variant>,
}

impl Item {
    /// Whether a variant is what the plan wants to be there.
    pub fn wants(&self, variant: &Variant) -> bool {
        self.to_digest.as_ref() == Some(&variant.digest())
    }

    /// Whether the service has exactly this variant, and approved it: nothing of its content would be written.
    pub fn is_approved_as(&self, variant: &Variant) -> bool {
        let is_kept = matches!(self.operation, Operation::Noop | Operation::Properties);
        let is_approved = self.status.as_deref().map(AuditStatus::parse) == Some(AuditStatus::Pass);
        let is_it = (&self.name, &self.language) == (&variant.name, &variant.language);
        is_kept && is_approved && is_it && self.wants(&as_moved(variant, &self.moved))
    }

    /// Whether a variant is what the plan was made for.
    pub fn was_made_for(&self, variant: &Variant) -> bool {
        self.from_digest.as_ref() == Some(&variant.digest())
    }

    /// `name/language`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }
}

impl Unmanaged {
    /// `name/language`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.name, self.language)
    }
}

/// A variant at the service that no file declares: listed, never touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unmanaged {
    /// The name at the service.
    pub name: String,
    /// The language.
    pub language: String,
    /// The code at the service.
    pub template_code: String,
    /// The review status, as the service spells it.
    pub status: String,
}
