//! Which types of button a template may have.

use crate::declare_rule;
use crate::finding::Level;
use crate::model::{ButtonType, Category};
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&TYPE_MISSING, &ONLY_FOR_AUTHENTICATION, &ONLY_FOR_MARKETING, &COPY_CODE_IN_UTILITY];

declare_rule! {
    /// A button without a type.
    ///
    /// ## Why
    /// The service refuses it (`MissingType`).
    ///
    /// ## Source
    /// A-METADATA, `Components[].Buttons[].Type` (checked 2026-11-20)
    pub static TYPE_MISSING = "button/type-missing" {
        level: Level::Error,
        summary: "button has no `type`",
        check: Check::Button(|button, cx| {
            if button.kind.is_none() {
                cx.report("type", "button has no `type`")
                    .help("add `type: URL`, `QUICK_REPLY`, `PHONE_NUMBER` or another");
            }
        }),
    }
}

declare_rule! {
    /// A ONE_TAP or ZERO_TAP button outside of AUTHENTICATION.
    ///
    /// ## Why
    /// They hand over a one-time password, which only AUTHENTICATION templates have.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type`; M-1TAP; M-0TAP (checked 2026-11-20)
    pub static ONLY_FOR_AUTHENTICATION = "button/only-for-authentication" {
        level: Level::Error,
        summary: "ONE_TAP and ZERO_TAP belong to AUTHENTICATION",
        check: Check::Button(|button, cx| {
            let kind = button.kind.filter(|kind| matches!(kind, ButtonType::OneTap | ButtonType::ZeroTap));
            if let Some(kind) = kind.filter(|_| cx.is_written_whatsapp() && !cx.in_card()) {
                let category = cx.category();
                cx.report("type", format!("{kind} button in a {category} template, only AUTHENTICATION may have it"))
                    .help("use another type, or make it an AUTHENTICATION template");
            }
        }),
    }
}

declare_rule! {
    /// A CATALOG or MPM button outside of MARKETING.
    ///
    /// ## Why
    /// Meta takes templates that show products as MARKETING only.
    ///
    /// ## Source
    /// M-CATALOG; M-MPM (checked 2026-11-20)
    pub static ONLY_FOR_MARKETING = "button/only-for-marketing" {
        level: Level::Error,
        summary: "CATALOG and MPM belong to MARKETING",
        check: Check::Button(|button, cx| {
            let kind = button.kind.filter(|kind| matches!(kind, ButtonType::Catalog | ButtonType::Mpm));
            if let Some(kind) = kind.filter(|_| cx.is_whatsapp_of(Category::Utility) && !cx.in_card()) {
                cx.report("type", format!("{kind} button in a UTILITY template, only MARKETING may have it"))
                    .help("use another type, or make it a MARKETING template");
            }
        }),
    }
}

declare_rule! {
    /// A COPY_CODE button in a UTILITY template.
    ///
    /// ## Why
    /// Coupons are marketing by Meta's definition, although its page of UTILITY templates lists the button: the
    /// template may be approved as MARKETING.
    ///
    /// ## Source
    /// M-COUPON and M-UTIL, which differ (checked 2026-11-20)
    pub static COPY_CODE_IN_UTILITY = "button/copy-code-in-utility" {
        level: Level::Warning,
        summary: "coupon in a UTILITY template",
        check: Check::Button(|button, cx| {
            let is_coupon = button.kind == Some(ButtonType::CopyCode) && !cx.in_card();
            if is_coupon && cx.is_whatsapp_of(Category::Utility) {
                cx.report("type", "COPY_CODE button in a UTILITY template, it may be approved as MARKETING")
                    .help("take the coupon out, or make it a MARKETING template");
            }
        }),
    }
}
