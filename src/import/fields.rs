//! The fields of one JSON object: taken one by one by whoever understands them, the rest accounted for at the end.
//!
//! Keys are the same in Pascal, camel and snake case. Empty values count as absent: CAMS fills unused fields with them.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::faults::{DROPPED_FIELD, REPEATED, UNKNOWN_FIELD, UNKNOWN_VALUE, WRONG_TYPE};
use super::json::Json;
use super::reading::Reading;
use crate::finding::{At, Finding, Path, Step};

/// The fields of an object that nobody has taken yet.
pub(super) struct Fields<'a> {
    /// Where the object is.
    pub path: Path,
    /// By folded key: the key as written, and its value.
    rest: IndexMap<String, (&'a str, &'a Json)>,
}

impl<'a> Fields<'a> {
    /// The fields of an object. A repeated key is reported, unless it says the same again.
    pub(super) fn of(entries: &'a [(String, Json)], path: Path, reading: &mut Reading) -> Self {
        let mut rest: IndexMap<String, (&'a str, &'a Json)> = IndexMap::new();
        for (key, value) in entries.iter().filter(|(_, value)| !value.is_empty()) {
            let (known, first) = *rest.entry(folded(key)).or_insert((key, value));
            if first != value {
                let message = format!("`{key}` says again, and otherwise, what `{known}` has said");
                let finding = Finding::new(&REPEATED, At::Key(path.join(key.as_str())), message);
                reading.report(finding.label("not imported").help("keep one of the two"));
            }
        }
        Self { path, rest }
    }

    /// Whether a field is there, whatever it holds.
    pub(super) fn has(&self, name: &str) -> bool {
        self.rest.contains_key(&folded(name))
    }

    /// The keys as written.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.rest.values().map(|(key, _)| *key)
    }

    /// A text field, looked at and left where it is.
    pub(super) fn peek(&self, name: &str) -> Option<&'a str> {
        match self.rest.get(&folded(name)) {
            Some((_, Json::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Takes a field out, with its path.
    pub(super) fn take(&mut self, name: &str) -> Option<(Path, &'a Json)> {
        let (key, value) = self.rest.shift_remove(&folded(name))?;
        Some((self.path.join(key), value))
    }

    /// A text, not yet made safe; an integer counts as its digits.
    pub(super) fn text(&mut self, name: &str, reading: &mut Reading) -> Option<(Path, String)> {
        let (path, value) = self.take(name)?;
        let text = reading.expect_text(&path, value)?;
        Some((path, text))
    }

    /// A boolean, or the text `true` or `false`.
    pub(super) fn boolean(&mut self, name: &str, reading: &mut Reading) -> Option<bool> {
        let (path, value) = self.take(name)?;
        let found = match value {
            Json::Bool(found) => Some(*found),
            Json::Text(text) => text.to_ascii_lowercase().parse().ok(),
            _ => None,
        };
        found.or_else(|| reading.wrong_type(&path, value, "true or false"))
    }

    /// An integer, or a text that holds one.
    pub(super) fn integer(&mut self, name: &str, reading: &mut Reading) -> Option<i64> {
        let (path, value) = self.take(name)?;
        let found = match value {
            Json::Number(number) => number.as_i64(),
            Json::Text(text) => text.parse().ok(),
            _ => None,
        };
        found.or_else(|| reading.wrong_type(&path, value, "an integer"))
    }

    /// A value of an enumeration, in any case.
    pub(super) fn choice<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        known: &[T],
        reading: &mut Reading,
    ) -> Option<T>
    where
        T: Copy + std::fmt::Display,
    {
        let (path, text) = self.text(name, reading)?;
        if let Some(value) = parse(&text).or_else(|| known.iter().copied().find(|one| same(&one.to_string(), &text))) {
            return Some(value);
        }
        let values: Vec<String> = known.iter().map(T::to_string).collect();
        reading.report(
            Finding::new(&UNKNOWN_VALUE, At::Value(path), format!("`{name}` cannot be `{text}`"))
                .label("not imported")
                .help(format!("write one of {}", values.join(", "))),
        );
        None
    }

    /// A list; CAMS may write it as a text that holds the list.
    pub(super) fn list(&mut self, name: &str, reading: &mut Reading) -> Option<(Path, Cow<'a, [Json]>)> {
        let (path, value) = self.take(name)?;
        match (value, value.embedded()) {
            (Json::List(items), _) => Some((path, Cow::Borrowed(items))),
            (_, Some(Json::List(items))) => Some((path, Cow::Owned(items))),
            _ => reading.wrong_type(&path, value, "a list"),
        }
    }

    /// Accounts for what nobody took: fields that only the service writes are noted, any other is a fault.
    pub(super) fn finish(self, what: &str, only_read: &[&str], reading: &mut Reading) {
        let (dropped, unknown): (Vec<&str>, Vec<&str>) =
            self.keys().partition(|key| only_read.iter().any(|known| same(known, key)));
        if let Some(first) = dropped.first() {
            let keys: Vec<String> = dropped.iter().map(|key| format!("`{key}`")).collect();
            let message = format!("{} left out: a template file has no place for it and needs none", keys.join(", "));
            reading.report(Finding::new(&DROPPED_FIELD, At::Key(self.path.join(*first)), message));
        }
        for key in unknown {
            let message = format!("{what} has no field `{key}`");
            reading.report(
                Finding::new(&UNKNOWN_FIELD, At::Key(self.path.join(key)), message)
                    .label("not imported")
                    .help("take it out if nothing depends on it, and check the template file"),
            );
        }
    }
}

impl Reading {
    /// A text, or an integer's digits; anything else is reported.
    pub(super) fn expect_text(&mut self, path: &Path, value: &Json) -> Option<String> {
        match value {
            Json::Text(text) => Some(text.clone()),
            Json::Number(number) if !number.is_f64() => Some(number.to_string()),
            _ => self.wrong_type(path, value, "a text"),
        }
    }

    /// The fields of a value that must be an object, or a text that holds one (kept in `embedded`).
    pub(super) fn expect_fields<'a>(
        &mut self,
        path: Path,
        value: &'a Json,
        embedded: &'a mut Option<Json>,
    ) -> Option<Fields<'a>> {
        *embedded = value.embedded();
        match (value, &*embedded) {
            (Json::Map(entries), _) | (_, Some(Json::Map(entries))) => Some(Fields::of(entries, path, self)),
            _ => self.wrong_type(&path, value, "an object"),
        }
    }

    /// Reports a value of another kind than expected.
    pub(super) fn wrong_type<T>(&mut self, path: &Path, value: &Json, expected: &str) -> Option<T> {
        let what = match path.0.last() {
            Some(Step::Key(key)) => format!("`{key}`"),
            Some(Step::Index(index)) => format!("item {}", index + 1),
            None => "the document".to_owned(),
        };
        let message = format!("{what} is {}, not {expected}", value.kind());
        self.report(Finding::new(&WRONG_TYPE, At::Value(path.clone()), message).label("not imported"));
        None
    }
}

/// Whether two spellings name the same: `PhoneNumber`, `phoneNumber` and `phone_number` do.
pub(super) fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

fn folded(key: &str) -> String {
    key.chars().filter(|character| !matches!(character, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}
