//! Rules of the list of buttons: how many, which together, in which order.

use super::{Check, Cx, Rule};
use crate::declare_rule;
use crate::finding::Level;
use crate::model::{Button, ButtonType, Category, limits};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &EMPTY,
    &TOO_MANY,
    &TOO_MANY_URLS,
    &TOO_MANY_PHONE_NUMBERS,
    &TOO_MANY_COPY_CODES,
    &QUICK_REPLIES_SCATTERED,
    &QUICK_REPLIES_MIXED,
    &HIDDEN_ON_DESKTOP,
    &TEXT_REPEATED,
    &SEVERAL_FLOWS,
    &FLOW_NOT_ALONE,
    &SEVERAL_OPT_OUTS,
    &OPT_OUT_MISSING,
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
    /// Quick replies with other buttons between them.
    ///
    /// ## Why
    /// Quick replies must stand together, before or behind all others; Meta answers "invalid combination".
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type`; M-COMP (checked 2026-11-20)
    pub static QUICK_REPLIES_SCATTERED = "buttons/quick-replies-scattered" {
        level: Level::Error,
        summary: "quick replies do not stand together",
        also: ["buttons/hidden-on-desktop"],
        check: Check::Buttons(|buttons, cx| {
            if !cx.is_written_whatsapp() || cx.in_card() || groups(buttons) <= 2 {
                return;
            }
            let start = buttons.iter().position(is_quick_reply).unwrap_or_default();
            let others = buttons.iter().skip(start).position(|button| !is_quick_reply(button)).unwrap_or_default();
            let again = buttons.iter().skip(start + others).position(is_quick_reply);
            let place = again.map_or(start + others, |offset| start + others + offset);
            cx.report(&format!("[{place}]"), "quick replies must stand together, before or behind all other buttons")
                .also(&format!("[{start}]"), "the first quick reply")
                .help("put all quick replies first, or all last");
        }),
    }
}

declare_rule! {
    /// Quick replies beside other buttons.
    ///
    /// ## Why
    /// Meta's documentation has such templates. Alibaba's older pages forbid them, its newest only wants the quick
    /// replies together: the service may still refuse them.
    ///
    /// ## Source
    /// A-CREATE and A-CREATE-2025, which differ; M-COMP (checked 2026-11-20)
    pub static QUICK_REPLIES_MIXED = "buttons/quick-replies-mixed" {
        level: Level::Info,
        summary: "quick replies stand beside other buttons",
        also: ["buttons/hidden-on-desktop"],
        check: Check::Buttons(|buttons, cx| {
            if cx.is_written_whatsapp() && !cx.in_card() && groups(buttons) == 2 {
                let place = buttons.iter().position(is_quick_reply).unwrap_or_default();
                cx.report(&format!("[{place}]"), "quick replies stand beside other buttons")
                    .note("Meta allows it as long as they stand together; Alibaba's older pages forbid it");
            }
        }),
    }
}

declare_rule! {
    /// Buttons that WhatsApp does not show on a computer: four or more, or quick replies beside others.
    ///
    /// ## Why
    /// There, the message asks the customer to open it on the phone.
    ///
    /// ## Source
    /// M-COMP, buttons (checked 2026-11-20)
    pub static HIDDEN_ON_DESKTOP = "buttons/hidden-on-desktop" {
        level: Level::Info,
        summary: "message is not shown on computers",
        check: Check::Buttons(|buttons, cx| {
            if !cx.is_written_whatsapp() || cx.in_card() {
                return;
            }
            if buttons.len() >= limits::BUTTONS_HIDDEN_ON_DESKTOP {
                cx.report("", format!("a message with {} buttons is not shown on computers", buttons.len()))
                    .note("on phones the first two are shown at once, the others under \"See all options\"")
                    .help("keep to three buttons if customers read it there");
            } else if groups(buttons) >= 2 {
                cx.report("", "a message with quick replies beside other buttons is not shown on computers")
                    .help("use one kind of button if customers read it there");
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
    /// A FLOW button beside others.
    ///
    /// ## Why
    /// No page says whether a flow may share a template with other buttons.
    ///
    /// ## Source
    /// M-FLOW, which shows it alone (checked 2026-11-20)
    pub static FLOW_NOT_ALONE = "buttons/flow-not-alone" {
        level: Level::Info,
        summary: "FLOW button stands beside others",
        check: Check::Buttons(|buttons, cx| {
            let is_flow = |button: &Button| button.kind == Some(ButtonType::Flow);
            let position = buttons.iter().position(is_flow).filter(|_| !buttons.iter().all(is_flow));
            if let Some(index) = position.filter(|_| cx.is_whatsapp() && !cx.in_card()) {
                cx.report(&format!("[{index}]"), "FLOW button stands beside others")
                    .note("no page says whether the service takes that");
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

declare_rule! {
    /// A MARKETING template with buttons, none of which ends marketing messages.
    ///
    /// ## Why
    /// Customers who find no way out block the sender, which costs quality. Meta's sample has an opt-out reply.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].IsOptOut`; M-COMP, sample (checked 2026-11-20)
    pub static OPT_OUT_MISSING = "buttons/opt-out-missing" {
        level: Level::Info,
        summary: "MARKETING template has no opt-out reply",
        check: Check::Buttons(|buttons, cx| {
            let replies = buttons.iter().any(is_quick_reply);
            let offers_way_out = buttons.iter().any(|button| button.is_opt_out == Some(true));
            if cx.is_whatsapp_of(Category::Marketing) && !cx.in_card() && replies && !offers_way_out {
                cx.report("", "no quick reply of this MARKETING template has `is_opt_out: true`")
                    .help("add `is_opt_out: true` to the reply that ends marketing messages");
            }
        }),
    }
}

fn is_quick_reply(button: &Button) -> bool {
    button.kind == Some(ButtonType::QuickReply)
}

/// How many runs of quick replies and of other buttons follow each other. Buttons without a type are passed over.
fn groups(buttons: &[Button]) -> usize {
    let mut groups = 0;
    let mut last = None;
    for button in buttons.iter().filter(|button| button.kind.is_some()) {
        let is_reply = is_quick_reply(button);
        groups += usize::from(last != Some(is_reply));
        last = Some(is_reply);
    }
    groups
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
