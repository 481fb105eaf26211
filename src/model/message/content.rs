//! What a message says and shows.
//!
//! Keys are those of the API in snake_case. On the wire the content is one JSON text with the keys in camelCase.
//! Source: SendChatappMessage, parameter `Content`; SDK 5.3.1 (checked 2026-11-20).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Free;

/// What a message says and shows. Each type needs some of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The text. Viber, Telegram, LINE and others: beside picture or button too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Address of the picture, video, recording, document or sticker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Text under a picture or video; on Viber the label of the button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// File name of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Type of a document (Viber), such as `pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_type: Option<String>,
    /// Size of a video (Viber).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
    /// Length of a video in seconds (Viber), of a recording in milliseconds (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    /// Address of a video's preview picture (Viber).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    /// Address of the preview picture (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview_image_url: Option<String>,
    /// Viber: the address that the button opens. WhatsApp interactive: its buttons or sections, as Meta writes
    /// them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Free>,
    /// The type of an interactive message, as its messenger calls it.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    pub kind: Option<String>,
    /// Header of an interactive message, as Meta writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Free>,
    /// Body of an interactive message, as Meta writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Free>,
    /// Footer of an interactive message, as Meta writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<Free>,
    /// Name of a place, or the name of a contact as Meta writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Free>,
    /// Address of a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Title of a place or of buttons (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Latitude of a place in degrees, in quotes: `"31.2304"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<String>,
    /// Longitude of a place in degrees, in quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<String>,
    /// The message that a reaction or a pin is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The emoji of a reaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    /// What the buttons do (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Free>,
    /// The cards (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Free>,
    /// The answers to choose from (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Free>,
    /// The package of a sticker (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_id: Option<String>,
    /// The sticker (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sticker_id: Option<String>,
    /// The coupon (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon_id: Option<String>,
    /// Base address of the pictures of an imagemap (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// What is shown where an imagemap or flex message cannot be (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt_text: Option<String>,
    /// The layout of a flex message (LINE).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contents: Option<Free>,
    /// Up to five messages at once, each as LINE writes it (LINE interactive).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Free>,
    /// Further fields of the messenger, passed on with their keys as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Free>,
}

impl Content {
    /// The fields that are there, by their keys in the file.
    pub fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    /// The content as the API takes it: keys in camelCase, and what is in `raw` beside them.
    pub fn wire(&self) -> Value {
        let mut wire = Map::new();
        for (key, value) in self.fields() {
            match (key.as_str(), value) {
                ("raw", Value::Object(raw)) => wire.extend(raw),
                (_, value) => drop(wire.insert(camel(&key), value)),
            }
        }
        Value::Object(wire)
    }
}

/// `file_name` as `fileName`.
fn camel(key: &str) -> String {
    let mut words = key.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
