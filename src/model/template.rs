//! One template file: all languages of one template.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, Button, Carousel, Category, Channel, Footer, Header, LanguageEntry, LimitedTimeOffer};

/// The keys of a template file in the order in which they are written; the same name has the same rank at every level.
pub const KEY_ORDER: &[&str] = &[
    "name",
    "category",
    "channel",
    "revision",
    "ttl_seconds",
    "category_change_paused",
    "allow_send",
    "product_set_id",
    "examples",
    "header",
    "limited_time_offer",
    "body",
    "footer",
    "buttons",
    "carousel",
    "languages",
    "type",
    "format",
    "text",
    "autofill_text",
    "url",
    "url_type",
    "phone_number",
    "coupon_code",
    "flow_id",
    "flow_action",
    "navigate_screen",
    "supported_apps",
    "package_name",
    "signature_hash",
    "is_opt_out",
    "caption",
    "file_name",
    "file_type",
    "duration",
    "thumb_url",
];

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
