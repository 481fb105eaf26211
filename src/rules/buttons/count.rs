//! How many buttons there are, of which type, and whether they can be told apart.

use crate::declare_rule;
use crate::finding::Level;
use crate::model::{Button, ButtonType, Category, limits};
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &EMPTY,
    &TOO_MANY,
    &TOO_MANY_URLS,
    &TOO_MANY_PHONE_NUMBERS,
    &TOO_MANY_COPY_CODES,
    &TEXT_REPEATED,
    &SEVERAL_FLOWS,
    &SEVERAL_OPT_OUTS,
];

declare_rule! {
    /// A list of buttons without a button.
    ///
    /// ## Why
    /// The service refuses an empty component.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons` (checked 2026-11-20)
    pub static EMPTY = "buttons/empty" {
        level: Level::Error,
        summary: "list of buttons is empty",
        check: Check::Buttons(|buttons, cx| {
            if buttons.is_empty() && !cx.is_authentication() {
                cx.report("", "list of buttons is empty").help("add a button, or take `buttons` out");
            }
        }),
    }
}

declare_rule! {
    /// More than ten buttons.
    ///
    /// ## Why
    /// The service refuses them.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons`; M-COMP (checked 2026-11-20)
    pub static TOO_MANY = "buttons/too-many" {
        level: Level::Error,
        summary: "more than 10 buttons",
        also: ["buttons/hidden-on-desktop"],
        check: Check::Buttons(|buttons, cx| {
            if cx.is_written_whatsapp() && !cx.in_card() && buttons.len() > limits::BUTTONS {
                let (count, limit) = (buttons.len(), limits::BUTTONS);
                cx.report(&format!("[{limit}]"), format!("template has {count} buttons, the limit is {limit}"))
                    .label(format!("{} too many", count - limit))
                    .help("keep the most important ones");
            }
        }),
    }
}

declare_rule! {
    /// More than two URL buttons.
    ///
    /// ## Why
    /// The service refuses them.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type`; M-COMP (checked 2026-11-20)
    pub static TOO_MANY_URLS = "buttons/too-many-urls" {
        level: Level::Error,
        summary: "more than 2 URL buttons",
        check: Check::Buttons(|buttons, cx| {
            report_too_many(buttons, ButtonType::Url, limits::URL_BUTTONS, cx);
        }),
    }
}

declare_rule! {
    /// More than one PHONE_NUMBER button.
    ///
    /// ## Why
    /// The service refuses them.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type`; M-COMP (checked 2026-11-20)
    pub static TOO_MANY_PHONE_NUMBERS = "buttons/too-many-phone-numbers" {
        level: Level::Error,
        summary: "more than one PHONE_NUMBER button",
        check: Check::Buttons(|buttons, cx| {
            report_too_many(buttons, ButtonType::PhoneNumber, limits::PHONE_BUTTONS, cx);
        }),
    }
}

declare_rule! {
    /// More than one COPY_CODE button.
    ///
    /// ## Why
    /// Meta refuses them.
    ///
    /// ## Source
    /// M-COMP; M-COUPON (checked 2026-11-20)
    pub static TOO_MANY_COPY_CODES = "buttons/too-many-copy-codes" {
        level: Level::Error,
        summary: "more than one COPY_CODE button",
        check: Check::Buttons(|buttons, cx| {
            if !cx.has_offer() {
                report_too_many(buttons, ButtonType::CopyCode, limits::COPY_CODE_BUTTONS, cx);
            }
        }),
    }
}

declare_rule! {
    /// Two buttons with the same text.
    ///
    /// ## Why
    /// Customers cannot tell them apart, answers cannot either, and Meta is said to refuse them.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static TEXT_REPEATED = "buttons/text-repeated" {
        level: Level::Warning,
        summary: "two buttons have the same text",
        check: Check::Buttons(|buttons, cx| {
            for (index, button) in buttons.iter().enumerate().take(limits::BUTTONS) {
                let Some(text) = button.text.as_deref().filter(|text| !text.trim().is_empty()) else { continue };
                let earlier = buttons[..index].iter().position(|other| other.text.as_deref() == Some(text));
                if let Some(earlier) = earlier.filter(|_| cx.is_whatsapp()) {
                    cx.report(&format!("[{index}].text"), format!("two buttons are called `{text}`"))
                        .also(&format!("[{earlier}].text"), "the other one")
                        .help("give each button its own text");
                }
            }
        }),
    }
}

declare_rule! {
    /// More than one FLOW button.
    ///
    /// ## Why
    /// Meta's pages show one flow per template; the service may refuse more.
    ///
    /// ## Source
    /// M-FLOW (checked 2026-11-20)
    pub static SEVERAL_FLOWS = "buttons/several-flows" {
        level: Level::Warning,
        summary: "more than one FLOW button",
        check: Check::Buttons(|buttons, cx| {
            let mut flows = buttons.iter().enumerate().filter(|(_, button)| button.kind == Some(ButtonType::Flow));
            if let Some((index, _)) = flows.nth(1).filter(|_| cx.is_whatsapp() && !cx.in_card()) {
                cx.report(&format!("[{index}]"), "template has more than one FLOW button, the service may refuse it")
                    .help("keep one flow");
            }
        }),
    }
}

declare_rule! {
    /// More than one opt-out reply.
    ///
    /// ## Why
    /// One is enough to end marketing messages; which one counts is not documented.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].IsOptOut` (checked 2026-11-20)
    pub static SEVERAL_OPT_OUTS = "buttons/several-opt-outs" {
        level: Level::Warning,
        summary: "more than one button has `is_opt_out`",
        check: Check::Buttons(|buttons, cx| {
            let mut opt_outs = buttons.iter().enumerate().filter(|(_, button)| button.is_opt_out == Some(true));
            if let Some((index, _)) = opt_outs.nth(1).filter(|_| cx.is_whatsapp_of(Category::Marketing)) {
                cx.report(&format!("[{index}].is_opt_out"), "more than one button has `is_opt_out: true`")
                    .help("keep it on one button");
            }
        }),
    }
}

fn report_too_many(buttons: &[Button], kind: ButtonType, limit: usize, cx: &mut Cx<'_>) {
    if !cx.is_written_whatsapp() || cx.in_card() {
        return;
    }
    let mut found = buttons.iter().enumerate().filter(|(_, button)| button.kind == Some(kind));
    let Some((index, _)) = found.nth(limit) else { return };
    let count = limit + 1 + found.count();
    cx.report(&format!("[{index}]"), format!("template has {count} {kind} buttons, the limit is {limit}"))
        .label(format!("{} too many", count - limit))
        .help("keep the most important one");
}
