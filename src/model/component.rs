//! Header, body, footer and limited-time offer. Each is written as a mapping, or as a string: its text.
//!
//! Source of the fields: CreateChatappTemplate, parameter `Components[]` (checked 2026-11-20).

use std::fmt;

use schemars::{JsonSchema, Schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::HeaderFormat;

/// The top of a message: a line of text, or a picture, video or document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(transform = or_text)]
pub struct Header {
    /// What the header shows; a header with a text and no format is TEXT.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<HeaderFormat>,
    /// The text of a TEXT header; at most one variable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Address of the picture, video or document, or one variable whose example is such an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A picture, video or document of this project, instead of an address: its path from the folder of this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Caption of the picture, video or document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// File name of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Type of a document (Viber only), such as `pdf`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_type: Option<String>,
    /// Length of a video in seconds (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    /// Address of a video's preview picture (Viber only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumb_url: Option<String>,
}

/// The message itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(transform = or_text)]
pub struct Body {
    /// The text. Left out for AUTHENTICATION, where WhatsApp writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Adds "do not share this code" to an AUTHENTICATION body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add_secret_recommendation: Option<bool>,
}

/// The small print under the message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(transform = or_text)]
pub struct Footer {
    /// The text; no variables. Left out for AUTHENTICATION.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How long an AUTHENTICATION code is valid, in minutes (1 to 90).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_expiration_minutes: Option<i64>,
}

/// A limited-time offer: its headline, with or without a countdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", deny_unknown_fields)]
#[schemars(transform = or_text)]
pub struct LimitedTimeOffer {
    /// The headline of the offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether a countdown is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_expiration: Option<bool>,
}

/// Lets a schema made for a mapping accept a string too.
fn or_text(schema: &mut Schema) {
    schema.insert("type".to_owned(), serde_json::json!(["string", "object"]));
}

/// The serde side of "a string or a mapping".
macro_rules! text_or_mapping {
    ($($name:ident)+) => {
        $(
            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    Self::serialize(self, serializer)
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct TextOrMapping;

                    impl<'de> Visitor<'de> for TextOrMapping {
                        type Value = $name;

                        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                            out.write_str("a text or a mapping")
                        }

                        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                            Ok($name::from(text))
                        }

                        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                            $name::deserialize(MapAccessDeserializer::new(map))
                        }
                    }

                    deserializer.deserialize_any(TextOrMapping)
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    Self { text: Some(text.to_owned()), ..Self::default() }
                }
            }
        )+
    };
}

text_or_mapping! { Header Body Footer LimitedTimeOffer }

impl Header {
    /// The format, TEXT being implied by a text without a format.
    pub fn effective_format(&self) -> Option<HeaderFormat> {
        self.format.or(self.text.is_some().then_some(HeaderFormat::Text))
    }
}
