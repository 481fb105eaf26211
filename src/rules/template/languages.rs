//! The languages of a template file.

use crate::declare_rule;
use crate::finding::Level;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&NO_LANGUAGE];

declare_rule! {
    /// A template without a language.
    ///
    /// ## Why
    /// Languages are what is applied: without one, nothing of the file reaches the service.
    ///
    /// ## Source
    /// A-METADATA, `Language` is required (checked 2026-11-20)
    pub static NO_LANGUAGE = "template/no-language" {
        level: Level::Warning,
        summary: "template has no language",
        check: Check::Template(|whole, reporter| {
            if whole.template.languages.is_empty() {
                reporter
                    .report("languages", "template has no language, nothing of it will be applied")
                    .help("add a language, such as `en: {}`");
            }
        }),
    }
}
