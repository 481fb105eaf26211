//! One template file: all languages of one template.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, Button, Carousel, Category, Channel, Footer, Header, LanguageEntry, LimitedTimeOffer};

/// A message template in all its languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The name at the service; with a revision, `_v<revision>` is added.
    pub name: String,
    /// What the template is for.
    pub category: Category,
    /// The messenger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Raise it to deploy an immutable change beside the approved version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<NonZeroU32>,
    /// How long delivery is tried, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl_seconds: Option<i64>,
    /// Stop sending when the platform turns this UTILITY template into MARKETING.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_change_paused: Option<bool>,
    /// Whether the template may be sent (MARKETING only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_send: Option<bool>,
    /// The product set of a CATALOG or MPM template.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_set_id: Option<String>,
    /// Samples, shared by all languages: variable name to text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<IndexMap<String, String>>,
    /// The header of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The limited-time offer of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limited_time_offer: Option<LimitedTimeOffer>,
    /// The body of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// The footer of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<Footer>,
    /// The buttons of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buttons: Option<Vec<Button>>,
    /// The carousel of every language that has no own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carousel: Option<Carousel>,
    /// The languages, by code (`pt_BR`). `en: {}` inherits everything.
    pub languages: IndexMap<String, LanguageEntry>,
}
