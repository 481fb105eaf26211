//! What a message to one recipient and a message to many have in common.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::api::parameters::Parameters;

/// The products that a message shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductAction {
    /// The product whose picture is shown.
    pub thumbnail_product_retailer_id: Option<String>,
    /// The sections: at most 10, with at most 30 products in all.
    pub sections: Vec<ProductSection>,
}

/// One section of products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductSection {
    /// Its title.
    pub title: Option<String>,
    /// The ids of its products.
    pub product_retailer_ids: Vec<String>,
}

/// What a flow button hands to the flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowAction {
    /// A text of the sender's that comes back with the answer.
    pub flow_token: Option<String>,
    /// Values that the flow starts with: an object, or null for none.
    pub flow_action_data: Value,
}

/// What happens if a message does not arrive. The vendor's international site only (checked 2026-11-20).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FallBack {
    /// The strategy.
    pub id: Option<String>,
    /// The text that is sent instead.
    pub content: Option<String>,
    /// After how many seconds without a receipt, 60 to 43200; without it only when sending failed.
    pub duration: Option<u64>,
    /// The rule, as the service spells it: `undelivered` and others.
    pub rule: Option<String>,
}

impl ProductAction {
    pub(super) fn json(&self) -> Value {
        let items = |section: &ProductSection| -> Vec<Value> {
            section.product_retailer_ids.iter().map(|id| json!({ "ProductRetailerId": id })).collect()
        };
        let section = |section: &ProductSection| json!({ "Title": section.title, "ProductItems": items(section) });
        json!({
            "ThumbnailProductRetailerId": self.thumbnail_product_retailer_id,
            "Sections": self.sections.iter().map(section).collect::<Vec<_>>(),
        })
    }
}

impl FlowAction {
    pub(super) fn json(&self) -> Value {
        json!({ "FlowToken": self.flow_token, "FlowActionData": self.flow_action_data })
    }
}

impl FallBack {
    pub(super) fn add_to(&self, parameters: Parameters) -> Parameters {
        parameters
            .optional("FallBackId", self.id.as_deref())
            .optional("FallBackContent", self.content.as_deref())
            .number("FallBackDuration", self.duration)
            .optional("FallBackRule", self.rule.as_deref())
    }
}

/// An optional structure; null for none.
pub(super) fn structure<T>(value: Option<&T>, json: impl Fn(&T) -> Value) -> Value {
    value.map(json).unwrap_or_default()
}

/// Texts by name; null for none.
pub(super) fn texts(values: &BTreeMap<String, String>) -> Value {
    if values.is_empty() { Value::Null } else { json!(values) }
}
