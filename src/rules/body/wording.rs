//! Rules of what a body says.

use crate::declare_rule;
use crate::finding::Level;
use crate::model::Category;
use crate::rules::words::Topic;
use crate::rules::{Check, Rule, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SENSITIVE_REQUEST, &ONLY_STOCK_PHRASES];

declare_rule! {
    /// A body that asks for the number of a card, an account or an identity paper.
    ///
    /// ## Why
    /// Meta rejects it. Asking for a part, such as the last four digits, is fine; so is a warning not to send any.
    ///
    /// ## Source
    /// M-REVIEW. The lists of phrases are our own: `src/rules/words/` (checked 2026-11-20)
    pub static SENSITIVE_REQUEST = "body/sensitive-request" {
        level: Level::Warning,
        summary: "body asks for the number of a card, an account or an identity paper",
        check: Check::Text(|text, cx| {
            if text.kind != TextKind::Body || !cx.is_written_whatsapp() {
                return;
            }
            if let Some(range) = text.reading(cx).first_with(Topic::Secret, Topic::Request) {
                cx.report("", "body asks for what customers should not send in a chat")
                    .within(range)
                    .help("ask for the last digits only, or link to a secure page of your own");
            }
        }),
    }
}

declare_rule! {
    /// A UTILITY body of greetings, thanks or congratulations only.
    ///
    /// ## Why
    /// It does not say which matter of the customer it is about; Meta approves it as MARKETING, or rejects it.
    ///
    /// ## Source
    /// M-CAT. The lists of phrases are our own: `src/rules/words/` (checked 2026-11-20)
    pub static ONLY_STOCK_PHRASES = "body/only-stock-phrases" {
        level: Level::Warning,
        summary: "body has greetings or thanks only",
        check: Check::Text(|text, cx| {
            let is_looked_at = text.kind == TextKind::Body && !cx.in_card() && cx.is_whatsapp_of(Category::Utility);
            if is_looked_at && text.reading(cx).has_only_greetings() {
                cx.report("", "body of a UTILITY template has stock phrases only, review may find it unclear")
                    .help("say which order, booking or account it is about");
            }
        }),
    }
}
