//! Which buttons stand together, and in which order.

use crate::declare_rule;
use crate::finding::{Edit, Fixable, Level};
use crate::model::{Button, ButtonType, Category, limits};
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&QUICK_REPLIES_SCATTERED, &QUICK_REPLIES_MIXED, &HIDDEN_ON_DESKTOP, &FLOW_NOT_ALONE, &OPT_OUT_MISSING];

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
        fix: Fixable::Unsafe,
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
                .help("put all quick replies first, or all last")
                .mend("bring the quick replies together", false, |list| {
                    let is_first = |index: &usize| is_quick_reply(&buttons[*index]) == (start == 0);
                    let (first, last): (Vec<usize>, Vec<usize>) = (0..buttons.len()).partition(is_first);
                    vec![Edit::Reorder(list.clone(), [first, last].concat())]
                });
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
        level: Level::Warning,
        summary: "quick replies stand beside other buttons",
        also: ["buttons/hidden-on-desktop"],
        check: Check::Buttons(|buttons, cx| {
            if cx.is_written_whatsapp() && !cx.in_card() && groups(buttons) == 2 {
                let place = buttons.iter().position(is_quick_reply).unwrap_or_default();
                cx.report(&format!("[{place}]"), "quick replies stand beside other buttons")
                    .note("Meta allows it as long as they stand together; Alibaba's older pages forbid it")
                    .help("if the service refuses the template, keep the quick replies or the others");
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
    /// A FLOW button beside others.
    ///
    /// ## Why
    /// No page says whether a flow may share a template with other buttons.
    ///
    /// ## Source
    /// M-FLOW, which shows it alone (checked 2026-11-20)
    pub static FLOW_NOT_ALONE = "buttons/flow-not-alone" {
        level: Level::Warning,
        summary: "FLOW button stands beside others",
        check: Check::Buttons(|buttons, cx| {
            let is_flow = |button: &Button| button.kind == Some(ButtonType::Flow);
            let position = buttons.iter().position(is_flow).filter(|_| !buttons.iter().all(is_flow));
            if let Some(index) = position.filter(|_| cx.is_whatsapp() && !cx.in_card()) {
                cx.report(&format!("[{index}]"), "FLOW button stands beside others")
                    .note("no page says whether the service takes that")
                    .help("if the service refuses the template, keep the FLOW button alone");
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
