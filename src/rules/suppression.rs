//! Comments that ask for silence and do not get it, or need not ask: found by whoever has the comments.

use jiff::civil::Date;

use super::registry;
use crate::declare_rule;
use crate::finding::{At, Edit, Finding, Fix, Fixable, Level, RuleMeta};

/// What is known of the rules of this group.
pub(crate) static METAS: &[&RuleMeta] = &[&EXPIRED, &MALFORMED, &NOT_ALLOWED, &REASON_MISSING, &RULE_UNKNOWN, &UNUSED];

/// How a suppression is written.
const FORM: &str = "write `# chatform: ignore[group/name] reason`";

declare_rule! {
    /// A suppression whose day has passed.
    ///
    /// ## Why
    /// `until=` says how long a finding may stay: through that day. Since then it is reported again.
    ///
    /// ## Source
    /// The form of suppressions (checked 2026-11-20)
    pub static EXPIRED = "suppression/expired" {
        level: Level::Warning,
        summary: "suppression has ended",
        also: ["footer/too-long"],
    }
}

declare_rule! {
    /// A comment that begins with `chatform:` and asks for nothing that can be given.
    ///
    /// ## Why
    /// It suppresses nothing, although somebody thinks it does.
    ///
    /// ## Source
    /// The form of suppressions (checked 2026-11-20)
    pub static MALFORMED = "suppression/malformed" {
        level: Level::Warning,
        summary: "comment is meant as a suppression and is none",
        also: ["footer/too-long"],
    }
}

declare_rule! {
    /// A suppression of something that no comment can silence.
    ///
    /// ## Why
    /// What `yaml` and `schema` report as errors cannot be taken as written: the file is read without it, so silence
    /// would hide that something is missing from what is compared and sent. Nor does a comment silence what is said
    /// about comments.
    ///
    /// ## Source
    /// The form of suppressions (checked 2026-11-20)
    pub static NOT_ALLOWED = "suppression/not-allowed" {
        level: Level::Warning,
        summary: "suppression names a rule that cannot be suppressed",
        fix: Fixable::Safe,
    }
}

declare_rule! {
    /// A suppression without a reason.
    ///
    /// ## Why
    /// Whoever reads it next has to know whether it still holds. Without a reason it does not count.
    ///
    /// ## Source
    /// The form of suppressions (checked 2026-11-20)
    pub static REASON_MISSING = "suppression/reason-missing" {
        level: Level::Warning,
        summary: "suppression gives no reason",
        also: ["footer/too-long"],
    }
}

declare_rule! {
    /// A suppression of a rule that does not exist.
    ///
    /// ## Why
    /// It has no effect; the rule that was meant is still reported.
    ///
    /// ## Source
    /// The list of rules (checked 2026-11-20)
    pub static RULE_UNKNOWN = "suppression/rule-unknown" {
        level: Level::Warning,
        summary: "suppression names a rule that does not exist",
        also: ["footer/too-long"],
        fix: Fixable::Unsafe,
    }
}

declare_rule! {
    /// A suppression that suppresses nothing.
    ///
    /// ## Why
    /// The fault is mended, or the comment stands in the wrong place. Left alone, it would hide the next fault of the
    /// kind.
    ///
    /// ## Source
    /// The form of suppressions (checked 2026-11-20)
    pub static UNUSED = "suppression/unused" {
        level: Level::Warning,
        summary: "suppression suppresses nothing",
        fix: Fixable::Safe,
    }
}

/// Whether no comment can silence a rule.
pub fn is_never_suppressed(rule: &RuleMeta) -> bool {
    is_about_form(rule) || METAS.contains(&rule)
}

/// Whether a rule says that a comment names a rule to no effect.
pub fn has_no_use(rule: &RuleMeta) -> bool {
    [&UNUSED, &NOT_ALLOWED].contains(&rule)
}

/// Whether a rule says that a file could not be taken as written: that is no matter of taste, because the rest of the
/// file is then read without it.
pub fn is_about_form(rule: &RuleMeta) -> bool {
    rule.level == Level::Error && ["yaml", "schema"].contains(&rule.group())
}

/// For a suppression that ended on a day.
pub fn expired(at: At, until: Date) -> Finding {
    Finding::new(&EXPIRED, at, format!("suppression ended on {until}"))
        .help("mend what it covers, or move the day if the reason still holds")
}

/// For a comment that was to be a suppression; `fault` says what is wrong with it.
pub fn malformed(at: At, fault: &str) -> Finding {
    Finding::new(&MALFORMED, at, format!("comment suppresses nothing: {fault}")).help(FORM)
}

/// For a suppression of what cannot be suppressed.
pub fn not_allowed(at: At, rule: &RuleMeta) -> Finding {
    let finding = Finding::new(&NOT_ALLOWED, at, format!("`{}` cannot be suppressed", rule.id));
    if is_about_form(rule) {
        finding.note("the file is read without what it reports").help("mend the place, and take the comment out")
    } else {
        finding.help("take it out; `lint.rules` in chatform.yaml gives the rule another level")
    }
}

/// For a suppression without a reason.
pub fn reason_missing(at: At) -> Finding {
    Finding::new(&REASON_MISSING, at, "suppression gives no reason, so it does not count")
        .help("say behind the bracket why the findings may stay")
}

/// For a suppression of a rule that does not exist.
pub fn rule_unknown(at: At, id: &str) -> Finding {
    let finding = Finding::new(&RULE_UNKNOWN, at.clone(), format!("there is no rule `{id}`"));
    // A group alone names no rule: which one was meant nobody can guess.
    if let Some(first) = registry::first_of_group(id) {
        return finding.help(format!("name a rule of the group, such as `{first}`"));
    }
    match registry::nearest(id) {
        _ if id.contains('*') => finding.help("name each rule, separated by commas"),
        Some(near) => finding.help(format!("did you mean `{near}`?")).fix(Fix {
            title: format!("write `{near}`"),
            safe: false,
            edits: vec![Edit::Replace(at, near.to_owned())],
        }),
        None => finding.help("`chatform rules` lists all rules"),
    }
}

/// For a suppression of a rule that reports nothing there.
pub fn unused(at: At, id: &str, stands_over_something: bool) -> Finding {
    let finding = Finding::new(&UNUSED, at, format!("`{id}` reports nothing here")).help("take it out");
    if stands_over_something { finding } else { finding.note("nothing stands under this comment") }
}
