//! What is known of the service, for whoever asked it.

use std::collections::HashMap;

use crate::model::{Channel, Variant};
use crate::rules::{Facts, Standing};

/// How variants stand at the service. Of a variant that is not among them nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standings(HashMap<(String, String, Channel), Standing>);

impl Standings {
    /// Adds a variant.
    pub fn add(&mut self, variant: &Variant, standing: Standing) {
        self.0.insert(identity(variant), standing);
    }

    /// The facts about one variant.
    pub(super) fn facts(&self, variant: &Variant, facts: &Facts) -> Facts {
        let known = if self.0.is_empty() { None } else { self.0.get(&identity(variant)) };
        Facts { standing: known.copied().unwrap_or(facts.standing), ..*facts }
    }
}

fn identity(variant: &Variant) -> (String, String, Channel) {
    (variant.name.clone(), variant.language.clone(), variant.channel)
}
