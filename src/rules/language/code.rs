//! Rules of the language code.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::languages;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&MISSPELT, &UNKNOWN, &ONLY_AT_META];

declare_rule! {
    /// A language code in another spelling: a hyphen, or other capitals.
    ///
    /// ## Why
    /// The service compares codes exactly: `pt_BR` is a language, `pt-BR` is not.
    ///
    /// ## Source
    /// A-LANG; M-LANG; A-ERR `LanguageNotSupport` (checked 2026-11-20)
    pub static MISSPELT = "language/misspelt" {
        level: Level::Error,
        summary: "language code is spelt differently",
        fix: Fixable::Safe,
        check: Check::Variant(|variant, cx| {
            let code = variant.language.as_str();
            if languages::find(code).is_some() {
                return;
            }
            if let Some(meant) = meant(code) {
                cx.report("language", format!("`{code}` is not a language code, `{meant}` is"))
                    .help(format!("write `{meant}`"))
                    .replace_by(format!("write `{meant}`"), true, meant);
            }
        }),
    }
}

declare_rule! {
    /// A language code that neither Alibaba nor Meta has.
    ///
    /// ## Why
    /// The service refuses it (`InvalidParameter.LanguageNotSupport`).
    ///
    /// ## Source
    /// A-LANG; M-LANG; A-ERR (checked 2026-11-20)
    pub static UNKNOWN = "language/unknown" {
        level: Level::Error,
        summary: "language code is unknown",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            let code = variant.language.as_str();
            if languages::find(code).is_none() && meant(code).is_none() {
                let report = cx.report("language", format!("`{code}` is not a language of the platform"));
                match nearest(code) {
                    Some(near) => report.help(format!("did you mean `{near}`?")).replace_by(
                        format!("write `{near}`"),
                        false,
                        near,
                    ),
                    None => report.help("use one of the documented codes, such as `en`, `es_MX` or `zh_CN`"),
                };
            }
        }),
    }
}

declare_rule! {
    /// A language that Meta has and Alibaba does not list.
    ///
    /// ## Why
    /// The service may refuse it (`InvalidParameter.LanguageNotSupport`); nobody has reported either way.
    ///
    /// ## Source
    /// A-LANG and M-LANG, which differ (checked 2026-11-20)
    pub static ONLY_AT_META = "language/only-at-meta" {
        level: Level::Warning,
        summary: "language is not on Alibaba's list",
        check: Check::Variant(|variant, cx| {
            let language = languages::find(&variant.language).filter(|language| !language.listed_by_alibaba);
            let Some(language) = language else { return };
            let base = language.code.split('_').next().and_then(languages::find).filter(|base| base.listed_by_alibaba);
            let message = format!("`{}` ({}) is not on Alibaba's list, only on Meta's", language.code, language.name);
            cx.report("language", message).help(match base {
                Some(base) => format!("`{}` ({}) is on both", base.code, base.name),
                None => "submit one template in it before you translate the others".to_owned(),
            });
        }),
    }
}

/// The code that is the same but for case and separator.
pub(crate) fn meant(code: &str) -> Option<&'static str> {
    let same = |listed: &str| {
        listed.len() == code.len()
            && listed.bytes().zip(code.bytes()).all(|(listed, byte)| {
                listed.eq_ignore_ascii_case(&byte) || (listed == b'_' && matches!(byte, b'-' | b' ' | b'.'))
            })
    };
    languages::ALL.iter().map(|language| language.code).find(|listed| same(listed))
}

/// Codes of languages that the platform calls otherwise: Norwegian, and the old ones of Hebrew and Indonesian.
const OTHER_CODES: &[(&str, &str)] = &[("no", "nb"), ("iw", "he"), ("in", "id")];

/// The language that was probably meant: without a region that is not listed, by its English name, or by three letters.
pub(crate) fn nearest(code: &str) -> Option<&'static str> {
    let base = code.split(['_', '-']).next().unwrap_or(code).to_ascii_lowercase();
    // ISO 639 has these for what the platform has under another code.
    if let Some((_, code)) = OTHER_CODES.iter().find(|(other, _)| *other == base) {
        return Some(code);
    }
    let by_base = languages::ALL.iter().find(|language| language.code == base);
    let by_name = languages::ALL.iter().find(|language| language.name.eq_ignore_ascii_case(code));
    let by_region = languages::ALL
        .iter()
        .find(|language| base.len() > 1 && language.code.split('_').next().is_some_and(|listed| listed == base));
    by_base.or(by_name).or(by_region).map(|language| language.code)
}
