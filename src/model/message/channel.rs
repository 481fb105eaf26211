//! Where a message goes. Spelled as SendChatappMessage spells it, in lower case.
//!
//! Source: SendChatappMessage request, API 2020-06-06; SDK 5.3.1 (checked 2026-11-20).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::enums::text_enum;

text_enum! {
    /// The messenger; `ChannelType` of SendChatappMessage.
    MessageChannel {
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// Messenger.
        Messenger = "messenger",
        /// Instagram.
        Instagram = "instagram",
        /// Viber.
        Viber = "viber",
        /// Telegram.
        Telegram = "telegram",
        /// LINE.
        Line = "line",
    }
}

text_enum! {
    /// Whom the recipient's number or id stands for.
    RecipientType {
        /// One person.
        Individual = "individual",
        /// A group.
        Group = "group",
        /// A person, by the id that WhatsApp gave them for this business.
        UserId = "userId",
    }
}

text_enum! {
    /// What a Viber message is for. `pormotion` is how the SDK's pages misspell it; `promotion` is sent.
    ViberLabel {
        /// Marketing.
        Promotion = "promotion",
        /// A notification.
        Transaction = "transaction",
        /// The misspelling of the SDK's pages.
        Pormotion = "pormotion",
    }
}

impl MessageChannel {
    /// Whether recipients are phone numbers.
    pub fn has_phone_numbers(self) -> bool {
        matches!(self, Self::Whatsapp | Self::Viber)
    }
}

impl ViberLabel {
    /// As it is sent: the sample of the API's own page, not the misspelling.
    pub fn sent(self) -> &'static str {
        match self {
            Self::Promotion | Self::Pormotion => "promotion",
            Self::Transaction => "transaction",
        }
    }
}
