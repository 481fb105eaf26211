//! Rules of what a message says, on every channel.

use super::fields::{Fields, given, says_something};
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Content, Message, MessageChannel, MessageType, limits, variables};
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&FIELD_MISSING, &FIELD_IGNORED, &CAPTION_REFUSED, &COORDINATE_MALFORMED, &VARIABLE, &TOO_MANY_AT_ONCE];

declare_rule! {
    /// A message that lacks a field its type needs.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.ContentNotEmpty`, `TextNotEmpty`, `LinkNotEmpty`, `ContentError`).
    ///
    /// ## Source
    /// SendChatappMessage, `Content` (SDK 5.3.1); A-ERR (checked 2026-11-20)
    pub static FIELD_MISSING = "message/field-missing" {
        level: Level::Error,
        summary: "message lacks a field that its type needs",
        check: Check::Message(|message, reporter| {
            let given = given(message);
            // LINE takes one message by its type, or several in a list.
            if is_line_interactive(message) && !given.get("messages").is_some_and(says_something) {
                if !given.get("type").is_some_and(says_something) && message.content.as_ref().is_none_or(no_raw) {
                    reporter
                        .report("content.type", "interactive message has neither `type` nor `messages`")
                        .help("add `type` and the message's fields, or `messages`");
                }
                return;
            }
            for field in Fields::of(message).needs {
                // An empty emoji takes a reaction back.
                let is_there = given.get(*field).is_some_and(|value| *field == "emoji" || says_something(value));
                if !is_there && !in_raw(message, field) {
                    let said = format!("`{}` message has no `{field}`", message.message_type);
                    reporter.report(&format!("content.{field}"), said).help(format!("add `{field}` to `content`"));
                }
            }
        }),
    }
}

declare_rule! {
    /// A field that messages of this type do not have.
    ///
    /// ## Why
    /// The service ignores it.
    ///
    /// ## Source
    /// SendChatappMessage, `Content` (SDK 5.3.1) (checked 2026-11-20)
    pub static FIELD_IGNORED = "message/field-ignored" {
        level: Level::Warning,
        summary: "message has a field that its type ignores",
        fix: Fixable::Unsafe,
        check: Check::Message(|message, reporter| {
            let fields = Fields::of(message);
            let ignored = given(message).into_iter().map(|(field, _)| field).filter(|field| !fields.takes(field));
            for field in ignored.filter(|field| field != "raw" && !is_refused(message, field)) {
                let said = format!("`{field}` is ignored in a `{}` message", message.message_type);
                reporter.report(&format!("content.{field}"), said).help("take it out").remove("take it out");
            }
        }),
    }
}

declare_rule! {
    /// A caption on a WhatsApp text.
    ///
    /// ## Why
    /// It must not be there.
    ///
    /// ## Source
    /// SendChatappMessage, `Content` (SDK 5.3.1) (checked 2026-11-20)
    pub static CAPTION_REFUSED = "message/caption-refused" {
        level: Level::Error,
        summary: "WhatsApp text has a caption",
        fix: Fixable::Unsafe,
        check: Check::Message(|message, reporter| {
            let has_caption = message.content.as_ref().is_some_and(|content| content.caption.is_some());
            if has_caption && is_refused(message, "caption") {
                reporter
                    .report("content.caption", "WhatsApp text has a caption, only pictures and videos have one")
                    .help("write it into `text`")
                    .remove("take the `caption` out");
            }
        }),
    }
}

declare_rule! {
    /// A coordinate that is no number of degrees.
    ///
    /// ## Why
    /// The place cannot be shown.
    ///
    /// ## Source
    /// Degrees: latitudes from -90 to 90, longitudes from -180 to 180 (checked 2026-11-20)
    pub static COORDINATE_MALFORMED = "message/coordinate-malformed" {
        level: Level::Error,
        summary: "coordinate is no number of degrees",
        check: Check::Message(|message, reporter| {
            let Some(content) = &message.content else { return };
            for (field, degrees, most) in [("latitude", &content.latitude, 90.0), ("longitude", &content.longitude, 180.0)] {
                let Some(degrees) = degrees.as_deref().filter(|degrees| !degrees.trim().is_empty()) else { continue };
                if !degrees.parse::<f64>().is_ok_and(|number| number.abs() <= most) {
                    reporter
                        .report(&format!("content.{field}"), format!("`{degrees}` is no {field}"))
                        .help(format!("write degrees from -{most} to {most}, with a point: \"31.2304\""));
                }
            }
        }),
    }
}

declare_rule! {
    /// A variable in a free-form message.
    ///
    /// ## Why
    /// Only templates have variables: the customer would read `$(name)`.
    ///
    /// ## Source
    /// SendChatappMessage, `TemplateParams` belongs to `Type=template` (checked 2026-11-20)
    pub static VARIABLE = "message/variable" {
        level: Level::Warning,
        summary: "free-form message holds a variable",
        check: Check::Message(|message, reporter| {
            let Some(content) = &message.content else { return };
            for (field, text) in [("text", &content.text), ("caption", &content.caption)] {
                for variable in text.as_deref().map(variables).unwrap_or_default() {
                    reporter
                        .report(&format!("content.{field}"), format!("`$({})` is not filled in", variable.name))
                        .within(variable.range)
                        .help("write the text out, or send a template");
                }
            }
        }),
    }
}

declare_rule! {
    /// More than five LINE messages at once.
    ///
    /// ## Why
    /// LINE takes five.
    ///
    /// ## Source
    /// SendChatappMessage, `Content` (SDK 5.3.1) (checked 2026-11-20)
    pub static TOO_MANY_AT_ONCE = "message/too-many-at-once" {
        level: Level::Error,
        summary: "more than five LINE messages at once",
        check: Check::Message(|message, reporter| {
            let messages = message.content.as_ref().and_then(|content| content.messages.as_ref());
            let count = messages.and_then(|messages| messages.0.as_array()).map_or(0, Vec::len);
            let most = limits::LINE_MESSAGES;
            if message.channel == MessageChannel::Line && count > most {
                reporter
                    .report(&format!("content.messages[{most}]"), format!("{count} messages at once, LINE takes {most}"))
                    .help("send the rest in a message of its own");
            }
        }),
    }
}

fn is_line_interactive(message: &Message) -> bool {
    message.channel == MessageChannel::Line && message.message_type == MessageType::Interactive
}

fn is_refused(message: &Message, field: &str) -> bool {
    let is_text = message.channel == MessageChannel::Whatsapp && message.message_type == MessageType::Text;
    is_text && field == "caption"
}

fn no_raw(content: &Content) -> bool {
    content.raw.is_none()
}

/// Whether a field is passed on in `raw`, by its key on the wire or in the file.
fn in_raw(message: &Message, field: &str) -> bool {
    let raw = message.content.as_ref().and_then(|content| content.raw.as_ref());
    let flat = |key: &str| key.replace('_', "").to_ascii_lowercase();
    raw.and_then(|raw| raw.0.as_object()).is_some_and(|raw| raw.keys().any(|key| flat(key) == flat(field)))
}
