//! The model's components → API JSON.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::{Button, Card, Header, Variant};

/// The components of a variant as the API spells them, in the order of Meta's samples. Nothing empty is written.
pub fn components(variant: &Variant) -> Value {
    let mut list = Vec::new();
    list.extend(variant.header.as_ref().map(header));
    list.extend(variant.limited_time_offer.as_ref().map(|offer| component("LIMITED_TIME_OFFER", offer)));
    list.extend(variant.body.as_ref().map(|body| component("BODY", body)));
    list.extend(
        variant
            .carousel
            .as_ref()
            .map(|cards| json!({ "Type": "CAROUSEL", "Cards": cards.iter().map(card).collect::<Vec<_>>() })),
    );
    list.extend(variant.footer.as_ref().map(|footer| component("FOOTER", footer)));
    list.extend(variant.buttons.as_deref().map(buttons));
    Value::Array(list)
}

/// The samples of a variant as the API spells them: only those of variables in use, `None` when there are none.
pub fn example(variant: &Variant) -> Option<Value> {
    let names = variant.variable_names().into_iter();
    let samples: Map<String, Value> =
        names.filter_map(|name| variant.examples.get(&name).map(|sample| (name, sample.clone().into()))).collect();
    (!samples.is_empty()).then_some(Value::Object(samples))
}

fn header(header: &Header) -> Value {
    let mut written = component("HEADER", header);
    if let Some(fields) = written.as_object_mut() {
        // The service knows addresses only: what is uploaded has one by then.
        fields.remove("File");
        fields.extend(header.effective_format().map(|format| ("Format".to_owned(), format.as_str().into())));
    }
    written
}

fn card(card: &Card) -> Value {
    let mut list = Vec::new();
    list.extend(card.header.as_ref().map(header));
    list.extend(card.body.as_ref().map(|body| component("BODY", body)));
    list.extend(card.buttons.as_deref().map(buttons));
    json!({ "CardComponents": list })
}

fn buttons(buttons: &[Button]) -> Value {
    json!({ "Type": "BUTTONS", "Buttons": buttons.iter().map(pascal_case).collect::<Vec<_>>() })
}

fn component(kind: &str, fields: &impl Serialize) -> Value {
    let mut written = pascal_case(fields);
    if let Some(fields) = written.as_object_mut() {
        fields.insert("Type".to_owned(), kind.into());
    }
    written
}

/// A part of the model with the API's keys: `phone_number` is `PhoneNumber`.
fn pascal_case(part: &impl Serialize) -> Value {
    // Plain data of ours always serialises.
    with_pascal_keys(serde_json::to_value(part).unwrap_or_default())
}

fn with_pascal_keys(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, value)| (pascal_key(&key), with_pascal_keys(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(with_pascal_keys).collect()),
        scalar => scalar,
    }
}

fn pascal_key(key: &str) -> String {
    let capital = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => String::new(),
    };
    key.split('_').map(capital).collect()
}
