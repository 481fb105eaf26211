//! The several forms in which the service is known to answer GetChatappTemplateDetail.

use serde_json::{Map, Value, json};

use super::shape::is_absent;
use crate::emulator::state::StoredTemplate;

/// The form of Components and Example in the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DetailForm {
    /// A list and an object with the keys of the request, but `hasExpiration`: what every SDK's model expects.
    #[default]
    Values,
    /// The same, and every field that a component could have is there, empty.
    Padded,
    /// Two JSON strings with lower-case keys, `formate` among them: what the documentation's sample shows.
    Strings,
}

/// What padding adds to a component.
const PADDING: [(&str, Padding); 6] = [
    ("Text", Padding::Text),
    ("Format", Padding::Text),
    ("Url", Padding::Text),
    ("Caption", Padding::Text),
    ("Buttons", Padding::List),
    ("Cards", Padding::List),
];

#[derive(Clone, Copy)]
enum Padding {
    Text,
    List,
}

/// Components and example of a template as the answer carries them.
pub(super) fn of(template: &StoredTemplate, form: DetailForm) -> (Value, Value) {
    let components = template.components.as_array().cloned().unwrap_or_default();
    let components: Vec<Value> = components.into_iter().map(|component| generated(template, component)).collect();
    let example = Value::Object(template.example.clone());
    match form {
        DetailForm::Values => (components.into_iter().map(expiration).collect(), example),
        DetailForm::Padded => (components.into_iter().map(expiration).map(padded).collect(), example),
        DetailForm::Strings => {
            let components: Value = components.into_iter().map(lower_case).collect();
            (components.to_string().into(), example.to_string().into())
        }
    }
}

/// The texts of an AUTHENTICATION template are the service's own.
fn generated(template: &StoredTemplate, mut component: Value) -> Value {
    if template.category == "AUTHENTICATION" && component.get("Text").is_none_or(is_absent) {
        let kind = component.get("Type").and_then(Value::as_str).unwrap_or_default();
        let flag =
            |name: &str| component.get(name).is_some_and(|value| *value == json!(true) || is_written_true(value));
        let text = match (kind, component.get("CodeExpirationMinutes")) {
            ("BODY", _) if flag("AddSecretRecommendation") => {
                Some("*$(code)* is your verification code. Keep it to yourself.".to_owned())
            }
            ("BODY", _) => Some("*$(code)* is your verification code.".to_owned()),
            ("FOOTER", Some(minutes)) => Some(format!("Valid for {} minutes.", minutes.to_string().trim_matches('"'))),
            _ => None,
        };
        if let (Some(object), Some(text)) = (component.as_object_mut(), text) {
            object.insert("Text".to_owned(), text.into());
        }
    }
    component
}

fn is_written_true(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The one key that the answer spells in another way than the request.
fn expiration(mut component: Value) -> Value {
    if let Some(object) = component.as_object_mut()
        && let Some(value) = object.remove("HasExpiration")
    {
        object.insert("hasExpiration".to_owned(), value);
    }
    component
}

fn padded(mut component: Value) -> Value {
    if let Some(object) = component.as_object_mut() {
        for (name, padding) in PADDING {
            let empty = match padding {
                Padding::Text => json!(""),
                Padding::List => json!([]),
            };
            object.entry(name).or_insert(empty);
        }
    }
    component
}

/// Every key in lower case with underscores, at every depth.
fn lower_case(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(lower_case).collect(),
        Value::Object(object) => Value::Object(
            object.into_iter().map(|(key, value)| (lower_key(&key), lower_case(value))).collect::<Map<_, _>>(),
        ),
        scalar => scalar,
    }
}

fn lower_key(key: &str) -> String {
    if key == "Format" {
        return "formate".to_owned();
    }
    let mut lower = String::new();
    for (at, c) in key.char_indices() {
        if c.is_ascii_uppercase() && at > 0 {
            lower.push('_');
        }
        lower.push(c.to_ascii_lowercase());
    }
    lower
}
