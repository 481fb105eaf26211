//! Rules of a button's label.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, ButtonType, Category, limits};
use crate::rules::writing::emoji::emoji;
use crate::rules::writing::markup::{formatted, is_blank, line_break, line_break_help, marks, on_one_line};
use crate::rules::{Check, Cx, Marks, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&TEXT_MISSING, &TEXT_TOO_LONG, &AUTOFILL_TEXT_TOO_LONG, &LINE_BREAK, &EMOJI, &FORMATTING, &TEXT_FIXED];

declare_rule! {
    /// A PHONE_NUMBER, URL, QUICK_REPLY or FLOW button without a text.
    ///
    /// ## Why
    /// Meta refuses a button without a label.
    ///
    /// ## Source
    /// M-COMP, buttons; A-CREATE, `Components[].Buttons[].Text` (checked 2026-11-20)
    pub static TEXT_MISSING = "button/text-missing" {
        level: Level::Error,
        summary: "button has no `text`",
        check: Check::Button(|button, cx| {
            let labelled = [ButtonType::PhoneNumber, ButtonType::Url, ButtonType::QuickReply, ButtonType::Flow];
            let Some(kind) = button.kind.filter(|kind| labelled.contains(kind)) else { return };
            if !cx.is_authentication() && is_blank(button.text.as_deref()) {
                cx.report("text", format!("{kind} button has no `text`")).help("add the label that customers tap");
            }
        }),
    }
}

declare_rule! {
    /// A button text longer than 25 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-COMP, buttons; M-1TAP (checked 2026-11-20)
    pub static TEXT_TOO_LONG = "button/text-too-long" {
        level: Level::Error,
        summary: "button text is longer than 25 characters",
        check: Check::Button(|button, cx| {
            let text = button.text.as_deref().filter(|_| cx.is_whatsapp()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "button text", text, limits::BUTTON_CHARACTERS) {
                report.help("say it in two or three words");
            }
        }),
    }
}

declare_rule! {
    /// An autofill text longer than 25 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-1TAP (checked 2026-11-20)
    pub static AUTOFILL_TEXT_TOO_LONG = "button/autofill-text-too-long" {
        level: Level::Error,
        summary: "autofill text is longer than 25 characters",
        check: Check::Button(|button, cx| {
            let text = button.autofill_text.as_deref().filter(|_| cx.is_whatsapp()).unwrap_or_default();
            let limit = limits::BUTTON_CHARACTERS;
            if let Some(report) = cx.report_too_long("autofill_text", "autofill text", text, limit) {
                report.help("say it in two or three words");
            }
        }),
    }
}

declare_rule! {
    /// A button text of several lines.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-ERR 2388060; M-UTIL; M-MKT (checked 2026-11-20)
    pub static LINE_BREAK = "button/line-break" {
        level: Level::Error,
        summary: "button text has a line break",
        grandfathered: true,
        fix: Fixable::Either,
        check: Check::Button(|button, cx| {
            let text = button.text_with(Marks::LINE_BREAK).filter(|_| cx.is_whatsapp()).unwrap_or_default();
            if let Some(range) = line_break(text) {
                let help = line_break_help(text, &range);
                let (ranges, is_certain) = on_one_line(text);
                cx.report("text", "button text has a line break, it must be one line").within(range).help(help).replace_in_text(
                    "write it on one line",
                    is_certain,
                    ranges,
                );
            }
        }),
    }
}

declare_rule! {
    /// A button text with an emoji.
    ///
    /// ## Why
    /// Meta's pages want letters and digits; reviewers have refused emoji in labels.
    ///
    /// ## Source
    /// M-UTIL; M-MKT; M-ERR 2388060 (checked 2026-11-20)
    pub static EMOJI = "button/emoji" {
        level: Level::Warning,
        summary: "button text has an emoji",
        check: Check::Button(|button, cx| {
            let text = button.text_with(Marks::MAYBE_EMOJI).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = emoji(text).next() {
                cx.report("text", "button text has an emoji, review may refuse it")
                    .within(range)
                    .help("move the emoji into the body");
            }
        }),
    }
}

declare_rule! {
    /// A button text with formatting: a pair of `*`, `_`, `~` or backticks.
    ///
    /// ## Why
    /// Labels are not formatted; reviewers have refused such templates.
    ///
    /// ## Source
    /// M-UTIL; M-MKT; M-ERR 2388060 (checked 2026-11-20)
    pub static FORMATTING = "button/formatting" {
        level: Level::Warning,
        summary: "button text has formatting characters",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let text = button.text_with(Marks::FORMATTING).filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(range) = formatted(text) {
                cx.report("text", "button text has formatting characters, review may refuse them")
                    .within(range.clone())
                    .help("take the formatting out")
                    .replace_in_text("take the formatting out", false, marks(&range));
            }
        }),
    }
}

declare_rule! {
    /// A label of its own on a coupon, catalog or product button.
    ///
    /// ## Why
    /// WhatsApp writes these labels itself, in the language of the phone; the text is not shown.
    ///
    /// ## Source
    /// M-COUPON; M-CATALOG; M-MPM (checked 2026-11-20)
    pub static TEXT_FIXED = "button/text-fixed" {
        level: Level::Warning,
        summary: "WhatsApp writes the label of this button itself",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let (Some(own), Some((kind, fixed))) = (button.text.as_deref(), fixed_text(button, cx)) else { return };
            if own != fixed {
                cx.report("text", format!("WhatsApp writes the label of {kind} buttons itself"))
                    .label("not shown")
                    .help(format!("write `{fixed}`, as Meta's samples do"))
                    .replace_by(format!("write `{fixed}`"), false, fixed);
            }
        }),
    }
}

/// The label that WhatsApp shows, whatever the template says.
fn fixed_text(button: &Button, cx: &Cx<'_>) -> Option<(ButtonType, &'static str)> {
    let kind = button.kind.filter(|_| cx.is_whatsapp_of(Category::Marketing))?;
    // Only the English labels are known: a translation of them is nobody's fault.
    let is_english = cx.language().split('_').next() == Some("en");
    let text = match kind {
        ButtonType::CopyCode if is_english => "Copy offer code",
        ButtonType::Catalog if is_english => "View catalog",
        ButtonType::Mpm if is_english => "View items",
        _ => return None,
    };
    Some((kind, text))
}
