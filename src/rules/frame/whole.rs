//! A template as a whole, with what several rules ask of it, found out once.

use std::cell::OnceCell;

use crate::model::{Template, Variant};

/// A template with all its variants.
pub struct Whole<'a> {
    /// The template as it is written.
    pub template: &'a Template,
    /// Each of its languages, resolved, in file order.
    pub variants: &'a [Variant],
    used: OnceCell<Vec<Vec<&'a str>>>,
}

impl<'a> Whole<'a> {
    pub(crate) fn new(template: &'a Template, variants: &'a [Variant]) -> Self {
        Self { template, variants, used: OnceCell::new() }
    }

    /// Of each variant the variables in use, each once, in order of first appearance.
    pub fn used(&self) -> &[Vec<&'a str>] {
        self.used.get_or_init(|| self.variants.iter().map(Variant::variables_in_use).collect())
    }
}
