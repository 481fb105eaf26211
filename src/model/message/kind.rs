//! What kind of message it is.
//!
//! Source: SendChatappMessage, parameter `MessageType`; SDK 5.3.1 (checked 2026-11-20).

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::MessageChannel;
use crate::model::enums::text_enum;

text_enum! {
    /// The type of a message. Each channel takes some of them.
    MessageType {
        /// A text.
        Text = "text",
        /// A picture.
        Image = "image",
        /// A video.
        Video = "video",
        /// A recording.
        Audio = "audio",
        /// A document.
        Document = "document",
        /// Buttons, lists and whatever else the messenger offers.
        Interactive = "interactive",
        /// A place.
        Location = "location",
        /// People's cards.
        Contacts = "contacts",
        /// An emoji on another message.
        Reaction = "reaction",
        /// A sticker.
        Sticker = "sticker",
        /// The sign that somebody is typing.
        TypingIndicator = "typing_indicator",
        /// Pins a message of a group, or unpins it.
        Pin = "pin",
        /// Cards.
        Carousel = "carousel",
        /// Viber: text, picture and button.
        TextImageButton = "text_image_button",
        /// Viber: text and button.
        TextButton = "text_button",
        /// Viber: text and video.
        TextVideo = "text_video",
        /// Viber: text, video and button.
        TextVideoButton = "text_video_button",
        /// Viber: text and picture.
        TextImage = "text_image",
        /// Messenger and Instagram: a coupon.
        CouponTemplate = "couponTemplate",
        /// Messenger and Instagram: cards with text, picture and buttons.
        RegularTemplate = "regularTemplate",
        /// Answers to choose from.
        QuickReply = "quickReply",
        /// Messenger and Instagram: a text with buttons.
        ButtonTemplate = "buttonTemplate",
        /// Telegram: a moving picture.
        Gif = "gif",
        /// LINE: a text with buttons.
        Buttons = "buttons",
        /// LINE: a question with two answers.
        Confirm = "confirm",
        /// LINE: cards of pictures alone.
        ImageCarousel = "imageCarousel",
        /// LINE: a text with mentions and emoji of LINE.
        TextV2 = "textV2",
        /// LINE: a coupon.
        Coupon = "coupon",
        /// LINE: a picture with parts to tap.
        Imagemap = "imagemap",
        /// LINE: a message laid out by its sender.
        Flex = "flex",
    }
}

impl MessageType {
    /// The types that a channel takes, in the documented order.
    pub fn of(channel: MessageChannel) -> &'static [Self] {
        use MessageType::{
            Audio, ButtonTemplate, Buttons, Carousel, Confirm, Contacts, Coupon, CouponTemplate, Document, Flex, Gif,
            Image, ImageCarousel, Imagemap, Interactive, Location, Pin, QuickReply, Reaction, RegularTemplate, Sticker,
            Text, TextButton, TextImage, TextImageButton, TextV2, TextVideo, TextVideoButton, TypingIndicator, Video,
        };
        match channel {
            MessageChannel::Whatsapp => &[
                Text,
                Image,
                Video,
                Audio,
                Document,
                Interactive,
                Location,
                Contacts,
                Reaction,
                Sticker,
                TypingIndicator,
                Pin,
                Carousel,
            ],
            MessageChannel::Viber => {
                &[Text, Image, TextImageButton, TextButton, Document, Video, TextVideo, TextVideoButton, TextImage]
            }
            MessageChannel::Messenger | MessageChannel::Instagram => &[
                Text,
                Image,
                Video,
                Document,
                Audio,
                Interactive,
                CouponTemplate,
                RegularTemplate,
                QuickReply,
                ButtonTemplate,
            ],
            MessageChannel::Telegram => &[Text, Image, Video, Audio, Document, Location, Gif, Sticker, Interactive],
            MessageChannel::Line => &[
                Text,
                Image,
                Video,
                Audio,
                Buttons,
                Confirm,
                Carousel,
                ImageCarousel,
                QuickReply,
                Sticker,
                Location,
                TextV2,
                Coupon,
                Imagemap,
                Flex,
                Interactive,
            ],
        }
    }
}
