//! Rules of what stands around a message's content: type, sender, recipient, fallback.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{MessageChannel, MessageType, RecipientType, limits};
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &TYPE_REFUSED,
    &SENDER_MALFORMED,
    &RECIPIENT_MALFORMED,
    &USER_ID_MISPLACED,
    &PIN_OUTSIDE_GROUP,
    &CATEGORY_RESERVED,
    &FALLBACK_DURATION_OUT_OF_RANGE,
];

declare_rule! {
    /// A type of message that the channel does not have.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.MessageTypeNotSupport`).
    ///
    /// ## Source
    /// SendChatappMessage, `MessageType` (SDK 5.3.1); A-ERR (checked 2026-11-20)
    pub static TYPE_REFUSED = "message/type-refused" {
        level: Level::Error,
        summary: "channel has no messages of this type",
        check: Check::Message(|message, reporter| {
            let types = MessageType::of(message.channel);
            if !types.contains(&message.message_type) {
                let known: Vec<&str> = types.iter().map(|kind| kind.as_str()).collect();
                let said = format!("{} has no messages of type `{}`", message.channel, message.message_type);
                reporter.report("message_type", said).help(format!("write one of {}", known.join(", ")));
            }
        }),
    }
}

declare_rule! {
    /// A WhatsApp sender that is no number.
    ///
    /// ## Why
    /// The service takes digits only (`InvalidParameter.FromOnlyNumeric`). Blanks, brackets, hyphens and a leading `+`
    /// are taken out before sending; anything else is not.
    ///
    /// ## Source
    /// A-ERR (checked 2026-11-20)
    pub static SENDER_MALFORMED = "message/sender-malformed" {
        level: Level::Error,
        summary: "sender of a WhatsApp message is no phone number",
        check: Check::Message(|message, reporter| {
            let Some(from) = message.from.as_deref().filter(|_| message.channel == MessageChannel::Whatsapp) else {
                return;
            };
            if !is_phone_number(from) {
                reporter
                    .report("from", format!("`{from}` is no phone number"))
                    .help("write country code and number, such as `+8613800001111`");
            }
        }),
    }
}

declare_rule! {
    /// A recipient on WhatsApp or Viber that is no number.
    ///
    /// ## Why
    /// The service takes digits only. Blanks, brackets, hyphens and a leading `+` are taken out before sending;
    /// anything else is not. Groups and users named by an id need `recipient_type`.
    ///
    /// ## Source
    /// A-ERR, `InvalidParameter.ToOnlyNumeric`; SendChatappMessage, `To` (checked 2026-11-20)
    pub static RECIPIENT_MALFORMED = "message/recipient-malformed" {
        level: Level::Error,
        summary: "recipient is no phone number",
        check: Check::Message(|message, reporter| {
            let is_person = matches!(message.recipient_type, None | Some(RecipientType::Individual));
            let wants_number = message.channel.has_phone_numbers() && is_person;
            let Some(to) = message.to.as_deref().filter(|_| wants_number) else { return };
            if !is_phone_number(to) {
                reporter
                    .report("to", format!("`{to}` is no phone number"))
                    .help("write country code and number, such as `+8613800001111`");
            }
        }),
    }
}

declare_rule! {
    /// A recipient named by WhatsApp's user id on another channel.
    ///
    /// ## Why
    /// Only WhatsApp has such ids.
    ///
    /// ## Source
    /// SendChatappMessage, `RecipientType` (SDK 5.3.1) (checked 2026-11-20)
    pub static USER_ID_MISPLACED = "message/user-id-misplaced" {
        level: Level::Error,
        summary: "`recipient_type: userId` outside of WhatsApp",
        check: Check::Message(|message, reporter| {
            let is_user = message.recipient_type == Some(RecipientType::UserId);
            if is_user && message.channel != MessageChannel::Whatsapp {
                reporter
                    .report("recipient_type", format!("`userId` is for WhatsApp, the channel is {}", message.channel))
                    .help("take it out");
            }
        }),
    }
}

declare_rule! {
    /// A pin for a single person.
    ///
    /// ## Why
    /// Messages are pinned and unpinned in groups only.
    ///
    /// ## Source
    /// SendChatappMessage, `MessageType` (SDK 5.3.1) (checked 2026-11-20)
    pub static PIN_OUTSIDE_GROUP = "message/pin-outside-group" {
        level: Level::Error,
        summary: "`pin` is sent to somebody who is no group",
        check: Check::Message(|message, reporter| {
            let is_pin = message.message_type == MessageType::Pin;
            if is_pin && message.recipient_type != Some(RecipientType::Group) {
                reporter
                    .report("recipient_type", "messages are pinned in groups only")
                    .help("add `recipient_type: group`");
            }
        }),
    }
}

declare_rule! {
    /// A message with a category.
    ///
    /// ## Why
    /// Only customers whom Meta invited to direct sends may state one; for everybody else sending fails.
    ///
    /// ## Source
    /// SendChatappMessage, `Category` (SDK 5.3.1) (checked 2026-11-20)
    pub static CATEGORY_RESERVED = "message/category-reserved" {
        level: Level::Warning,
        summary: "`category` is for customers whom Meta invited",
        fix: Fixable::Unsafe,
        check: Check::Message(|message, reporter| {
            if message.category.is_some() {
                reporter
                    .report("category", "`category` is for customers whom Meta invited, for others sending fails")
                    .help("take it out, unless Meta has invited you")
                    .remove("take the `category` out");
            }
        }),
    }
}

declare_rule! {
    /// A fallback that is sent too early or too late.
    ///
    /// ## Why
    /// The service takes 60 to 43200 seconds.
    ///
    /// ## Source
    /// SendChatappMessage, `FallBackDuration` (checked 2026-11-20)
    pub static FALLBACK_DURATION_OUT_OF_RANGE = "message/fallback-duration-out-of-range" {
        level: Level::Error,
        summary: "fallback is not after 60 to 43200 seconds",
        check: Check::Message(|message, reporter| {
            let seconds = message.fallback.as_ref().and_then(|fallback| fallback.duration_seconds);
            let range = limits::FALLBACK_SECONDS;
            if let Some(seconds) = seconds.filter(|seconds| !range.contains(seconds)) {
                let (least, most) = (range.start(), range.end());
                let said = format!("fallback is after {seconds} seconds, {least} to {most} are allowed");
                reporter.report("fallback.duration_seconds", said).help(format!("write {least} to {most}"));
            }
        }),
    }
}

/// Whether digits are left when what people write between them is taken out.
fn is_phone_number(text: &str) -> bool {
    crate::model::phone_digits(text).is_ok()
}
