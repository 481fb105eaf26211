//! The gateway's own schema of components: known fields, their kinds, ranges and lists, required ones.
//!
//! An empty list, an empty text and null count as absent, because official SDKs pad their models with them.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::emulator::documented::{
    BUTTON_TYPES, CARD_BUTTON_TYPES, CARD_COMPONENT_TYPES, CARD_COMPONENTS, CODE_EXPIRATION_MINUTES, COMPONENT_TYPES,
    DURATION_SECONDS, FLOW_ACTIONS, SUPPORTED_APPS, URL_TYPES,
};
use crate::emulator::refusal::Refusal;

/// What a field holds.
enum Kind {
    Text,
    OneOf(&'static [&'static str]),
    Flag,
    Integer(RangeInclusive<i64>),
    List(&'static [Field], RangeInclusive<usize>),
}

/// One field of an object.
struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

/// Any number of items.
const ANY: RangeInclusive<usize> = 0..=usize::MAX;

const APP: &[Field] = &[field("PackageName", Kind::Text), field("SignatureHash", Kind::Text)];

const BUTTON: &[Field] = &[
    required("Type", Kind::OneOf(&BUTTON_TYPES)),
    field("Text", Kind::Text),
    field("PhoneNumber", Kind::Text),
    field("Url", Kind::Text),
    field("UrlType", Kind::OneOf(&URL_TYPES)),
    field("SignatureHash", Kind::Text),
    field("PackageName", Kind::Text),
    field("AutofillText", Kind::Text),
    field("IsOptOut", Kind::Flag),
    field("CouponCode", Kind::Text),
    field("FlowId", Kind::Text),
    field("FlowAction", Kind::OneOf(&FLOW_ACTIONS)),
    field("NavigateScreen", Kind::Text),
    field("SupportedApps", Kind::List(APP, 0..=SUPPORTED_APPS)),
];

const CARD_BUTTON: &[Field] = &[
    required("Type", Kind::OneOf(&CARD_BUTTON_TYPES)),
    field("Text", Kind::Text),
    field("Url", Kind::Text),
    field("UrlType", Kind::OneOf(&URL_TYPES)),
    field("PhoneNumber", Kind::Text),
];

const CARD_COMPONENT: &[Field] = &[
    required("Type", Kind::OneOf(&CARD_COMPONENT_TYPES)),
    field("Text", Kind::Text),
    field("Format", Kind::Text),
    field("Url", Kind::Text),
    field("Buttons", Kind::List(CARD_BUTTON, ANY)),
];

const CARD: &[Field] = &[required("CardComponents", Kind::List(CARD_COMPONENT, CARD_COMPONENTS))];

const COMPONENT: &[Field] = &[
    required("Type", Kind::OneOf(&COMPONENT_TYPES)),
    field("Text", Kind::Text),
    field("Format", Kind::Text),
    field("Url", Kind::Text),
    field("Caption", Kind::Text),
    field("FileName", Kind::Text),
    field("FileType", Kind::Text),
    field("ThumbUrl", Kind::Text),
    field("Duration", Kind::Integer(DURATION_SECONDS)),
    field("AddSecretRecommendation", Kind::Flag),
    field("CodeExpirationMinutes", Kind::Integer(CODE_EXPIRATION_MINUTES)),
    field("HasExpiration", Kind::Flag),
    field("Buttons", Kind::List(BUTTON, ANY)),
    field("Cards", Kind::List(CARD, ANY)),
];

/// Checks the list of components; an empty one is a missing one.
pub(super) fn check_components(components: &Value) -> Result<(), Refusal> {
    check_list("Components", components, COMPONENT, &(1..=usize::MAX))
}

/// Checks the example: an object of texts.
pub(super) fn check_example(example: Option<Value>) -> Result<Map<String, Value>, Refusal> {
    match example {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(example)) if example.values().all(Value::is_string) => Ok(example),
        Some(_) => Err(Refusal::format("Example", "It is an object of texts.")),
    }
}

/// Whether a value counts as absent.
pub(super) fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn check_list(name: &str, value: &Value, item: &[Field], count: &RangeInclusive<usize>) -> Result<(), Refusal> {
    let Value::Array(items) = value else { return Err(Refusal::format(name, "It is a list of objects.")) };
    if items.is_empty() && *count.start() > 0 {
        return Err(Refusal::missing(name));
    }
    if !count.contains(&items.len()) {
        let fact = format!("It has {} items, {} to {} are allowed.", items.len(), count.start(), count.end());
        return Err(Refusal::invalid(name, &fact));
    }
    items.iter().try_for_each(|value| match value {
        Value::Object(object) => check_object(name, object, item),
        _ => Err(Refusal::format(name, "It is a list of objects.")),
    })
}

fn check_object(name: &str, object: &Map<String, Value>, fields: &[Field]) -> Result<(), Refusal> {
    let absent = |field: &&Field| object.get(field.name).is_none_or(is_absent);
    if let Some(missing) = fields.iter().filter(|field| field.required).find(absent) {
        return Err(Refusal::missing(missing.name));
    }
    for (key, value) in object {
        let Some(field) = fields.iter().find(|field| field.name == key) else {
            return Err(Refusal::gateway(400, "InvalidParameter", format!("{name} has no field {key}.")));
        };
        if !is_absent(value) {
            check_value(field, value)?;
        }
    }
    Ok(())
}

fn check_value(field: &Field, value: &Value) -> Result<(), Refusal> {
    let name = field.name;
    match &field.kind {
        Kind::Text => text(name, value).map(drop),
        Kind::OneOf(values) => {
            let text = text(name, value)?;
            let fact = || format!("It is {text}, one of {} is allowed.", values.join(", "));
            values.contains(&text).then_some(()).ok_or_else(|| Refusal::invalid(name, &fact()))
        }
        Kind::Flag => flag(value).map(drop).ok_or_else(|| Refusal::format(name, "It is neither true nor false.")),
        Kind::Integer(range) => {
            let number = integer(value).ok_or_else(|| Refusal::format(name, "It is not a whole number."))?;
            check_range(name, number, range)
        }
        Kind::List(item, count) => check_list(name, value, item, count),
    }
}

/// Refuses a number outside its range.
pub(super) fn check_range(name: &str, number: i64, range: &RangeInclusive<i64>) -> Result<(), Refusal> {
    let fact = || format!("It is {number}, {} to {} are allowed.", range.start(), range.end());
    range.contains(&number).then_some(()).ok_or_else(|| Refusal::invalid(name, &fact()))
}

fn text<'a>(name: &str, value: &'a Value) -> Result<&'a str, Refusal> {
    value.as_str().ok_or_else(|| Refusal::format(name, "It is not a text."))
}

fn flag(value: &Value) -> Option<bool> {
    let written = |text: &str| match text.to_ascii_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    value.as_bool().or_else(|| written(value.as_str()?))
}

/// A whole number, also one that is written as a text.
pub(super) fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}
