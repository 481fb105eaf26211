//! One template defined by two files: found by whoever sees all files.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};

/// What is known of the rules of this group.
pub(crate) static METAS: &[&RuleMeta] = &[&DUPLICATE, &ON_TWO_CHANNELS];

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

declare_rule! {
    /// A template that one file defines for WhatsApp and another one for Viber, by the same name and in the same
    /// language.
    ///
    /// ## Why
    /// The service tells the two apart, people and this program hardly do: `name/language` is how a template is called
    /// in plans, in journals and by `--only`, and it means both.
    ///
    /// ## Source
    /// Stated nowhere; `name/language` as a key is this program's own (checked 2026-11-20)
    pub static ON_TWO_CHANNELS = "name/on-two-channels" {
        level: Level::Warning,
        summary: "a template of the same name and language is there for another channel",
        files: "pass/second.yaml", "fail/second.yaml"
    }
}

/// The finding at the later file, for `channel`; `earlier` says where the other one is.
pub fn name_on_two_channels(name: &str, languages: &[&str], channel: &str, earlier: &str) -> Finding {
    let message = format!("`{name}` in {} is defined for another channel than {channel} too", languages.join(", "));
    Finding::new(&ON_TWO_CHANNELS, At::Value(Path::root().join("name")), message)
        .label(format!("for {channel}"))
        .note(format!("the other one is at {earlier}"))
        .help("give each channel its own name, such as one that ends in `_viber`")
}

/// The finding at the later file; `earlier` says where the other one is.
pub fn duplicate_name(name: &str, languages: &[&str], earlier: &str) -> Finding {
    let message = format!("`{name}` in {} is defined by two files", languages.join(", "));
    Finding::new(&DUPLICATE, At::Value(Path::root().join("name")), message)
        .label("defined again")
        .note(format!("first defined at {earlier}"))
        .help("rename one of them, or keep each language in one file only")
}
