//! Rules of the project file as a whole: its list of templates and of retired ones.

use super::environment::environments;
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::languages;
use crate::rules::{Check, Rule, language};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &NO_TEMPLATES,
    &RETIRED_LANGUAGE_UNKNOWN,
    &RETIRED_WITHOUT_LANGUAGE,
    &RETIRED_WITHOUT_REASON,
    &RETIRED_ENVIRONMENT_UNKNOWN,
];

declare_rule! {
    /// An empty list of templates.
    ///
    /// ## Why
    /// No file would ever be read.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static NO_TEMPLATES = "project/no-templates" {
        level: Level::Warning,
        summary: "list of templates is empty",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            if file.templates.as_ref().is_some_and(Vec::is_empty) {
                reporter
                    .report("templates", "list of templates is empty, no file is read")
                    .help("name them, or take `templates` out: it then means `templates/**/*.yaml`");
            }
        }),
    }
}

declare_rule! {
    /// A retired template in a language that does not exist.
    ///
    /// ## Why
    /// Nothing would be deleted: the template keeps the language that was meant.
    ///
    /// ## Source
    /// A-LANG; M-LANG (checked 2026-11-20)
    pub static RETIRED_LANGUAGE_UNKNOWN = "project/retired-language-unknown" {
        level: Level::Error,
        summary: "retired template is in an unknown language",
        fix: Fixable::Either,
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (index, retired) in file.retired.iter().flatten().enumerate() {
                let codes = retired.languages.iter().enumerate();
                for (position, code) in codes.filter(|(_, code)| languages::find(code).is_none()) {
                    let path = format!("retired[{index}].languages[{position}]");
                    let report = reporter.report(&path, format!("`{code}` is not a language of the platform"));
                    if let Some(near) = language::code::meant(code).or_else(|| language::code::nearest(code)) {
                        let is_certain = language::code::meant(code).is_some();
                        report.help(format!("did you mean `{near}`?")).replace_by(
                            format!("write `{near}`"),
                            is_certain,
                            near,
                        );
                    }
                }
            }
        }),
    }
}

declare_rule! {
    /// A retired template without languages.
    ///
    /// ## Why
    /// The service would delete all languages of the name; here each one is written down.
    ///
    /// ## Source
    /// A-DELETE, `Language` (checked 2026-11-20)
    pub static RETIRED_WITHOUT_LANGUAGE = "project/retired-without-language" {
        level: Level::Error,
        summary: "retired template names no language",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (index, retired) in file.retired.iter().flatten().enumerate() {
                if retired.languages.is_empty() {
                    reporter
                        .report(&format!("retired[{index}].languages"), format!("`{}` names no language", retired.name))
                        .help("list every language that is to go");
                }
            }
        }),
    }
}

declare_rule! {
    /// A retired template without a reason.
    ///
    /// ## Why
    /// A deletion is reviewed; whoever reviews it, and whoever wonders later, needs to know why.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static RETIRED_WITHOUT_REASON = "project/retired-without-reason" {
        level: Level::Error,
        summary: "retired template has an empty reason",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (index, retired) in file.retired.iter().flatten().enumerate() {
                if retired.reason.trim().is_empty() {
                    reporter
                        .report(&format!("retired[{index}].reason"), format!("`{}` has no reason", retired.name))
                        .help("say why it goes");
                }
            }
        }),
    }
}

declare_rule! {
    /// A retired template in an environment that is not declared.
    ///
    /// ## Why
    /// Nothing would be deleted there.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static RETIRED_ENVIRONMENT_UNKNOWN = "project/retired-environment-unknown" {
        level: Level::Error,
        summary: "retired template names an environment that is not declared",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (index, retired) in file.retired.iter().flatten().enumerate() {
                for (position, name) in retired.environments.iter().flatten().enumerate() {
                    if !environments(file).any(|(known, _)| known == name) {
                        let path = format!("retired[{index}].environments[{position}]");
                        let known: Vec<&str> = environments(file).map(|(known, _)| known).collect();
                        let help = format!("declared are: {}", known.join(", "));
                        reporter.report(&path, format!("there is no environment `{name}`")).help(help);
                    }
                }
            }
        }),
    }
}
