//! What is known of the service, for whoever asked it.

use std::collections::HashSet;

use crate::model::{Channel, Variant};
use crate::rules::{Facts, Standing};

/// The variants that are approved, and at the service exactly as the files say. None of them where nobody asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approved(HashSet<(String, String, Channel)>);

impl Approved {
    /// Adds a variant.
    pub fn add(&mut self, variant: &Variant) {
        self.0.insert(identity(variant));
    }

    /// The facts about one variant.
    pub(super) fn facts(&self, variant: &Variant, facts: &Facts) -> Facts {
        let is_approved = !self.0.is_empty() && self.0.contains(&identity(variant));
        let standing = if is_approved { Standing::ApprovedUnchanged } else { facts.standing };
        Facts { standing, ..*facts }
    }
}

fn identity(variant: &Variant) -> (String, String, Channel) {
    (variant.name.clone(), variant.language.clone(), variant.channel)
}
