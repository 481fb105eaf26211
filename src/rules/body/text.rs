//! Rules of the body, also that of a card.

use memchr::memchr_iter;

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::limits;
use crate::rules::writing::emoji::emoji;
use crate::rules::writing::markup::{is_blank, long_blank};
use crate::rules::{Check, Marks, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &MISSING,
    &TEXT_MISSING,
    &TOO_LONG,
    &TOO_LONG_BESIDE_OFFER,
    &TOO_MANY_EMOJI,
    &TOO_MANY_BLANK_LINES,
    &LONG_BLANK,
    &SECRET_RECOMMENDATION_MISPLACED,
];

declare_rule! {
    /// A WhatsApp template without a body.
    ///
    /// ## Why
    /// The body is the one component that every template must have.
    ///
    /// ## Source
    /// M-COMP; M-OVER (checked 2026-11-20)
    pub static MISSING = "body/missing" {
        level: Level::Error,
        summary: "template has no body",
        check: Check::Variant(|variant, cx| {
            if cx.is_written_whatsapp() && variant.body.is_none() {
                cx.report("body", "template has no body").help("add `body:` with the text of the message");
            }
        }),
    }
}

declare_rule! {
    /// A body that shows nothing.
    ///
    /// ## Why
    /// Meta refuses a body without text. (Only the body of an AUTHENTICATION template has none: WhatsApp writes it.)
    ///
    /// ## Source
    /// M-COMP, body (checked 2026-11-20)
    pub static TEXT_MISSING = "body/text-missing" {
        level: Level::Error,
        summary: "body has no text",
        check: Check::Body(|body, cx| {
            if !cx.is_authentication() && is_blank(body.text.as_deref()) {
                cx.report("text", "body has no text").help("write the text of the message");
            }
        }),
    }
}

declare_rule! {
    /// A body longer than 1024 characters.
    ///
    /// ## Why
    /// The service refuses it. Each variable counts as the `{{n}}` that Meta sees.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text`; M-COMP; M-ERR 2388040 (checked 2026-11-20)
    pub static TOO_LONG = "body/too-long" {
        level: Level::Error,
        summary: "body is longer than 1024 characters",
        check: Check::Body(|body, cx| {
            if !cx.is_written_whatsapp() || cx.in_card() || cx.has_offer() {
                return;
            }
            let text = body.text.as_deref().unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "body", text, limits::BODY_CHARACTERS) {
                report.help("shorten it, or link to a page that says the rest");
            }
        }),
    }
}

declare_rule! {
    /// A body longer than 600 characters beside a limited-time offer.
    ///
    /// ## Why
    /// Meta refuses it: the offer takes its place from the body.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static TOO_LONG_BESIDE_OFFER = "body/too-long-beside-offer" {
        level: Level::Error,
        summary: "body beside an offer is longer than 600 characters",
        also: ["offer/hidden-on-desktop"],
        check: Check::Body(|body, cx| {
            if !cx.is_written_whatsapp() || cx.in_card() || !cx.has_offer() {
                return;
            }
            let text = body.text.as_deref().unwrap_or_default();
            let limit = limits::BODY_WITH_OFFER_CHARACTERS;
            if let Some(report) = cx.report_too_long("text", "body beside a limited-time offer", text, limit) {
                report.help("shorten it, or link to a page that says the rest");
            }
        }),
    }
}

declare_rule! {
    /// A body with more than ten emoji.
    ///
    /// ## Why
    /// Meta says that the number of emoji may be limited; others put the limit at ten.
    ///
    /// ## Source
    /// M-REVIEW; Twilio's documentation (checked 2026-11-20)
    pub static TOO_MANY_EMOJI = "body/too-many-emoji" {
        level: Level::Warning,
        summary: "body has more than 10 emoji",
        check: Check::Body(|body, cx| {
            let text = body.text_with(Marks::MAYBE_EMOJI).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            let Some(first_over) = emoji(text).nth(limits::BODY_EMOJI) else { return };
            let (count, limit) = (emoji(text).count(), limits::BODY_EMOJI);
            cx.report("text", format!("body has {count} emoji, review may refuse more than {limit}"))
                .within(first_over)
                .label(format!("{} too many", count - limit))
                .help("keep the few that carry meaning");
        }),
    }
}

declare_rule! {
    /// A body with more than two line breaks in a row.
    ///
    /// ## Why
    /// Reviewers have refused bodies with large gaps. No page states the limit.
    ///
    /// ## Source
    /// M-ERR 2388072, as reported by integrations (checked 2026-11-20)
    pub static TOO_MANY_BLANK_LINES = "body/too-many-blank-lines" {
        level: Level::Warning,
        summary: "body has more than one blank line in a row",
        fix: Fixable::Unsafe,
        check: Check::Body(|body, cx| {
            let text = body.text_with(Marks::LINE_BREAK).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            let is_gap = |start: &usize| text[*start..].starts_with("\n\n\n");
            if let Some(start) = memchr_iter(b'\n', text.as_bytes()).find(is_gap) {
                let length = text[start..].len() - text[start..].trim_start_matches('\n').len();
                cx.report("text", format!("body has {length} line breaks in a row, review may refuse more than 2"))
                    .within(start..start + length)
                    .help("leave one blank line between paragraphs")
                    .replace_by("leave one blank line", false, "\n\n");
            }
        }),
    }
}

declare_rule! {
    /// A body with a tab, or with more than four spaces in a row.
    ///
    /// ## Why
    /// Meta refuses such texts when a message is sent, and reviewers may refuse them earlier. No page states the
    /// limit for templates.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static LONG_BLANK = "body/long-blank" {
        level: Level::Warning,
        summary: "body has a tab or more than 4 spaces in a row",
        fix: Fixable::Unsafe,
        check: Check::Body(|body, cx| {
            let text = body.text.as_deref().filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = long_blank(text) {
                let what = if text[range.start..].starts_with('\t') { "a tab" } else { "more than 4 spaces in a row" };
                cx.report("text", format!("body has {what}, review may refuse it"))
                    .within(range)
                    .help("write a single space, or start a new line")
                    .replace_by("write a single space", false, " ");
            }
        }),
    }
}

declare_rule! {
    /// `add_secret_recommendation` outside of an AUTHENTICATION body.
    ///
    /// ## Why
    /// It adds "do not share this code" to a text that WhatsApp writes. Elsewhere it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].AddSecretRecommendation` (checked 2026-11-20)
    pub static SECRET_RECOMMENDATION_MISPLACED = "body/secret-recommendation-misplaced" {
        level: Level::Warning,
        summary: "`add_secret_recommendation` outside of AUTHENTICATION",
        fix: Fixable::Unsafe,
        check: Check::Body(|body, cx| {
            if cx.is_written_whatsapp() && body.add_secret_recommendation.is_some() {
                let message = format!("`add_secret_recommendation` is ignored in {} templates", cx.category());
                cx.report("add_secret_recommendation", message)
                    .help("take it out: only AUTHENTICATION has it")
                    .remove("take `add_secret_recommendation` out");
            }
        }),
    }
}
