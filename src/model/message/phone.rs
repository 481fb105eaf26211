//! Phone numbers, as people write them and as the service takes them.

use crate::model::limits::{PHONE_DIGITS_AT_LEAST, PHONE_DIGITS_AT_MOST};

/// Why a text is no phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPhoneNumber {
    /// Nothing is there.
    #[error("there is no number")]
    Empty,
    /// A character that no number has.
    #[error("`{0}` belongs to no phone number")]
    Character(char),
    /// Too few or too many digits.
    #[error("{0} digits, a phone number with its country code has {PHONE_DIGITS_AT_LEAST} to {PHONE_DIGITS_AT_MOST}")]
    Digits(usize),
    /// A number as it is dialled inside of a country.
    #[error("it begins with a single 0 instead of a country code")]
    NoCountryCode,
}

/// The bare digits that the service takes: a leading `+` or `00`, blanks, hyphens, dots and brackets are taken out.
///
/// # Errors
///
/// What is no phone number with its country code.
pub fn phone_digits(text: &str) -> Result<String, NoPhoneNumber> {
    let text = text.trim();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let is_filler = |character: char| character.is_whitespace() || "-.()/\u{2011}\u{2013}".contains(character);
    if let Some(strange) = rest.chars().find(|character| !character.is_ascii_digit() && !is_filler(*character)) {
        return Err(NoPhoneNumber::Character(strange));
    }
    let all: String = rest.chars().filter(char::is_ascii_digit).collect();
    let digits = if rest.len() == text.len() { all.strip_prefix("00").unwrap_or(&all) } else { &all };
    match digits.len() {
        0 => Err(NoPhoneNumber::Empty),
        _ if digits.starts_with('0') => Err(NoPhoneNumber::NoCountryCode),
        PHONE_DIGITS_AT_LEAST..=PHONE_DIGITS_AT_MOST => Ok(digits.to_owned()),
        count => Err(NoPhoneNumber::Digits(count)),
    }
}

/// A number of which only the country and the last digits can be read: `86*******1111`.
pub fn masked_number(number: &str) -> String {
    let length = number.chars().count();
    let shown = if length < 8 { 0 } else { 2 };
    let last = if length < 8 { 2.min(length) } else { 4 };
    let hidden = length.saturating_sub(shown + last);
    let mask = |(index, character): (usize, char)| {
        if index < shown || index >= shown + hidden { character } else { '*' }
    };
    number.chars().enumerate().map(mask).collect()
}
