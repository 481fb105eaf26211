//! Fields of a button that its type does not have.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, ButtonType, Category};
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &PHONE_NUMBER_MISPLACED,
    &URL_MISPLACED,
    &URL_TYPE_MISPLACED,
    &COUPON_MISPLACED,
    &OPT_OUT_MISPLACED,
    &FLOW_FIELD_MISPLACED,
    &APP_FIELD_MISPLACED,
];

declare_rule! {
    /// A phone number on a button that calls nobody.
    ///
    /// ## Why
    /// The field is valid on PHONE_NUMBER buttons only.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].PhoneNumber` (checked 2026-11-20)
    pub static PHONE_NUMBER_MISPLACED = "button/phone-number-misplaced" {
        level: Level::Error,
        summary: "`phone_number` on a button that is no PHONE_NUMBER",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let has_field = button.phone_number.is_some();
            report(button, cx, "phone_number", has_field, &[ButtonType::PhoneNumber]);
        }),
    }
}

declare_rule! {
    /// An address on a button that opens no page.
    ///
    /// ## Why
    /// Only URL buttons have one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Url` (checked 2026-11-20)
    pub static URL_MISPLACED = "button/url-misplaced" {
        level: Level::Warning,
        summary: "`url` on a button that is no URL",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| report(button, cx, "url", button.url.is_some(), &[ButtonType::Url])),
    }
}

declare_rule! {
    /// An address type on a button that opens no page.
    ///
    /// ## Why
    /// Only URL buttons have one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].UrlType` (checked 2026-11-20)
    pub static URL_TYPE_MISPLACED = "button/url-type-misplaced" {
        level: Level::Warning,
        summary: "`url_type` on a button that is no URL",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            report(button, cx, "url_type", button.url_type.is_some(), &[ButtonType::Url]);
        }),
    }
}

declare_rule! {
    /// A coupon on a button that copies none.
    ///
    /// ## Why
    /// Only COPY_CODE buttons outside of AUTHENTICATION have one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].CouponCode` (checked 2026-11-20)
    pub static COUPON_MISPLACED = "button/coupon-misplaced" {
        level: Level::Warning,
        summary: "`coupon_code` on a button that copies no coupon",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let types: &[ButtonType] = if cx.is_authentication() { &[] } else { &[ButtonType::CopyCode] };
            report(button, cx, "coupon_code", button.coupon_code.is_some(), types);
        }),
    }
}

declare_rule! {
    /// `is_opt_out` on anything but a quick reply of a MARKETING template.
    ///
    /// ## Why
    /// The service takes it nowhere else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].IsOptOut` (checked 2026-11-20)
    pub static OPT_OUT_MISPLACED = "button/opt-out-misplaced" {
        level: Level::Error,
        summary: "`is_opt_out` outside of a quick reply of MARKETING",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let is_marketing = cx.is_whatsapp_of(Category::Marketing);
            let types: &[ButtonType] = if is_marketing { &[ButtonType::QuickReply] } else { &[] };
            report(button, cx, "is_opt_out", button.is_opt_out.is_some(), types);
        }),
    }
}

declare_rule! {
    /// A field of a flow on a button that starts none.
    ///
    /// ## Why
    /// Only FLOW buttons have it; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].FlowId`, `FlowAction`, `NavigateScreen` (checked 2026-11-20)
    pub static FLOW_FIELD_MISPLACED = "button/flow-field-misplaced" {
        level: Level::Warning,
        summary: "field of a flow on a button that is no FLOW",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            report(button, cx, "flow_id", button.flow_id.is_some(), &[ButtonType::Flow]);
            report(button, cx, "flow_action", button.flow_action.is_some(), &[ButtonType::Flow]);
            report(button, cx, "navigate_screen", button.navigate_screen.is_some(), &[ButtonType::Flow]);
        }),
    }
}

declare_rule! {
    /// A field of an app on a button that hands it nothing.
    ///
    /// ## Why
    /// Only ONE_TAP and ZERO_TAP buttons have it; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].SupportedApps`, `AutofillText` (checked 2026-11-20)
    pub static APP_FIELD_MISPLACED = "button/app-field-misplaced" {
        level: Level::Warning,
        summary: "field of an app on a button that is no ONE_TAP or ZERO_TAP",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let types = &[ButtonType::OneTap, ButtonType::ZeroTap];
            report(button, cx, "supported_apps", button.supported_apps.is_some(), types);
            report(button, cx, "autofill_text", button.autofill_text.is_some(), types);
            report(button, cx, "package_name", button.package_name.is_some(), types);
            report(button, cx, "signature_hash", button.signature_hash.is_some(), types);
        }),
    }
}

/// Reports a field that the button's type does not have. Cards and Viber have rules of their own for their few fields.
fn report(button: &Button, cx: &mut Cx<'_>, field: &str, has_field: bool, types: &[ButtonType]) {
    let Some(kind) = button.kind.filter(|kind| has_field && !types.contains(kind)) else { return };
    if !cx.is_whatsapp() || (cx.in_card() && !CARD_FIELDS.contains(&field)) {
        return;
    }
    let category = cx.category();
    let mut names = types.iter().map(|kind| kind.as_str());
    let help = match (names.next(), names.next()) {
        (None, _) => format!("take it out: {category} templates do not have it"),
        (Some(only), None) => format!("take it out: only {only} has it"),
        (Some(one), Some(other)) => format!("take it out: only {one} and {other} have it"),
    };
    cx.report(field, format!("{kind} button of {category} has `{field}`"))
        .help(help)
        .remove(format!("take the `{field}` out"));
}

/// What a button of a card may have beside type and text.
const CARD_FIELDS: &[&str] = &["url", "url_type", "phone_number"];
