//! Typed values → request parameters.

use serde_json::Value;

use crate::signature::Pairs;

use super::on_behalf::OnBehalf;

/// The parameters of one request. What is absent or empty is left out.
#[derive(Clone, Debug, Default)]
pub struct Parameters {
    pairs: Pairs,
}

impl Parameters {
    /// A text; an empty one is left out.
    pub(super) fn text(self, name: &str, value: &str) -> Self {
        if value.is_empty() { self } else { self.with(name, value.to_owned()) }
    }

    /// A text that may be absent.
    pub(super) fn optional(self, name: &str, value: Option<&str>) -> Self {
        self.text(name, value.unwrap_or_default())
    }

    /// A whole number, in decimal.
    pub(super) fn number(self, name: &str, value: Option<u64>) -> Self {
        self.displayed(name, value)
    }

    /// `true` or `false`.
    pub(super) fn flag(self, name: &str, value: Option<bool>) -> Self {
        self.displayed(name, value)
    }

    /// On whose behalf the call is made.
    pub(super) fn on_behalf(self, owner: &OnBehalf) -> Self {
        self.number("OwnerId", owner.owner_id)
            .optional("ResourceOwnerAccount", owner.resource_owner_account.as_deref())
            .number("ResourceOwnerId", owner.resource_owner_id)
    }

    /// A structure as compact JSON text, without nulls and empty lists; an empty structure is left out.
    pub(super) fn json(self, name: &str, value: &Value) -> Self {
        match pruned(value) {
            Value::Null => self,
            Value::Array(items) if items.is_empty() => self,
            Value::Object(entries) if entries.is_empty() => self,
            value => self.with(name, value.to_string()),
        }
    }

    /// All of them, sorted by name as the SDKs send them.
    pub fn into_pairs(mut self) -> Pairs {
        self.pairs.sort();
        self.pairs
    }

    fn displayed(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value.to_string()),
            None => self,
        }
    }

    fn with(mut self, name: &str, value: String) -> Self {
        self.pairs.push((name.to_owned(), value));
        self
    }
}

/// The value without entries that are null or an empty list.
fn pruned(value: &Value) -> Value {
    let is_absent = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    match value {
        Value::Array(items) => Value::Array(items.iter().map(pruned).collect()),
        Value::Object(entries) => Value::Object(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), pruned(value)))
                .filter(|(_, value)| !is_absent(value))
                .collect(),
        ),
        other => other.clone(),
    }
}
