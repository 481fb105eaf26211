//! Carousels: cards side by side.
//!
//! Source of the fields: CreateChatappTemplate, parameter `Components[].Cards[].CardComponents[]` (checked 2026-11-20).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Body, Button, Header};

/// The cards, in order.
pub type Carousel = Vec<Card>;

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// The picture or video at the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Body>,
    /// At most two buttons.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buttons: Option<Vec<Button>>,
}
