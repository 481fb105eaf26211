//! Rules of a COPY_CODE button's coupon.

use crate::declare_rule;
use crate::finding::{Level, Path};
use crate::model::{Button, ButtonType, limits, single_variable};
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Report, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&COUPON_MISSING, &COUPON_MALFORMED, &COUPON_TOO_LONG, &COUPON_LONG, &COUPON_TOO_LONG_BESIDE_OFFER];

declare_rule! {
    /// A coupon button without a coupon.
    ///
    /// ## Why
    /// Meta wants a sample code.
    ///
    /// ## Source
    /// M-COUPON; A-CREATE, `Components[].Buttons[].CouponCode` (checked 2026-11-20)
    pub static COUPON_MISSING = "button/coupon-missing" {
        level: Level::Error,
        summary: "COPY_CODE button has no `coupon_code`",
        check: Check::Button(|button, cx| {
            if is_coupon(button, cx) && is_blank(button.coupon_code.as_deref()) {
                cx.report("coupon_code", "COPY_CODE button has no `coupon_code`")
                    .help("add the code, or a variable such as `coupon_code: $(coupon)` with an example");
            }
        }),
    }
}

declare_rule! {
    /// A coupon that is neither letters and digits nor one variable.
    ///
    /// ## Why
    /// The service takes nothing else. With a variable, its example must be letters and digits.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].CouponCode`; M-COUPON (checked 2026-11-20)
    pub static COUPON_MALFORMED = "button/coupon-malformed" {
        level: Level::Error,
        summary: "coupon is not letters and digits",
        check: Check::Button(|button, cx| {
            let Some((name, code)) = code_of(button, cx) else { return };
            if let Some(wrong) = code.chars().find(|character| !character.is_ascii_alphanumeric()) {
                let (subject, help) = match name {
                    Some(name) => (format!("example of `{name}`"), "give a sample of letters and digits"),
                    None => ("coupon".to_owned(), "take the other characters out, or use one variable: `$(coupon)`"),
                };
                let message = format!("{subject} has `{wrong}`, a coupon must be letters and digits");
                report_code(cx, name, message).help(help);
            }
        }),
    }
}

declare_rule! {
    /// A coupon longer than 20 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-COMP, copy code button (copy of September 2026) (checked 2026-11-20)
    pub static COUPON_TOO_LONG = "button/coupon-too-long" {
        level: Level::Error,
        summary: "coupon is longer than 20 characters",
        check: Check::Button(|button, cx| {
            let Some((name, code)) = code_of(button, cx).filter(|_| !cx.has_offer()) else { return };
            let (length, limit) = (code.chars().count(), limits::COUPON_CHARACTERS);
            if length > limit {
                let message = format!("coupon is {length} characters, the limit is {limit}");
                report_code(cx, name, message).label(format!("{} too many", length - limit)).help("shorten the code");
            }
        }),
    }
}

declare_rule! {
    /// A coupon of 16 to 20 characters.
    ///
    /// ## Why
    /// Meta's limit was 15 until early 2026; part of its pages still say so.
    ///
    /// ## Source
    /// M-COMP and M-LTO, which differ (checked 2026-11-20)
    pub static COUPON_LONG = "button/coupon-long" {
        level: Level::Warning,
        summary: "coupon is longer than 15 characters",
        check: Check::Button(|button, cx| {
            let Some((name, code)) = code_of(button, cx).filter(|_| !cx.has_offer()) else { return };
            let (length, limit) = (code.chars().count(), limits::COUPON_WITH_OFFER_CHARACTERS);
            if length > limit && length <= limits::COUPON_CHARACTERS {
                let message = format!("coupon is {length} characters, part of Meta's pages allow {limit}");
                report_code(cx, name, message).help("shorten the code to be safe");
            }
        }),
    }
}

declare_rule! {
    /// A coupon longer than 15 characters beside a limited-time offer.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static COUPON_TOO_LONG_BESIDE_OFFER = "button/coupon-too-long-beside-offer" {
        level: Level::Error,
        summary: "coupon beside an offer is longer than 15 characters",
        also: ["offer/hidden-on-desktop"],
        check: Check::Button(|button, cx| {
            let Some((name, code)) = code_of(button, cx).filter(|_| cx.has_offer()) else { return };
            let (length, limit) = (code.chars().count(), limits::COUPON_WITH_OFFER_CHARACTERS);
            if length > limit {
                let message = format!("coupon beside an offer is {length} characters, the limit is {limit}");
                report_code(cx, name, message).label(format!("{} too many", length - limit)).help("shorten the code");
            }
        }),
    }
}

fn is_coupon(button: &Button, cx: &Cx<'_>) -> bool {
    button.kind == Some(ButtonType::CopyCode) && cx.is_written_whatsapp() && !cx.in_card()
}

/// The code that is checked: the literal one, or the example of its variable (with the variable's name).
fn code_of<'b>(button: &'b Button, cx: &Cx<'b>) -> Option<(Option<&'b str>, &'b str)> {
    let code = button.coupon_code.as_deref().filter(|code| is_coupon(button, cx) && !is_blank(Some(code)))?;
    match code.contains("$(").then(|| single_variable(code)).flatten() {
        None => Some((None, code)),
        Some(name) => Some((Some(name), cx.example(name)?)),
    }
}

fn report_code<'r>(cx: &'r mut Cx<'_>, name: Option<&str>, message: String) -> Report<'r> {
    match name {
        None => cx.report("coupon_code", message),
        Some(name) => cx.report_at(Path::root().join("examples").join(name), message),
    }
}
