//! Fields of a JSON object, whatever the case of their keys.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Problem, ProblemKind};
use crate::finding::Path;

/// `PhoneNumber`, `phoneNumber` and `phone_number` are one key: `phone_number`.
///
/// Two misspellings of the documentation's own samples are understood: `formate`, and `add_security_recommendation`.
pub fn snake_case(key: &str) -> String {
    let mut snake = String::with_capacity(key.len() + 4);
    let mut after_lower = false;
    for character in key.chars() {
        if character.is_ascii_uppercase() && after_lower {
            snake.push('_');
        }
        after_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
        snake.push(character.to_ascii_lowercase());
    }
    match snake.as_str() {
        "formate" => "format".to_owned(),
        "add_security_recommendation" => "add_secret_recommendation".to_owned(),
        _ => snake,
    }
}

/// A value as it is meant: a JSON text is read, anything else is itself.
///
/// Some answers and requests hold lists and maps as JSON strings.
pub fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) if text.trim_start().starts_with(['[', '{']) => {
            serde_json::from_str(text).unwrap_or_else(|_| value.clone())
        }
        _ => value.clone(),
    }
}

/// The fields of one object while it is taken apart; what is left at the end is reported.
pub(super) struct Fields<'a> {
    path: Path,
    fields: Vec<(String, String, Value)>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Fields<'a> {
    /// The non-empty fields of an object: `null`, `""`, `[]` and `{}` count as absent.
    pub(super) fn of(value: &Value, path: &Path, problems: &'a mut Vec<Problem>) -> Option<Self> {
        let Value::Object(object) = value else {
            problems.push(Problem { path: path.clone(), kind: ProblemKind::WrongKind("a mapping") });
            return None;
        };
        let fields = object.iter().filter(|(_, value)| !is_empty(value));
        let fields = fields.map(|(key, value)| (snake_case(key), key.clone(), value.clone())).collect();
        Some(Self { path: path.clone(), fields, problems })
    }

    /// Takes a field out.
    pub(super) fn take(&mut self, name: &str) -> Option<(Path, Value)> {
        let position = self.fields.iter().position(|(snake, ..)| snake == name)?;
        let (_, key, value) = self.fields.remove(position);
        Some((self.path.join(key), value))
    }

    /// Takes a list out; a JSON string of one counts.
    pub(super) fn take_list(&mut self, name: &str) -> Option<(Path, Vec<Value>)> {
        let (path, value) = self.take(name)?;
        match plain(&value) {
            Value::Array(items) => Some((path, items)),
            _ => {
                self.problems.push(Problem { path, kind: ProblemKind::WrongKind("a list") });
                None
            }
        }
    }

    /// Takes the type out, in upper case; an object without one is reported.
    pub(super) fn take_type(&mut self) -> Option<(Path, String)> {
        let (path, value) = self.take("type").unwrap_or_else(|| (self.path.clone(), Value::Null));
        if let Some(text) = value.as_str() {
            return Some((path, text.to_ascii_uppercase()));
        }
        self.problems.push(Problem { path, kind: ProblemKind::WrongKind("something with a type") });
        None
    }

    /// Where problems go.
    pub(super) fn problems(&mut self) -> &mut Vec<Problem> {
        self.problems
    }

    /// Takes `names` out and makes a `T` of them; what cannot be is reported and left out.
    pub(super) fn decode<T: DeserializeOwned + Default>(&mut self, names: &[&str]) -> T {
        let mut taken = Map::new();
        for name in names {
            let Some((path, value)) = self.take(name) else { continue };
            let value = coerced(name, &value);
            let single = Map::from_iter([((*name).to_owned(), value)]);
            if serde_json::from_value::<T>(Value::Object(single.clone())).is_ok() {
                taken.extend(single);
            } else {
                self.problems.push(Problem { path, kind: ProblemKind::WrongKind(expected(name)) });
            }
        }
        serde_json::from_value(Value::Object(taken)).unwrap_or_default()
    }

    /// Reports what is left; `read_only` names the fields that only answers have.
    pub(super) fn finish(self, read_only: &[&str]) {
        for (snake, key, _) in self.fields {
            let kind =
                if read_only.contains(&snake.as_str()) { ProblemKind::ReadOnly } else { ProblemKind::UnknownField };
            self.problems.push(Problem { path: self.path.join(key), kind });
        }
    }
}

const NUMBERS: &[&str] = &["code_expiration_minutes", "duration"];
const SWITCHES: &[&str] = &["add_secret_recommendation", "has_expiration", "is_opt_out"];
const UPPER_CASE: &[&str] = &["format", "flow_action", "type"];

/// What the API's answers and other tools spell differently, brought to the form of the model.
fn coerced(name: &str, value: &Value) -> Value {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => return other.clone(),
    };
    if NUMBERS.contains(&name) {
        return text.parse::<i64>().map_or(Value::String(text), Value::from);
    }
    if SWITCHES.contains(&name) {
        return text.to_ascii_lowercase().parse::<bool>().map_or(Value::String(text), Value::from);
    }
    if UPPER_CASE.contains(&name) {
        return text.to_ascii_uppercase().into();
    }
    if name == "url_type" { text.to_ascii_lowercase().into() } else { text.into() }
}

fn expected(name: &str) -> &'static str {
    match name {
        _ if NUMBERS.contains(&name) => "a whole number",
        _ if SWITCHES.contains(&name) => "true or false",
        "format" => "TEXT, IMAGE, DOCUMENT or VIDEO",
        "flow_action" => "NAVIGATE or DATA_EXCHANGE",
        "url_type" => "static or dynamic",
        "supported_apps" => "a list of apps",
        _ => "a text",
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
