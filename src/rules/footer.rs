//! Rules of the footer.

use super::writing::emoji::emoji;
use super::writing::markup::{formatted, is_blank, line_break, line_break_help, marks, on_one_line};
use super::{Check, Marks, Rule};
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::limits;

/// The rules of this group.
pub(super) static RULES: &[&Rule] =
    &[&TEXT_MISSING, &TOO_LONG, &LINE_BREAK, &FORMATTING, &EMOJI, &CODE_EXPIRATION_MISPLACED];

declare_rule! {
    /// A footer without a text.
    ///
    /// ## Why
    /// Meta refuses a footer that shows nothing.
    ///
    /// ## Source
    /// M-COMP, footer (checked 2026-11-20)
    pub static TEXT_MISSING = "footer/text-missing" {
        level: Level::Error,
        summary: "footer has no text",
        check: Check::Footer(|footer, cx| {
            if cx.is_written_whatsapp() && is_blank(footer.text.as_deref()) {
                cx.report("text", "footer has no text").help("write the text, or take the footer out");
            }
        }),
    }
}

declare_rule! {
    /// A footer longer than 60 characters.
    ///
    /// ## Why
    /// The service refuses it when the template is submitted.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text`; M-COMP (checked 2026-11-20)
    pub static TOO_LONG = "footer/too-long" {
        level: Level::Error,
        summary: "footer is longer than 60 characters",
        check: Check::Footer(|footer, cx| {
            let text = footer.text.as_deref().filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "footer", text, limits::FOOTER_CHARACTERS) {
                report.help("move the detail into the body");
            }
        }),
    }
}

declare_rule! {
    /// A footer of several lines.
    ///
    /// ## Why
    /// Meta refuses line breaks in a footer.
    ///
    /// ## Source
    /// M-ERR 2388073; reports of refused templates (checked 2026-11-20)
    pub static LINE_BREAK = "footer/line-break" {
        level: Level::Error,
        summary: "footer has a line break",
        fix: Fixable::Either,
        check: Check::Footer(|footer, cx| {
            let text = footer.text_with(Marks::LINE_BREAK).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = line_break(text) {
                let help = line_break_help(text, &range);
                let (ranges, is_certain) = on_one_line(text);
                cx.report("text", "footer has a line break, it must be one line").within(range).help(help).replace_in_text(
                    "write it on one line",
                    is_certain,
                    ranges,
                );
            }
        }),
    }
}

declare_rule! {
    /// A footer with formatting: a pair of `*`, `_`, `~` or backticks.
    ///
    /// ## Why
    /// Footers are not formatted; reviewers have refused such templates.
    ///
    /// ## Source
    /// M-ERR 2388073; Bird's documentation (checked 2026-11-20)
    pub static FORMATTING = "footer/formatting" {
        level: Level::Warning,
        summary: "footer has formatting characters",
        fix: Fixable::Unsafe,
        check: Check::Footer(|footer, cx| {
            let text = footer.text_with(Marks::FORMATTING).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = formatted(text) {
                cx.report("text", "footer has formatting characters, review may refuse them")
                    .within(range.clone())
                    .help("take the formatting out")
                    .replace_in_text("take the formatting out", false, marks(&range));
            }
        }),
    }
}

declare_rule! {
    /// A footer with an emoji.
    ///
    /// ## Why
    /// Reviewers have refused footers with emoji.
    ///
    /// ## Source
    /// M-ERR 2388073; Bird's documentation (checked 2026-11-20)
    pub static EMOJI = "footer/emoji" {
        level: Level::Warning,
        summary: "footer has an emoji",
        check: Check::Footer(|footer, cx| {
            let text = footer.text_with(Marks::MAYBE_EMOJI).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = emoji(text).next() {
                cx.report("text", "footer has an emoji, review may refuse it")
                    .within(range)
                    .help("move the emoji into the body");
            }
        }),
    }
}

declare_rule! {
    /// `code_expiration_minutes` outside of an AUTHENTICATION footer.
    ///
    /// ## Why
    /// It makes WhatsApp write how long a code is valid. Elsewhere it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].CodeExpirationMinutes` (checked 2026-11-20)
    pub static CODE_EXPIRATION_MISPLACED = "footer/code-expiration-misplaced" {
        level: Level::Warning,
        summary: "`code_expiration_minutes` outside of AUTHENTICATION",
        fix: Fixable::Unsafe,
        check: Check::Footer(|footer, cx| {
            if cx.is_written_whatsapp() && footer.code_expiration_minutes.is_some() {
                let message = format!("`code_expiration_minutes` is ignored in {} templates", cx.category());
                cx.report("code_expiration_minutes", message)
                    .help("take it out: only AUTHENTICATION has it")
                    .remove("take `code_expiration_minutes` out");
            }
        }),
    }
}
