//! What a write does to people who send the template.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Consequences of a write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effects {
    /// It is reviewed (again).
    pub review: bool,
    /// It can be sent now, and cannot be until the review is over.
    pub interrupts_sending: bool,
    /// It uses one of the edits that an approved template has: one a day, ten in thirty days (Meta, template management).
    pub uses_edit_quota: bool,
    /// How many of them are left afterwards in these thirty days, as far as runs from here tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edits_left: Option<u32>,
}
