//! One template defined by two files: found by whoever sees all files.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};

/// What is known of the rules of this group.
pub(crate) static METAS: &[&RuleMeta] = &[&DUPLICATE];

declare_rule! {
    /// A template that two files define in the same language.
    ///
    /// ## Why
    /// The service keeps one template per name, language and channel: the files would overwrite each other in turn.
    /// With a `revision`, the name at the service is meant: `sale` with `revision: 2` is `sale_v2`.
    ///
    /// ## Source
    /// M-MGMT, error 2388024; A-ERR, `InvalidParameter.TemplateNameExist` (checked 2026-11-20)
    pub static DUPLICATE = "name/duplicate" {
        level: Level::Error,
        summary: "two files define the same template in the same language",
        files: "pass/second.yaml", "fail/second.yaml"
    }
}

/// The finding at the later file; `earlier` says where the other one is.
pub fn duplicate_name(name: &str, languages: &[&str], earlier: &str) -> Finding {
    let message = format!("`{name}` in {} is defined by two files", languages.join(", "));
    Finding::new(&DUPLICATE, At::Value(Path::root().join("name")), message)
        .label("defined again")
        .note(format!("first defined at {earlier}"))
        .help("rename one of them, or keep each language in one file only")
}
