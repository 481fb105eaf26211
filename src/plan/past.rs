//! What is known from before: writes that runs from here made, and texts that a review rejected.
//!
//! None of it is needed to plan, and losing it loses only warnings: others may have written too.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Variant, digest};

/// What is known from before.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// When each template was edited while it was approved, by `name/language`.
    pub edits: HashMap<String, Vec<Timestamp>>,
    /// When each template was deleted while it was approved, by `name/language`; the last time.
    pub deletions: HashMap<String, Timestamp>,
    /// When something was created.
    pub creations: Vec<Timestamp>,
    /// Texts that were rejected, by [`wording`].
    pub rejections: HashMap<String, Rejection>,
}

/// A text that a review rejected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// What was rejected: its [`wording`].
    pub wording: String,
    /// `name/language` at the time.
    pub key: String,
    /// Why, in the service's words.
    pub reason: String,
    /// When it was first seen (RFC 3339).
    pub at: String,
}

/// A digest of what a reviewer reads: everything but the name and what is set without a review.
pub fn wording(variant: &Variant) -> String {
    let mut form = variant.canonical();
    form.name = String::new();
    (form.ttl_seconds, form.category_change_paused, form.allow_send) = (None, None, None);
    digest(&form)
}
