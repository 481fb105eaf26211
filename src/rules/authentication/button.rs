//! The one button of an AUTHENTICATION template.

use crate::declare_rule;
use crate::finding::{Level, Path};
use crate::model::{Button, ButtonType};
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &BUTTON_MISSING,
    &MORE_THAN_ONE_BUTTON,
    &BUTTON_TYPE_REFUSED,
    &TEXT_MISSING,
    &AUTOFILL_TEXT_MISSING,
    &ZERO_TAP_TERMS,
];

declare_rule! {
    /// An AUTHENTICATION template without a button.
    ///
    /// ## Why
    /// The service wants exactly one, which takes the code.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons`; M-AUTH (checked 2026-11-20)
    pub static BUTTON_MISSING = "authentication/button-missing" {
        level: Level::Error,
        summary: "AUTHENTICATION template has no button",
        check: Check::Variant(|variant, cx| {
            if cx.is_authentication() && variant.buttons.as_deref().unwrap_or_default().is_empty() {
                cx.report_at(Path::root().join("buttons"), "AUTHENTICATION template has no button, it needs one")
                    .help("add `buttons: [{ type: COPY_CODE, text: Copy the code }]`");
            }
        }),
    }
}

declare_rule! {
    /// An AUTHENTICATION template with more than one button.
    ///
    /// ## Why
    /// The service wants exactly one.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons` (checked 2026-11-20)
    pub static MORE_THAN_ONE_BUTTON = "authentication/more-than-one-button" {
        level: Level::Error,
        summary: "AUTHENTICATION template has more than one button",
        check: Check::Buttons(|buttons, cx| {
            if cx.is_authentication() && !cx.in_card() && buttons.len() > 1 {
                cx.report("[1]", format!("AUTHENTICATION template has {} buttons, the limit is 1", buttons.len()))
                    .label(format!("{} too many", buttons.len() - 1))
                    .help("keep the one that takes the code");
            }
        }),
    }
}

declare_rule! {
    /// A button of an AUTHENTICATION template that does not take the code.
    ///
    /// ## Why
    /// The service allows COPY_CODE, ONE_TAP and ZERO_TAP. (One note of its page leaves ZERO_TAP out, the list of
    /// values on the same page has it.)
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type` (checked 2026-11-20)
    pub static BUTTON_TYPE_REFUSED = "authentication/button-type-refused" {
        level: Level::Error,
        summary: "button of an AUTHENTICATION template does not take the code",
        check: Check::Button(|button, cx| {
            let allowed = [ButtonType::CopyCode, ButtonType::OneTap, ButtonType::ZeroTap];
            let refused = button.kind.filter(|kind| !allowed.contains(kind));
            if let Some(kind) = refused.filter(|_| cx.is_authentication() && !cx.in_card()) {
                cx.report("type", format!("{kind} button in an AUTHENTICATION template"))
                    .help("use COPY_CODE, ONE_TAP or ZERO_TAP");
            }
        }),
    }
}

declare_rule! {
    /// A button of an AUTHENTICATION template without a text.
    ///
    /// ## Why
    /// Meta would write a label of its own, but Alibaba's page requires the text.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Text`; M-COPY, which differs (checked 2026-11-20)
    pub static TEXT_MISSING = "authentication/text-missing" {
        level: Level::Error,
        summary: "button of an AUTHENTICATION template has no `text`",
        check: Check::Button(|button, cx| {
            let takes_code = |kind| matches!(kind, ButtonType::CopyCode | ButtonType::OneTap | ButtonType::ZeroTap);
            let Some(kind) = button.kind.filter(|kind| takes_code(*kind) && cx.is_authentication()) else { return };
            if is_blank(button.text.as_deref()) {
                cx.report("text", format!("{kind} button has no `text`")).help("add `text: Copy the code`");
            }
        }),
    }
}

declare_rule! {
    /// A ONE_TAP or ZERO_TAP button without an autofill text.
    ///
    /// ## Why
    /// Meta would write a label of its own, but Alibaba's page requires the text.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].AutofillText`; M-1TAP, which differs (checked 2026-11-20)
    pub static AUTOFILL_TEXT_MISSING = "authentication/autofill-text-missing" {
        level: Level::Error,
        summary: "ONE_TAP or ZERO_TAP button has no `autofill_text`",
        check: Check::Button(|button, cx| {
            let Some(kind) = filling_kind(button, cx) else { return };
            if is_blank(button.autofill_text.as_deref()) {
                cx.report("autofill_text", format!("{kind} button has no `autofill_text`"))
                    .help("add `autofill_text: Fill in`");
            }
        }),
    }
}

declare_rule! {
    /// A ZERO_TAP button: whoever publishes it accepts Meta's zero-tap terms.
    ///
    /// ## Why
    /// Meta wants the terms accepted with each such template. The service has no field for it, so it is taken that
    /// publishing the template accepts them.
    ///
    /// ## Source
    /// M-0TAP (checked 2026-11-20)
    pub static ZERO_TAP_TERMS = "authentication/zero-tap-terms" {
        level: Level::Info,
        summary: "ZERO_TAP button accepts Meta's zero-tap terms",
        opt_in: true,
        check: Check::Button(|button, cx| {
            if filling_kind(button, cx) == Some(ButtonType::ZeroTap) {
                cx.report("type", "publishing a ZERO_TAP button accepts Meta's zero-tap terms")
                    .help("have the terms read by whoever answers for the account");
            }
        }),
    }
}

/// The type of a button that hands the code to an app.
pub(super) fn filling_kind(button: &Button, cx: &Cx<'_>) -> Option<ButtonType> {
    let kind = button.kind.filter(|kind| matches!(kind, ButtonType::OneTap | ButtonType::ZeroTap))?;
    (cx.is_authentication() && !cx.in_card()).then_some(kind)
}
