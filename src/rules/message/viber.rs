//! Rules of Viber messages.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Message, MessageChannel, MessageType, ViberLabel, limits};
use crate::rules::writing::length::overflow;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &TEXT_TOO_LONG,
    &BUTTON_TEXT_LONG,
    &VIDEO_TOO_LONG,
    &TTL_OUT_OF_RANGE,
    &VIBER_FIELD_MISPLACED,
    &TRANSACTION_NOT_PLAIN,
];

declare_rule! {
    /// A Viber text longer than 1000 characters.
    ///
    /// ## Why
    /// Viber takes 1000, spaces and special characters included.
    ///
    /// ## Source
    /// A-VIBER (checked 2026-11-20)
    pub static TEXT_TOO_LONG = "message/text-too-long" {
        level: Level::Error,
        summary: "Viber text is longer than 1000 characters",
        check: Check::Message(|message, reporter| {
            let Some(text) = of_viber(message).and_then(|message| message.content.as_ref()?.text.as_deref()) else {
                return;
            };
            let limit = limits::BODY_VIBER_CHARACTERS;
            if let Some(over) = overflow(text, limit) {
                reporter
                    .report("content.text", format!("text is {} characters, the limit is {limit}", over.length))
                    .within(over.range)
                    .label(format!("{} too many", over.length - limit))
                    .help("say less, or send two messages");
            }
        }),
    }
}

declare_rule! {
    /// A label of a Viber button longer than 30 characters.
    ///
    /// ## Why
    /// Viber may cut it off.
    ///
    /// ## Source
    /// Viber's own business pages; Alibaba documents no limit (checked 2026-11-20)
    pub static BUTTON_TEXT_LONG = "message/button-text-long" {
        level: Level::Warning,
        summary: "label of a Viber button is longer than 30 characters",
        check: Check::Message(|message, reporter| {
            let Some(message) = of_viber(message).filter(|message| has_button(message.message_type)) else { return };
            let caption = message.content.as_ref().and_then(|content| content.caption.as_deref()).unwrap_or_default();
            let limit = limits::VIBER_BUTTON_CHARACTERS;
            if let Some(over) = overflow(caption, limit) {
                reporter
                    .report("content.caption", format!("label is {} characters, the limit is {limit}", over.length))
                    .within(over.range)
                    .label(format!("{} too many", over.length - limit))
                    .help("use a shorter label");
            }
        }),
    }
}

declare_rule! {
    /// A Viber video longer than 600 seconds, or of negative length.
    ///
    /// ## Why
    /// Viber refuses it.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Duration`, for the videos of templates (checked 2026-11-20)
    pub static VIDEO_TOO_LONG = "message/video-too-long" {
        level: Level::Error,
        summary: "Viber video is not 0 to 600 seconds long",
        check: Check::Message(|message, reporter| {
            let duration = of_viber(message).and_then(|message| message.content.as_ref()?.duration);
            let range = limits::VIBER_VIDEO_SECONDS;
            if let Some(duration) = duration.filter(|duration| !range.contains(duration)) {
                let (least, most) = (range.start(), range.end());
                let said = format!("`duration` is {duration} seconds, {least} to {most} are allowed");
                let help = if duration < *least { "write how long the video is" } else { "cut the video" };
                reporter.report("content.duration", said).help(help);
            }
        }),
    }
}

declare_rule! {
    /// A Viber message that is tried for too short or too long.
    ///
    /// ## Why
    /// The service takes 30 to 1209600 seconds (14 days).
    ///
    /// ## Source
    /// SendChatappMessage, `Ttl` (checked 2026-11-20)
    pub static TTL_OUT_OF_RANGE = "message/ttl-out-of-range" {
        level: Level::Error,
        summary: "`ttl_seconds` is not 30 to 1209600",
        check: Check::Message(|message, reporter| {
            let range = limits::VIBER_TTL_SECONDS;
            let seconds = of_viber(message).and_then(|message| message.ttl_seconds);
            if let Some(seconds) = seconds.filter(|seconds| !range.contains(seconds)) {
                let (least, most) = (range.start(), range.end());
                let said = format!("`ttl_seconds` is {seconds}, {least} to {most} are allowed");
                reporter.report("ttl_seconds", said).help(format!("write {least} to {most}"));
            }
        }),
    }
}

declare_rule! {
    /// A parameter of Viber on another channel.
    ///
    /// ## Why
    /// Label, TTL, tag and tracking data are valid for Viber only.
    ///
    /// ## Source
    /// SendChatappMessage, `Label`, `Ttl`, `Tag`, `TrackingData` (SDK 5.3.1) (checked 2026-11-20)
    pub static VIBER_FIELD_MISPLACED = "message/viber-field-misplaced" {
        level: Level::Warning,
        summary: "parameter of Viber on another channel",
        fix: Fixable::Unsafe,
        check: Check::Message(|message, reporter| {
            let fields = [
                ("label", message.label.is_some()),
                ("ttl_seconds", message.ttl_seconds.is_some()),
                ("tag", message.tag.is_some()),
                ("tracking_data", message.tracking_data.is_some()),
            ];
            for (field, _) in fields.into_iter().filter(|(_, is_there)| *is_there && of_viber(message).is_none()) {
                reporter
                    .report(field, format!("`{field}` is for Viber, the channel is {}", message.channel))
                    .help("take it out")
                    .remove(format!("take the `{field}` out"));
            }
        }),
    }
}

declare_rule! {
    /// A Viber notification with a picture, a file or a button.
    ///
    /// ## Why
    /// Transactional messages carry plain text only.
    ///
    /// ## Source
    /// A-VIBER (checked 2026-11-20)
    pub static TRANSACTION_NOT_PLAIN = "message/transaction-not-plain" {
        level: Level::Warning,
        summary: "Viber notification is more than a text",
        check: Check::Message(|message, reporter| {
            let is_transaction = message.label == Some(ViberLabel::Transaction) && of_viber(message).is_some();
            if is_transaction && message.message_type != MessageType::Text {
                let said = format!("`transaction` messages are plain texts, this is `{}`", message.message_type);
                reporter.report("message_type", said).help("write `message_type: text`, or label it `promotion`");
            }
        }),
    }
}

fn of_viber(message: &Message) -> Option<&Message> {
    (message.channel == MessageChannel::Viber).then_some(message)
}

fn has_button(kind: MessageType) -> bool {
    matches!(kind, MessageType::TextButton | MessageType::TextImageButton | MessageType::TextVideoButton)
}
