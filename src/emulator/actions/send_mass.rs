//! SendChatappMassMessage.

use serde_json::Value;

use super::sending::{self, Recipient};
use super::{Desk, stored};
use crate::emulator::answer::Fields;
use crate::emulator::documented::MASS_RECIPIENTS;
use crate::emulator::refusal::Refusal;

/// Sends a template to many recipients: to all of them, or to none where one cannot be read.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    for name in ["ChannelType", "From"] {
        desk.parameters.required(name)?;
    }
    let channel = sending::channel(desk)?;
    sending::check_options(desk)?;
    let list = desk.parameters.json("SenderList")?.ok_or_else(|| Refusal::missing("SenderList"))?;
    let Value::Array(list) = list else {
        return Err(Refusal::format("SenderList", "It is a list of objects."));
    };
    if list.is_empty() {
        return Err(Refusal::missing("SenderList"));
    }
    if list.len() > MASS_RECIPIENTS {
        let fact = format!("It has {} items, 1 to {MASS_RECIPIENTS} are allowed.", list.len());
        return Err(Refusal::invalid("SenderList", &fact));
    }
    let recipients = list.iter().map(Recipient::of_item).collect::<Result<Vec<_>, _>>()?;
    for recipient in &recipients {
        sending::check_numbers(desk, &channel, &recipient.to)?;
    }
    let template = sending::template(desk, &channel)?;
    let group = sending::new_id(desk);
    let mut messages = Vec::with_capacity(recipients.len());
    for (number, recipient) in recipients.iter().enumerate() {
        let place = Some((group.as_str(), number));
        messages.push(sending::of_template(desk, &channel, &template, recipient, place)?);
    }
    sending::register(desk)?;
    stored(desk.ledger.accept(messages))?;
    Ok(Fields::from_iter([("GroupMessageId".to_owned(), group.into())]))
}
