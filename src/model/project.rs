//! The project file `chatform.yaml`.

use std::borrow::Cow;
use std::fmt;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::enums::text_enum;

/// The keys of a project file in the order in which they are written; the same name has the same rank at every level.
pub const PROJECT_KEY_ORDER: &[&str] = &[
    "templates",
    "messages",
    "name",
    "languages",
    "action",
    "reason",
    "environments",
    "retired",
    "lint",
    "files",
    "rules",
    "overrides",
    "emulator",
    "account",
    "space",
    "spaces",
    "region",
    "endpoint",
    "values",
    "edit_approved",
    "protect",
    "gates",
    "wait_for_review",
    "from",
    "recipients",
    "state",
    "review",
    "deletes",
    "updates",
];

/// The project file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectFile {
    /// Globs of the template files, relative to the project file. Without it: `templates/**/*.yaml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub templates: Option<Vec<String>>,
    /// Globs of the files of free-form messages, relative to the project file. None without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Vec<String>>,
    /// Where templates are applied, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environments: Option<IndexMap<String, EnvironmentSettings>>,
    /// Deletions, written down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Vec<Retired>>,
    /// Levels of rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lint: Option<LintSettings>,
}

/// One environment: a space of an account, or the embedded emulator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvironmentSettings {
    /// Use the embedded emulator instead of the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emulator: Option<EmulatorSettings>,
    /// The account id that the credentials must belong to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The space (CustSpaceId).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<String>,
    /// Several spaces, instead of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spaces: Option<Vec<String>>,
    /// The region; `ap-southeast-1` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The endpoint, `https://host`; `http` only on loopback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Build-time values, used as `${name}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<IndexMap<String, String>>,
    /// What to do with an edit of an approved template; `refuse` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit_approved: Option<EditApproved>,
    /// Globs `name/language` that may be created but never changed or deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protect: Option<Vec<String>>,
    /// Ceilings of one apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gates: Option<Gates>,
    /// How long `apply` waits for the review, such as `60s`, `5m`, `2h`; `0s` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_for_review: Option<String>,
    /// The number that messages are sent from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The only numbers that messages may be sent to; `86138*` stands for all that begin so. Everybody when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<String>>,
}

/// How the embedded emulator behaves for an environment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmulatorSettings {
    /// The folder that holds its state, relative to the project file; in memory when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// How it reviews: `instant`, `after=30s` or `manual`; `instant` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<String>,
}

/// Ceilings of one apply, or of one sending: going over one refuses the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gates {
    /// How many deletions, as a number or a share such as `"10%"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deletes: Option<Ceiling>,
    /// How many updates, as a number or a share such as `"30%"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updates: Option<Ceiling>,
    /// How many people one `send` may write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<u32>,
}

/// A number, or a share as text (`"30%"`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ceiling {
    /// So many.
    Count(u64),
    /// As written; its form is a rule's business.
    Share(String),
}

impl Serialize for Ceiling {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Share(share) => serializer.serialize_str(share),
        }
    }
}

impl<'de> Deserialize<'de> for Ceiling {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberOrShare;

        impl serde::de::Visitor<'_> for NumberOrShare {
            type Value = Ceiling;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number from 0, or a share such as \"30%\"")
            }

            fn visit_u64<E>(self, count: u64) -> Result<Ceiling, E> {
                Ok(Ceiling::Count(count))
            }

            fn visit_str<E>(self, share: &str) -> Result<Ceiling, E> {
                Ok(Ceiling::Share(share.to_owned()))
            }
        }

        deserializer.deserialize_any(NumberOrShare)
    }
}

impl JsonSchema for Ceiling {
    fn schema_name() -> Cow<'static, str> {
        "Ceiling".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["integer", "string"], "minimum": 0 })
    }
}

text_enum! {
    /// What to do with an edit of an approved template.
    EditApproved {
        /// Blocked, with the advice to raise the revision.
        Refuse = "refuse",
        /// Sent: the template is reviewed again.
        Modify = "modify",
    }
}

/// A deletion, written down and reviewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// The name at the service.
    pub name: String,
    /// The languages.
    pub languages: Vec<String>,
    /// Delete or archive.
    pub action: RetireAction,
    /// Why.
    pub reason: String,
    /// Only in these environments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub environments: Option<Vec<String>>,
}

text_enum! {
    /// What happens to a retired template.
    RetireAction {
        /// Deleted; an approved name stays locked for about 30 days.
        Delete = "delete",
        /// Archived.
        Archive = "archive",
    }
}

/// Settings of the linter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LintSettings {
    /// Levels by rule: `off`, `info`, `warning` or `error`. `footer/*` is every rule of a group that is not named itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<IndexMap<String, RuleLevel>>,
    /// Other levels for some files. Where several say something about a rule, the last one counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<LintOverride>>,
}

/// Levels of rules for some files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LintOverride {
    /// Globs of the files, relative to the project file.
    pub files: Vec<String>,
    /// Levels by rule, as in `lint.rules`.
    pub rules: IndexMap<String, RuleLevel>,
}

text_enum! {
    /// The level that a project gives a rule.
    RuleLevel {
        /// Not reported.
        Off = "off",
        /// Display effects.
        Info = "info",
        /// Review may reject it.
        Warning = "warning",
        /// Fails the run.
        Error = "error",
    }
}
