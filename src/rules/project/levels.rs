//! Rules of the levels that a project file gives to rules.

use indexmap::IndexMap;

use crate::declare_rule;
use crate::finding::{Fixable, Level, Path};
use crate::model::{ProjectFile, RuleLevel};
use crate::rules::suppression::is_about_form;
use crate::rules::{Check, Rule, registry};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&LEVEL_FIXED, &RULE_UNKNOWN];

declare_rule! {
    /// A level for a rule whose level is fixed.
    ///
    /// ## Why
    /// It has no effect. What `yaml` and `schema` report as errors cannot be taken as written: the file is read without
    /// it, so it is no matter of taste.
    ///
    /// ## Source
    /// The list of rules (checked 2026-11-20)
    pub static LEVEL_FIXED = "project/level-fixed" {
        level: Level::Warning,
        summary: "`lint` gives a level to a rule whose level is fixed",
        fix: Fixable::Unsafe,
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (base, rules) in given(file) {
                for id in rules.keys().filter(|id| registry::find(id).is_some_and(is_about_form)) {
                    reporter
                        .report_at(base.join(id.as_str()), format!("`{id}` is always an error"))
                        .at_key()
                        .help("take the line out: a file is read without what the rule reports")
                        .remove("take the line out");
                }
            }
        }),
    }
}

declare_rule! {
    /// A level for a rule that does not exist.
    ///
    /// ## Why
    /// It has no effect; the rule that was meant keeps its level.
    ///
    /// ## Source
    /// The list of rules (checked 2026-11-20)
    pub static RULE_UNKNOWN = "project/rule-unknown" {
        level: Level::Warning,
        summary: "`lint` gives a level to a rule that does not exist",
        fix: Fixable::Unsafe,
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (base, rules) in given(file) {
                for id in rules.keys().filter(|id| !is_rule_or_group(id)) {
                    let kind = if is_group(id) { "group" } else { "rule" };
                    let path = base.join(id.as_str());
                    let report = reporter.report_at(path, format!("there is no {kind} `{id}`")).at_key();
                    match registry::nearest(id).filter(|_| !is_group(id)) {
                        Some(near) => report.help(format!("did you mean `{near}`?")).replace_by(
                            format!("write `{near}`"),
                            false,
                            near,
                        ),
                        None => report.help("`chatform rules` lists all rules"),
                    };
                }
            }
        }),
    }
}

/// The levels that are given, each list with its path.
fn given(file: &ProjectFile) -> Vec<(Path, &IndexMap<String, RuleLevel>)> {
    let Some(lint) = &file.lint else { return Vec::new() };
    let base = Path::root().join("lint");
    let everywhere = lint.rules.iter().map(|rules| (base.join("rules"), rules));
    let overrides = lint.overrides.iter().flatten().enumerate();
    let in_files = overrides.map(|(index, one)| (base.join("overrides").join(index).join("rules"), &one.rules));
    everywhere.chain(in_files).collect()
}

fn is_group(id: &str) -> bool {
    id.ends_with("/*")
}

fn is_rule_or_group(id: &str) -> bool {
    match id.strip_suffix("/*") {
        Some(group) => registry::metas().iter().any(|meta| meta.group() == group),
        None => registry::find(id).is_some(),
    }
}
