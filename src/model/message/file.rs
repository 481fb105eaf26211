//! The message file: one free-form message.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Content, Fallback, MessageChannel, MessageType, RecipientType, ViberLabel};
use crate::model::Category;

/// A free-form message. Most channels take one only within 24 hours of the customer's last message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// The messenger.
    pub channel: MessageChannel,
    /// The type of the message.
    pub message_type: MessageType,
    /// What it says and shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// The sender: a number, a page, an account, a bot, by channel. The environment's `from` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The recipient: a number or an id, by channel. `--to` goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Whom `to` stands for; one person when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient_type: Option<RecipientType>,
    /// The id of the message that this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_message_id: Option<String>,
    /// An id of your own, to find the message by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// What the message is for (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<ViberLabel>,
    /// How long delivery is tried, in seconds, 30 to 1209600 (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl_seconds: Option<i64>,
    /// A tag of your own (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Tracking data of your own (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking_data: Option<String>,
    /// What is sent when the message does not arrive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<Fallback>,
    /// The category of a direct send: only for customers whom Meta invited (WhatsApp only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
}
