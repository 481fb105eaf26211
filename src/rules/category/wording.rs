//! Rules of wording that belongs to another category.

use crate::declare_rule;
use crate::finding::Level;
use crate::model::Category;
use crate::rules::words::Topic;
use crate::rules::{Check, Rule, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_TIME_PASSWORD_MISPLACED, &PROMOTION_MISPLACED];

declare_rule! {
    /// A body that hands out a one-time password, in a template that is not AUTHENTICATION.
    ///
    /// ## Why
    /// Meta wants codes that prove who somebody is in AUTHENTICATION templates only, and rejects others later
    /// (`INCORRECT_CATEGORY`). A sentence that only warns, such as "never share your code", is not reported.
    ///
    /// ## Source
    /// M-CAT; M-HOOK. The lists of phrases are our own: `src/rules/words/` (checked 2026-11-20)
    pub static ONE_TIME_PASSWORD_MISPLACED = "category/one-time-password-misplaced" {
        level: Level::Warning,
        summary: "one-time password outside of AUTHENTICATION",
        check: Check::Text(|text, cx| {
            if text.kind != TextKind::Body || !cx.is_written_whatsapp() {
                return;
            }
            if let Some(range) = text.reading(cx).first_stated(Topic::OneTimePassword) {
                let message = format!("body of a {} template speaks of a one-time password", cx.category());
                cx.report("", message)
                    .within(range)
                    .note("review may reject it as `INCORRECT_CATEGORY`")
                    .help("make an AUTHENTICATION template of it: WhatsApp writes its text");
            }
        }),
    }
}

declare_rule! {
    /// Advertising in a UTILITY template.
    ///
    /// ## Why
    /// Meta approves such a template as MARKETING, silently: it then costs more, and reaches fewer people.
    ///
    /// ## Source
    /// M-CAT. The lists of phrases are our own: `src/rules/words/` (checked 2026-11-20)
    pub static PROMOTION_MISPLACED = "category/promotion-misplaced" {
        level: Level::Warning,
        summary: "advertising in a UTILITY template",
        check: Check::Text(|text, cx| {
            let is_looked_at = matches!(text.kind, TextKind::Body | TextKind::Header);
            if !is_looked_at || !cx.is_whatsapp_of(Category::Utility) {
                return;
            }
            if let Some(range) = text.reading(cx).first(Topic::Promotion) {
                cx.report("", format!("{} of a UTILITY template advertises", text.kind.noun()))
                    .within(range)
                    .note("Meta turns such templates into MARKETING")
                    .help("take the advertising out, or write `category: MARKETING`");
            }
        }),
    }
}
