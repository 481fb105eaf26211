//! A value to YAML that people like to read: block style, short collections in one line, quotes only where
//! they are needed, no line folded.

pub(super) mod scalar;

use serde_json::{Map, Value};

use scalar::{block, inline, is_multi_line};

/// Collections that fit in so many columns stand in one line.
const WIDTH: usize = 100;
/// A mapping below a key stands in one line only up to so many entries.
const FEW_ENTRIES: usize = 3;
/// A parser looks so many characters ahead for the `:` of a key.
const LONGEST_SIMPLE_KEY: usize = 1_000;

/// The order in which keys are written; keys that it does not name follow in their own order.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyOrder<'k>(pub &'k [&'k str]);

impl KeyOrder<'_> {
    /// The place of a key in the order; all keys that it does not name come last.
    pub(super) fn rank(&self, key: &str) -> usize {
        self.0.iter().position(|name| *name == key).unwrap_or(self.0.len())
    }

    /// Where among keys that stand in some order a new one is put: behind the last of those that come before it.
    pub(super) fn place_among(&self, key: &str, keys: &[&str]) -> usize {
        let rank = self.rank(key);
        keys.iter().rposition(|known| self.rank(known) <= rank).map_or(0, |index| index + 1)
    }

    fn sorted<'v>(&self, fields: &'v Map<String, Value>) -> Vec<(&'v str, &'v Value)> {
        let mut entries: Vec<_> = fields.iter().map(|(key, value)| (key.as_str(), value)).collect();
        entries.sort_by_key(|(key, _)| self.rank(key));
        entries
    }
}

/// Writes a value as a YAML document. Read again it is the same value.
pub fn emit(value: &Value, order: KeyOrder<'_>) -> String {
    let mut writer = Writer { out: String::new(), order };
    match value {
        Value::Object(fields) if !fields.is_empty() => writer.mapping(fields, 0),
        Value::Array(items) if !items.is_empty() => writer.list(items, 0),
        scalar => writer.after_marker(scalar, 0, false),
    }
    writer.out
}

/// Writes a value behind something: a key's colon, or a list item's dash. `begun` is what its first line holds so far;
/// the result goes on there, and ends with a line break.
pub(super) fn emit_behind(begun: &str, value: &Value, indent: usize, order: KeyOrder<'_>) -> String {
    let mut writer = Writer { out: begun.to_owned(), order };
    match begun.ends_with('-') {
        true => {
            writer.out.push(' ');
            writer.item(value, indent);
        }
        false => writer.value(value, indent),
    }
    writer.out.split_off(begun.len())
}

/// Writes a value in one line, as it may stand in brackets.
pub(super) fn emit_flow(value: &Value, order: KeyOrder<'_>) -> String {
    Writer { out: String::new(), order }.line(value)
}

struct Writer<'k> {
    out: String,
    order: KeyOrder<'k>,
}

impl Writer<'_> {
    /// The entries of a mapping; the first goes on where the line stands.
    fn mapping(&mut self, fields: &Map<String, Value>, indent: usize) {
        for (nth, (key, value)) in self.order.sorted(fields).into_iter().enumerate() {
            if nth > 0 {
                self.indent(indent);
            }
            self.entry(key, value, indent);
        }
    }

    fn entry(&mut self, key: &str, value: &Value, indent: usize) {
        let key = inline(key, false);
        if key.len() > LONGEST_SIMPLE_KEY {
            self.out.push_str("? ");
            self.out.push_str(&key);
            self.out.push('\n');
            self.indent(indent);
        } else {
            self.out.push_str(&key);
        }
        self.out.push(':');
        self.value(value, indent);
    }

    /// The value behind the colon of its key.
    fn value(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Object(inner) if !inner.is_empty() && !self.in_one_line(value, FEW_ENTRIES) => {
                self.next_line(indent + 2);
                self.mapping(inner, indent + 2);
            }
            Value::Array(items) if !items.is_empty() && !self.in_one_line(value, usize::MAX) => {
                self.next_line(indent + 2);
                self.list(items, indent + 2);
            }
            value => {
                self.out.push(' ');
                self.after_marker(value, indent, true);
            }
        }
    }

    /// The items of a list; the first goes on where the line stands.
    fn list(&mut self, items: &[Value], indent: usize) {
        for (nth, item) in items.iter().enumerate() {
            if nth > 0 {
                self.indent(indent);
            }
            self.out.push_str("- ");
            self.item(item, indent);
        }
    }

    /// The item behind its dash.
    fn item(&mut self, item: &Value, indent: usize) {
        match item {
            Value::Object(fields) if !fields.is_empty() && !self.in_one_line(item, usize::MAX) => {
                self.mapping(fields, indent + 2);
            }
            Value::Array(items) if !items.is_empty() && !self.in_one_line(item, usize::MAX) => {
                self.list(items, indent + 2);
            }
            item => self.after_marker(item, indent, true),
        }
    }

    /// A scalar, or a collection in one line, behind a key or dash; ends the line.
    fn after_marker(&mut self, value: &Value, indent: usize, nested: bool) {
        match value {
            Value::String(text) if is_multi_line(text) => {
                block(text, if nested { indent + 2 } else { 2 }, &mut self.out);
                return;
            }
            Value::String(text) => self.out.push_str(&inline(text, false)),
            collection => {
                let line = self.line(collection);
                self.out.push_str(&line);
            }
        }
        self.out.push('\n');
    }

    /// Whether a collection of nothing but short scalars has room behind what the line holds already.
    fn in_one_line(&self, value: &Value, most: usize) -> bool {
        let flat = |value: &Value| match value {
            Value::Array(_) | Value::Object(_) => false,
            Value::String(text) => text.len() <= WIDTH && !is_multi_line(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
        };
        let fits = match value {
            Value::Object(fields) => fields.len() <= most.min(WIDTH) && fields.values().all(flat),
            Value::Array(items) => items.len() <= most.min(WIDTH) && items.iter().all(flat),
            _ => true,
        };
        let begun = self.out.rsplit('\n').next().map_or(0, |line| line.chars().count());
        fits && begun + 1 + self.line(value).chars().count() <= WIDTH
    }

    /// A value in one line.
    fn line(&self, value: &Value) -> String {
        match value {
            Value::String(text) => inline(text, true),
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.line(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Object(fields) if fields.is_empty() => "{}".to_owned(),
            Value::Object(fields) => {
                let entries = self.order.sorted(fields).into_iter();
                let entries: Vec<_> =
                    entries.map(|(key, value)| format!("{}: {}", inline(key, true), self.line(value))).collect();
                format!("{{ {} }}", entries.join(", "))
            }
            plain => plain.to_string(),
        }
    }

    fn next_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.indent(indent);
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}
