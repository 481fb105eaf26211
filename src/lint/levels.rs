//! The levels that a project gives to rules.

use indexmap::IndexMap;

use super::Located;
use crate::finding::Level;
use crate::model::{ProjectFile, RuleLevel};
use crate::rules::suppression::is_about_form;

/// Levels by rule.
pub(super) struct Levels<'a>(Option<&'a IndexMap<String, RuleLevel>>);

impl<'a> Levels<'a> {
    pub(super) fn of(file: &'a ProjectFile) -> Self {
        Self(file.lint.as_ref().and_then(|lint| lint.rules.as_ref()))
    }

    /// Sets each finding's level, and drops those of rules that are off.
    pub(super) fn apply<'p>(&self, findings: Vec<Located<'p>>) -> Vec<Located<'p>> {
        let Some(levels) = self.0 else { return findings };
        let wanted = |mut located: Located<'p>| {
            match levels.get(located.finding.rule.id).filter(|_| !is_about_form(located.finding.rule)) {
                None => {}
                Some(RuleLevel::Off) => return None,
                Some(RuleLevel::Info) => located.finding.level = Level::Info,
                Some(RuleLevel::Warning) => located.finding.level = Level::Warning,
                Some(RuleLevel::Error) => located.finding.level = Level::Error,
            }
            Some(located)
        };
        findings.into_iter().filter_map(wanted).collect()
    }
}
