//! SendChatappMessage.

use serde_json::Value;

use super::sending::{self, Recipient};
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::documented::{RECIPIENT_TYPES, message_types};
use crate::emulator::messages::SentTemplate;
use crate::emulator::refusal::Refusal;

/// Sends one message: of a template, or a free one.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    for name in ["ChannelType", "Type", "From", "To"] {
        desk.parameters.required(name)?;
    }
    let channel = sending::channel(desk)?;
    sending::check_numbers(desk, &channel, desk.parameters.required("To")?)?;
    sending::check_options(desk)?;
    if let Some(kind) = desk.parameters.text("RecipientType").filter(|kind| !RECIPIENT_TYPES.contains(kind)) {
        return Err(Refusal::invalid("RecipientType", &format!("It is {kind}, one of individual, group, userId.")));
    }
    let recipient = Recipient::of_parameters(desk)?;
    let message = match desk.parameters.required("Type")? {
        "template" => {
            let template = sending::template(desk, &channel)?;
            sending::of_template(desk, &channel, &template, &recipient, None)?
        }
        "message" => free(desk, &channel, &recipient)?,
        other => {
            return Err(Refusal::invalid("Type", &format!("It is {other}, template and message are allowed.")));
        }
    };
    let id = message.id.clone();
    sending::register(desk)?;
    stored(desk.ledger.accept(vec![message]))?;
    Ok(Fields::from_iter([("MessageId".to_owned(), id.into())]))
}

fn free(
    desk: &mut Desk<'_>,
    channel: &str,
    recipient: &Recipient,
) -> Result<crate::emulator::messages::Message, Refusal> {
    let refused = |code: &str, fact: String| Refusal::business(&format!("InvalidParameter.{code}"), fact);
    let kind = desk.parameters.text("MessageType").map(str::to_owned);
    let kind = kind.ok_or_else(|| refused("MessageTypeNotEmpty", "A message needs a MessageType.".to_owned()))?;
    if !message_types(channel).contains(&kind.as_str()) {
        let list = message_types(channel).join(", ");
        return Err(refused("MessageTypeNotSupport", format!("The type {kind} is not one of {list}.")));
    }
    let content = desk.parameters.text("Content");
    let content = content.ok_or_else(|| refused("ContentNotEmpty", "A message needs a Content.".to_owned()))?;
    let content: Value = serde_json::from_str(content)
        .map_err(|error| refused("ContentError", format!("The Content is no JSON: {error}.")))?;
    let content = content.as_object().ok_or_else(|| refused("ContentError", "The Content is no object.".to_owned()))?;
    let lacks = |name: &str| content.get(name).and_then(Value::as_str).is_none_or(str::is_empty);
    match kind.as_str() {
        "text" if lacks("text") => return Err(refused("TextNotEmpty", "The Content has no text.".to_owned())),
        "image" | "video" | "audio" | "document" | "sticker" if lacks("link") && lacks("id") && lacks("url") => {
            return Err(refused("LinkNotEmpty", "The Content has no link.".to_owned()));
        }
        _ => {}
    }
    let fails = sending::outside_window(desk, channel, recipient);
    Ok(sending::message(desk, channel, recipient, None::<SentTemplate>, Some(kind), fails, &[], None))
}
