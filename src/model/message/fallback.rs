//! What happens when a message does not arrive.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::enums::text_enum;

/// What is sent instead of a message that does not arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// The id of the strategy, from the console.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is sent instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// When it is sent; `undelivered` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<FallbackRule>,
    /// Sent when no receipt came after so many seconds (60 to 43200); only on failure when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<i64>,
}

text_enum! {
    /// When the fallback is sent.
    FallbackRule {
        /// When the message cannot be delivered.
        Undelivered = "undelivered",
        /// Also when template or variables were refused.
        SentFailed = "sentFailed",
    }
}
