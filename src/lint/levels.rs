//! The levels that a project gives to rules, everywhere or in some files.

use globset::GlobSet;
use indexmap::IndexMap;

use super::Located;
use crate::finding::{Level, RuleMeta};
use crate::model::glob::file_globs;
use crate::model::{ProjectFile, RuleLevel};
use crate::rules::suppression::is_about_form;

/// Whether a project wants to hear of a rule at all, wherever that may be: of an opt-in rule, if it names it.
pub(super) fn wants(file: &ProjectFile, rule: &RuleMeta) -> bool {
    let lint = file.lint.iter();
    let in_files = lint.clone().flat_map(|lint| lint.overrides.iter().flatten()).map(|given| &given.rules);
    let mut all = lint.flat_map(|lint| &lint.rules).chain(in_files);
    !rule.opt_in || all.any(|rules| rules.contains_key(rule.id))
}

/// Levels by rule, in layers: a later one that says something about a rule counts more than an earlier one.
pub(super) struct Levels<'a>(Vec<Layer<'a>>);

struct Layer<'a> {
    /// The files it is for; all of them where there is none.
    files: Option<GlobSet>,
    rules: &'a IndexMap<String, RuleLevel>,
}

impl<'a> Levels<'a> {
    pub(super) fn of(file: &'a ProjectFile) -> Self {
        let lint = file.lint.iter();
        let everywhere = lint.clone().flat_map(|lint| &lint.rules).map(|rules| Layer { files: None, rules });
        let in_files = lint.flat_map(|lint| lint.overrides.iter().flatten()).map(|given| Layer {
            files: Some(file_globs(given.files.iter().map(String::as_str))),
            rules: &given.rules,
        });
        Self(everywhere.chain(in_files).collect())
    }

    /// Sets the level of each finding of a file, and drops those of rules that are off there, and of
    /// opt-in rules that have no level there. `path` is the file's,
    /// from the project's root.
    pub(super) fn apply<'p>(&self, path: &str, mut findings: Vec<Located<'p>>) -> Vec<Located<'p>> {
        let is_for_file = |layer: &&Layer<'_>| layer.files.as_ref().is_none_or(|files| files.is_match(path));
        let layers: Vec<&Layer<'_>> = self.0.iter().filter(is_for_file).collect();
        let level = |rule: &RuleMeta| layers.iter().rev().find_map(|layer| layer.level(rule));
        findings.retain_mut(|located| {
            let rule = located.finding.rule;
            match level(rule).filter(|_| !is_about_form(rule)) {
                None if rule.opt_in => return false,
                None => {}
                Some(RuleLevel::Off) => return false,
                Some(RuleLevel::Info) => located.finding.level = Level::Info,
                Some(RuleLevel::Warning) => located.finding.level = Level::Warning,
                Some(RuleLevel::Error) => located.finding.level = Level::Error,
            }
            true
        });
        findings
    }
}

impl Layer<'_> {
    /// What it says about a rule: by its name, or else by its group. A group turns no opt-in rule on.
    fn level(&self, rule: &RuleMeta) -> Option<RuleLevel> {
        let of_group = || self.rules.get(&format!("{}/*", rule.group())).filter(|_| !rule.opt_in);
        self.rules.get(rule.id).or_else(of_group).copied()
    }
}
