//! A retired template that is still declared: found by whoever sees the project file and all templates.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};

/// What is known of the rules of this file.
pub(crate) static METAS: &[&RuleMeta] = &[&RETIRED_AND_DECLARED];

declare_rule! {
    /// A retired template that a file still declares in the same language.
    ///
    /// ## Why
    /// The one says that it shall be there, the other that it shall go: nothing can be done about it.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static RETIRED_AND_DECLARED = "project/retired-and-declared" {
        level: Level::Error,
        summary: "retired template is still declared by a file",
        files: "pass/chatform.yaml", "fail/chatform.yaml"
    }
}

/// The finding at a language of an entry of `retired`; `place` says where the template is declared.
pub fn retired_and_declared(entry: usize, language: usize, key: &str, place: &str) -> Finding {
    let path = Path(vec!["retired".into(), entry.into(), "languages".into(), language.into()]);
    Finding::new(&RETIRED_AND_DECLARED, At::Value(path), format!("`{key}` is retired, and still declared"))
        .label("retired here")
        .note(format!("declared at {place}"))
        .help("take the language out of the template file, or out of this entry")
}
