//! What the product refuses in the texts of a template: variables where none may be, and the like.
//!
//! Written from the list of business codes (A-ERR), not from the client's rules.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::shape::is_absent;
use crate::emulator::documented::{CARD_FORMATS, FORMATS, PHONE_NUMBER};
use crate::emulator::refusal::Refusal;

/// Checks components that have passed the gateway's schema.
pub(super) fn check(components: &Value, example: &Map<String, Value>) -> Result<(), Refusal> {
    for component in objects(components) {
        check_component(component, &FORMATS, example)?;
        for card in component.get("Cards").into_iter().flat_map(objects) {
            for part in card.get("CardComponents").into_iter().flat_map(objects) {
                check_component(part, &CARD_FORMATS, example)?;
            }
        }
    }
    Ok(())
}

/// The names of all variables in components, wherever they stand.
pub(super) fn all_variables(components: &Value) -> BTreeSet<String> {
    match components {
        Value::String(text) => variables(text).into_iter().map(str::to_owned).collect(),
        Value::Array(items) => items.iter().flat_map(all_variables).collect(),
        Value::Object(object) => object.values().flat_map(all_variables).collect(),
        _ => BTreeSet::new(),
    }
}

/// The buttons that a recipient can tap: the kind as the metrics name it, and the text.
pub(super) fn buttons(components: &Value) -> Vec<(String, String)> {
    let kind = |button: &Map<String, Value>| match text(button, "Type") {
        "PHONE_NUMBER" => Some("phone_number_button"),
        "URL" => Some("url_button"),
        "QUICK_REPLY" => Some("quick_reply_button"),
        _ => None,
    };
    match components {
        Value::Array(items) => items.iter().flat_map(buttons).collect(),
        Value::Object(object) => {
            let own = kind(object).map(|kind| (kind.to_owned(), text(object, "Text").to_owned()));
            own.into_iter().chain(object.values().flat_map(buttons)).collect()
        }
        _ => Vec::new(),
    }
}

fn check_component(
    component: &Map<String, Value>,
    formats: &[&str],
    example: &Map<String, Value>,
) -> Result<(), Refusal> {
    let text = text(component, "Text");
    check_placeholders(text)?;
    match self::text(component, "Type") {
        "HEADER" => check_header(component, formats, example)?,
        "FOOTER" if !variables(text).is_empty() => {
            let message = "The footer has a variable. Footers are fixed texts.";
            return Err(Refusal::business("InvalidParameter.FooterHaveVariable", message));
        }
        _ => {}
    }
    component.get("Buttons").into_iter().flat_map(objects).try_for_each(check_button)
}

fn check_header(component: &Map<String, Value>, formats: &[&str], example: &Map<String, Value>) -> Result<(), Refusal> {
    let format = text(component, "Format");
    if !formats.contains(&format) {
        let message = format!("The header format {format:?} is not supported, use one of {}.", formats.join(", "));
        return Err(Refusal::business("InvalidParameter.HeaderTypeNotSupport", message));
    }
    let count = variables(text(component, "Text")).len();
    if count > 1 {
        let message = format!("The header has {count} variables, 1 is allowed.");
        return Err(Refusal::business("InvalidParameter.HeaderMoreVarable", message));
    }
    if format != "TEXT" && !is_address(text(component, "Url"), example) {
        return Err(Refusal::business("InvalidParameter.FileUrlError", "The file can not download."));
    }
    Ok(())
}

fn check_button(button: &Map<String, Value>) -> Result<(), Refusal> {
    let (label, url) = (text(button, "Text"), text(button, "Url"));
    check_placeholders(label)?;
    check_placeholders(url)?;
    if !variables(label).is_empty() {
        let message = format!("The button text {label:?} has a variable. Button texts are fixed.");
        return Err(Refusal::business("InvalidParameter.ButtonTextHaveVariable", message));
    }
    let count = variables(url).len();
    if count > 1 {
        let message = format!("The URL {url:?} has {count} variables, 1 is allowed.");
        return Err(Refusal::business("InvalidParameter.UrlMoreVarable", message));
    }
    let phone = text(button, "PhoneNumber");
    if text(button, "Type") == "PHONE_NUMBER" && !is_phone_number(phone) {
        let message = format!("The phone number {phone:?} is not valid, write it as +8613800001111.");
        return Err(Refusal::business("InvalidParameter.PhoneNumberError", message));
    }
    Ok(())
}

/// Meta's own placeholders, `{{1}}`, may not be typed.
fn check_placeholders(text: &str) -> Result<(), Refusal> {
    let numbered = text.split("{{").skip(1).any(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && rest[digits..].starts_with("}}")
    });
    if numbered {
        let message = "The text has a placeholder such as {{1}}. Write variables as $(name).";
        return Err(Refusal::business("InvalidParameter.MessageInvalid", message));
    }
    Ok(())
}

/// The names of the variables in a text, `$(name)`, in order.
fn variables(text: &str) -> Vec<&str> {
    let parts = text.split("$(").skip(1);
    parts.filter_map(|rest| rest.split_once(')').map(|(name, _)| name)).filter(|name| !name.is_empty()).collect()
}

/// An address the service could fetch, or a variable whose example is one.
fn is_address(url: &str, example: &Map<String, Value>) -> bool {
    let url = match variables(url).first() {
        Some(name) if url == format!("$({name})") => text(example, name),
        _ => url,
    };
    ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        && !url.contains(char::is_whitespace)
}

fn is_phone_number(phone: &str) -> bool {
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    PHONE_NUMBER.contains(&phone.len())
        && digits.len() >= *PHONE_NUMBER.start()
        && digits.bytes().all(|b| b.is_ascii_digit())
}

fn objects(list: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    list.as_array().into_iter().flatten().filter_map(Value::as_object)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> &'a str {
    object.get(name).filter(|value| !is_absent(value)).and_then(Value::as_str).unwrap_or_default()
}
