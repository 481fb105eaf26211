//! Which fields each type of message needs and takes, by channel.
//!
//! Source: SendChatappMessage, parameter `Content` (SDK 5.3.1) (checked 2026-11-20).

use serde_json::{Map, Value};

use crate::model::{Message, MessageChannel, MessageType};

/// The fields of one type of message on one channel.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Without one of these the service refuses it.
    pub needs: &'static [&'static str],
    /// What it takes besides; `None` where the documentation leaves it to the messenger.
    pub also: Option<&'static [&'static str]>,
}

impl Fields {
    fn closed(needs: &'static [&'static str]) -> Self {
        Self { needs, also: Some(&[]) }
    }

    fn open(needs: &'static [&'static str]) -> Self {
        Self { needs, also: None }
    }

    fn with(self, also: &'static [&'static str]) -> Self {
        Self { also: Some(also), ..self }
    }

    /// The fields of a message's type.
    pub(super) fn of(message: &Message) -> Self {
        match message.channel {
            MessageChannel::Whatsapp => whatsapp(message.message_type),
            MessageChannel::Viber => viber(message.message_type),
            MessageChannel::Messenger | MessageChannel::Instagram => page(message),
            MessageChannel::Telegram => telegram(message.message_type),
            MessageChannel::Line => line(message.message_type),
        }
    }

    /// Whether the type takes a field.
    pub(super) fn takes(self, field: &str) -> bool {
        self.needs.contains(&field) || self.also.is_none_or(|also| also.contains(&field))
    }
}

/// What a message says, by field; `raw` counts as what is in it.
pub(super) fn given(message: &Message) -> Map<String, Value> {
    message.content.iter().flat_map(crate::model::Content::fields).collect()
}

/// Whether a value says something.
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(entries) => !entries.is_empty(),
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
    }
}

fn whatsapp(kind: MessageType) -> Fields {
    match kind {
        MessageType::Text => Fields::closed(&["text"]),
        MessageType::Image | MessageType::Video => Fields::closed(&["link"]).with(&["caption"]),
        MessageType::Audio | MessageType::Sticker => Fields::closed(&["link"]),
        MessageType::Document => Fields::closed(&["link", "file_name"]),
        MessageType::Interactive => Fields::open(&["type", "action"]),
        MessageType::Contacts => Fields::open(&["name"]),
        MessageType::Location => Fields::closed(&["longitude", "latitude"]).with(&["name", "address"]),
        MessageType::Reaction => Fields::closed(&["message_id", "emoji"]),
        _ => Fields::open(&[]),
    }
}

fn viber(kind: MessageType) -> Fields {
    Fields::closed(match kind {
        MessageType::Text => &["text"],
        MessageType::Image => &["link"],
        MessageType::Video => &["link", "thumbnail", "file_size", "duration"],
        MessageType::Document => &["link", "file_name", "file_type"],
        MessageType::TextButton => &["text", "caption", "action"],
        MessageType::TextImage => &["text", "link"],
        MessageType::TextImageButton => &["text", "link", "caption", "action"],
        MessageType::TextVideo => &["text", "link", "thumbnail", "file_size", "duration"],
        MessageType::TextVideoButton => &["text", "link", "thumbnail", "file_size", "duration", "caption", "action"],
        _ => return Fields::open(&[]),
    })
}

fn page(message: &Message) -> Fields {
    match message.message_type {
        MessageType::Text => Fields::closed(&["text"]),
        MessageType::Image | MessageType::Video | MessageType::Audio => Fields::open(&["link"]),
        MessageType::Document if message.channel == MessageChannel::Messenger => Fields::open(&["link"]),
        _ => Fields::open(&[]),
    }
}

fn telegram(kind: MessageType) -> Fields {
    match kind {
        MessageType::Text => Fields::closed(&["text"]),
        MessageType::Image | MessageType::Video | MessageType::Audio | MessageType::Gif | MessageType::Sticker => {
            Fields::open(&["link"])
        }
        MessageType::Location => Fields::closed(&["latitude", "longitude"]),
        MessageType::Interactive => Fields::open(&["type"]),
        _ => Fields::open(&[]),
    }
}

fn line(kind: MessageType) -> Fields {
    match kind {
        MessageType::Text => Fields::closed(&["text"]),
        MessageType::TextV2 => Fields::open(&["text"]),
        MessageType::Image | MessageType::Video => Fields::closed(&["link", "preview_image_url"]),
        MessageType::Audio => Fields::closed(&["link", "duration"]),
        MessageType::Buttons | MessageType::Confirm => Fields::open(&["text", "actions"]),
        MessageType::Carousel | MessageType::ImageCarousel => Fields::open(&["columns"]),
        MessageType::QuickReply => Fields::open(&["text", "items"]),
        MessageType::Sticker => Fields::closed(&["package_id", "sticker_id"]),
        MessageType::Location => Fields::closed(&["title", "address", "latitude", "longitude"]),
        MessageType::Coupon => Fields::open(&["coupon_id"]),
        MessageType::Imagemap => Fields::open(&["base_url", "alt_text"]),
        MessageType::Flex => Fields::open(&["contents", "alt_text"]),
        _ => Fields::open(&[]),
    }
}
