//! QueryChatappPhoneNumbers.

use serde_json::{Value, json};

use super::Desk;
use crate::emulator::answer::Fields;
use crate::emulator::refusal::Refusal;

/// The state of every number here.
const STATUS: &str = "CONNECTED";

/// The numbers of a space: those that were given at the start, and those that messages were sent from.
pub(super) fn run(desk: &mut Desk<'_>) -> Result<Fields, Refusal> {
    let mut numbers = desk.state.settings(&desk.space()).numbers.clone();
    numbers.extend(desk.config.numbers.iter().cloned());
    if desk.parameters.text("Status").is_some_and(|status| status != STATUS) {
        numbers.clear();
    }
    let rows: Vec<Value> = numbers.iter().map(|number| row(number)).collect();
    Ok(Fields::from_iter([("PhoneNumbers".to_owned(), rows.into())]))
}

fn row(number: &str) -> Value {
    json!({
        "PhoneNumber": number,
        "Status": STATUS,
        "VerifiedName": "Emulated business",
        "NameStatus": "APPROVED",
        "CodeVerificationStatus": "VERIFIED",
        "QualityRating": "GREEN",
        "MessagingLimitTier": "TIER_1K",
        "IsOfficial": "false",
    })
}
