//! Reading answers leniently: keys in any case, scalars in any form, structures as such or as JSON text.
//! What cannot be understood is an error with the field's name, never a default.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::signature::Secret;

use super::spelling::{normalised, pascal};

/// An object of an answer. Unknown fields are ignored, a null counts as absent.
pub struct Fields<'a> {
    values: BTreeMap<String, &'a RawValue>,
}

/// A field that is not what it should be.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{field}` is {found}, expected {expected}")]
pub struct Mismatch {
    field: String,
    found: String,
    expected: &'static str,
}

impl Mismatch {
    fn new(field: &str, found: &RawValue, expected: &'static str) -> Self {
        let mut text: String = found.get().chars().take(40).collect();
        if text.len() < found.get().len() {
            text.push('…');
        }
        Self { field: field.to_owned(), found: format!("`{text}`"), expected }
    }

    fn missing(field: &str, expected: &'static str) -> Self {
        Self { field: field.to_owned(), found: "missing".into(), expected }
    }
}

impl<'a> Fields<'a> {
    /// Reads the text of a JSON object; `None` if it is anything else.
    pub(super) fn parse(json: &'a str) -> Option<Self> {
        let entries: BTreeMap<String, &'a RawValue> = serde_json::from_str(json).ok()?;
        let entries = entries.into_iter().filter(|(_, value)| value.get() != "null");
        // Byte order puts capitals first, so the exact spelling is seen before the others and kept.
        let mut values = BTreeMap::new();
        for (key, value) in entries {
            values.entry(pascal(&key)).or_insert(value);
        }
        Some(Self { values })
    }

    /// A text; a number keeps the digits it was sent with.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Mismatch> {
        let Some(raw) = self.values.get(name) else { return Ok(None) };
        match raw.get().as_bytes().first() {
            Some(b'"') => read(raw).map(Some).ok_or_else(|| Mismatch::new(name, raw, "a text")),
            Some(b'{' | b'[') | None => Err(Mismatch::new(name, raw, "a text")),
            Some(_) => Ok(Some(raw.get().to_owned())),
        }
    }

    /// A text that has to be there.
    pub(super) fn required(&self, name: &str) -> Result<String, Mismatch> {
        self.text(name)?.ok_or_else(|| Mismatch::missing(name, "a text"))
    }

    /// A whole number, or the text of one.
    pub(super) fn integer(&self, name: &str) -> Result<Option<i64>, Mismatch> {
        self.scalar(name, "a whole number", |text| text.trim().parse().ok())
    }

    /// A number of things.
    pub(super) fn natural(&self, name: &str) -> Result<Option<u64>, Mismatch> {
        let count = self.integer(name)?.map(u64::try_from).transpose();
        count.map_err(|_| self.mismatch(name, "a number from 0"))
    }

    /// A number of things that has to be there.
    pub(super) fn count(&self, name: &str) -> Result<u64, Mismatch> {
        self.natural(name)?.ok_or_else(|| Mismatch::missing(name, "a number"))
    }

    /// A secret text that has to be there. What stands in its place is not quoted.
    pub(super) fn secret(&self, name: &str) -> Result<Secret, Mismatch> {
        let text = self.text(name).map_err(|_| Mismatch {
            field: name.to_owned(),
            found: "no text".into(),
            expected: "a secret text",
        })?;
        text.map(Secret::new).ok_or_else(|| Mismatch::missing(name, "a secret text"))
    }

    /// A boolean, or the text of one in any case.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Mismatch> {
        self.scalar(name, "true or false", |text| text.trim().to_ascii_lowercase().parse().ok())
    }

    /// An object.
    pub(super) fn object(&self, name: &str) -> Result<Option<Fields<'a>>, Mismatch> {
        let Some(raw) = self.values.get(name) else { return Ok(None) };
        Fields::parse(raw.get()).map(Some).ok_or_else(|| Mismatch::new(name, raw, "an object"))
    }

    /// An object that has to be there.
    pub(super) fn needed_object(&self, name: &str) -> Result<Fields<'a>, Mismatch> {
        self.object(name)?.ok_or_else(|| Mismatch::missing(name, "an object"))
    }

    /// A list of objects; absent is empty.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Fields<'a>>, Mismatch> {
        let Some(raw) = self.values.get(name) else { return Ok(Vec::new()) };
        let mismatch = || Mismatch::new(name, raw, "a list of objects");
        let items: Vec<&'a RawValue> = serde_json::from_str(raw.get()).map_err(|_| mismatch())?;
        items.into_iter().map(|item| Fields::parse(item.get()).ok_or_else(mismatch)).collect()
    }

    /// A list of any shape, as such or as JSON text, with its keys in PascalCase; absent is empty.
    pub(super) fn list(&self, name: &str) -> Result<Value, Mismatch> {
        let value = self.structure(name)?.unwrap_or_else(|| Value::Array(Vec::new()));
        if value.is_array() {
            Ok(normalised(value))
        } else {
            Err(self.mismatch(name, "a list, or the JSON text of one"))
        }
    }

    /// An object whose keys are data, as such or as JSON text; absent is empty.
    pub(super) fn map(&self, name: &str) -> Result<Value, Mismatch> {
        let value = self.structure(name)?.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        if value.is_object() { Ok(value) } else { Err(self.mismatch(name, "an object, or the JSON text of one")) }
    }

    /// The JSON text of a field of any shape.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        self.values.get(name).map(|raw| raw.get())
    }

    fn scalar<T>(
        &self,
        name: &str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Mismatch> {
        match self.text(name)? {
            None => Ok(None),
            Some(text) if text.is_empty() => Ok(None),
            Some(text) => parse(&text).map(Some).ok_or_else(|| self.mismatch(name, expected)),
        }
    }

    /// The value of a structure, unwrapped from its JSON text; an empty text is absent.
    fn structure(&self, name: &str) -> Result<Option<Value>, Mismatch> {
        let Some(raw) = self.values.get(name) else { return Ok(None) };
        // Valid JSON is not always a value: half a surrogate pair, a number beyond all bounds, endless nesting.
        let value = read(raw).ok_or_else(|| Mismatch::new(name, raw, "JSON that can be read"))?;
        Ok(match value {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => match serde_json::from_str(&text) {
                Ok(Value::Null) => None,
                Ok(value) => Some(value),
                Err(_) => Some(Value::String(text)),
            },
            value => Some(value),
        })
    }

    fn mismatch(&self, name: &str, expected: &'static str) -> Mismatch {
        match self.values.get(name) {
            Some(raw) => Mismatch::new(name, raw, expected),
            None => Mismatch::missing(name, expected),
        }
    }
}

fn read<'a, T: Deserialize<'a>>(raw: &'a RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}
