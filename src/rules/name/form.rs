//! Rules of the name at the service.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::limits;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EMPTY, &BAD_CHARACTER, &BAD_CHARACTER_FOR_VIBER, &TOO_LONG];

declare_rule! {
    /// A template without a name.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-METADATA, `Name` (checked 2026-11-20)
    pub static EMPTY = "name/empty" {
        level: Level::Error,
        summary: "name is empty",
        check: Check::Variant(|variant, cx| {
            if variant.name.trim().is_empty() {
                cx.report("name", "name is empty").help("give the template a name, such as `order_shipped`");
            }
        }),
    }
}

declare_rule! {
    /// A name with anything but small letters, digits and underscores.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-MGMT; M-OVER (checked 2026-11-20)
    pub static BAD_CHARACTER = "name/bad-character" {
        level: Level::Error,
        summary: "name has other characters than `a-z`, `0-9` and `_`",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            if cx.is_whatsapp() {
                report_bad_character(&variant.name, cx);
            }
        }),
    }
}

declare_rule! {
    /// A name of a Viber template with anything but small letters, digits and underscores.
    ///
    /// ## Why
    /// No page restricts it; the form that WhatsApp requires is the one that certainly works.
    ///
    /// ## Source
    /// M-MGMT, for WhatsApp (checked 2026-11-20)
    pub static BAD_CHARACTER_FOR_VIBER = "name/bad-character-for-viber" {
        level: Level::Warning,
        summary: "name of a Viber template has other characters than `a-z`, `0-9` and `_`",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            if cx.is_viber() {
                report_bad_character(&variant.name, cx);
            }
        }),
    }
}

declare_rule! {
    /// A name longer than 512 characters, `_v` and revision included.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-MGMT; M-OVER (checked 2026-11-20)
    pub static TOO_LONG = "name/too-long" {
        level: Level::Error,
        summary: "name is longer than 512 characters",
        check: Check::Variant(|variant, cx| {
            let (length, limit) = (variant.name.chars().count(), limits::NAME_CHARACTERS);
            if cx.is_whatsapp() && length > limit {
                cx.report("name", format!("name is {length} characters, the limit is {limit}"))
                    .note(format!("the name at the service ends in `{}`", tail(&variant.name)))
                    .help("shorten the name");
            }
        }),
    }
}

fn report_bad_character(name: &str, cx: &mut crate::rules::Cx<'_>) {
    let is_bad = |character: char| !matches!(character, 'a'..='z' | '0'..='9' | '_');
    let Some(bad) = name.chars().find(|character| is_bad(*character)) else { return };
    let proposal: String =
        name.trim().to_lowercase().chars().map(|character| if is_bad(character) { '_' } else { character }).collect();
    cx.report("name", format!("name has `{bad}`, only `a-z`, `0-9` and `_` are allowed"))
        .help(format!("write `{proposal}`"))
        .replace_by(format!("write `{proposal}`"), false, proposal);
}

/// The last characters of a name, where a revision shows.
fn tail(name: &str) -> &str {
    const SHOWN: usize = 12;
    let start = name.char_indices().rev().nth(SHOWN - 1).map_or(0, |(offset, _)| offset);
    &name[start..]
}
