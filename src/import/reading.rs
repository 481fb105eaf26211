//! What is known while one document is read.

use indexmap::IndexMap;

use super::variable_names::VariableNames;
use crate::finding::Finding;
use crate::model::Category;

/// Who the JSON was written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Meta's Graph API: `{{1}}`, samples inside the components.
    #[default]
    Meta,
    /// CAMS: `$(name)`, one flat map of samples.
    Cams,
}

/// The state of reading: findings of the whole document, and what is known of the template at hand.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// Everything there is to say.
    pub findings: Vec<Finding>,
    /// Who the template at hand was written for.
    pub dialect: Dialect,
    /// Its category, where it is a known one.
    pub category: Option<Category>,
    /// How long its one-time password is valid, where only a button's link says so.
    pub code_expiration_minutes: Option<i64>,
    /// The names given to its placeholders.
    pub variables: VariableNames,
    /// The flat samples of a CAMS template.
    pub examples: IndexMap<String, String>,
}

impl Reading {
    /// Adds a finding.
    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether WhatsApp writes the texts of the template at hand.
    pub(super) fn is_authentication(&self) -> bool {
        self.category == Some(Category::Authentication)
    }

    /// Forgets the template at hand, keeps the findings.
    pub(super) fn start_template(&mut self, dialect: Dialect) {
        *self = Self { findings: std::mem::take(&mut self.findings), dialect, ..Self::default() };
    }
}
