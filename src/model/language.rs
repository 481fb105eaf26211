//! What one language says: laid over the shared part of its template.

use std::num::NonZeroU32;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, Button, Carousel, Category, Footer, Header, LimitedTimeOffer, Slot};

/// One language of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageEntry {
    /// The category of this language, where it differs: the service keeps it per language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The revision of this language, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<NonZeroU32>,
    /// How long delivery is tried, in seconds, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl_seconds: Option<i64>,
    /// Stop sending when the platform changes the category, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_change_paused: Option<bool>,
    /// Whether the template may be sent, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_send: Option<bool>,
    /// Samples of this language, laid over the shared ones: variable name to text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub examples: Option<IndexMap<String, String>>,
    /// The header of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub header: Slot<Header>,
    /// The limited-time offer of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub limited_time_offer: Slot<LimitedTimeOffer>,
    /// The body of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub body: Slot<Body>,
    /// The footer of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub footer: Slot<Footer>,
    /// The buttons of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub buttons: Slot<Vec<Button>>,
    /// The carousel of this language.
    #[serde(default, skip_serializing_if = "Slot::is_inherited")]
    pub carousel: Slot<Carousel>,
}
