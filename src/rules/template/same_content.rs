//! Two templates with the same words: found by whoever sees all files.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, RuleMeta};

/// What is known of the rules of this file.
pub(crate) static METAS: &[&RuleMeta] = &[&SAME_CONTENT];

declare_rule! {
    /// A WhatsApp template whose body and footer are those of another one in the same language.
    ///
    /// ## Why
    /// Meta refuses a template that says the same as one that is there already. AUTHENTICATION is exempt: WhatsApp
    /// writes those texts itself.
    ///
    /// ## Source
    /// M-REVIEW (checked 2026-11-20)
    pub static SAME_CONTENT = "template/same-content" {
        level: Level::Warning,
        summary: "body and footer are those of another template in the same language",
        files: "pass/second.yaml", "fail/second.yaml"
    }
}

/// The finding at the body of the later template; `earlier` says which one it repeats, and where that is.
pub fn same_content(at: At, languages: &[String], earlier: &str, place: &str) -> Finding {
    let message = format!("body and footer in {} are those of `{earlier}`", languages.join(", "));
    Finding::new(&SAME_CONTENT, at, message)
        .label("says the same")
        .note(format!("first written at {place}"))
        .help("send the first one in both cases, or say something else here")
}
