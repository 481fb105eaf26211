//! Rules of how long delivery is tried.

use std::ops::RangeInclusive;

use super::{Check, Cx, Rule};
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Category, limits};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &AUTHENTICATION_OUT_OF_RANGE,
    &UTILITY_OUT_OF_RANGE,
    &MARKETING_OUT_OF_RANGE,
    &MARKETING_UNDOCUMENTED,
    &ON_VIBER,
    &AUTHENTICATION_MISSING,
    &LONGER_THAN_CODE,
    &AUTHENTICATION_MAYBE_UNLISTED,
];

declare_rule! {
    /// A TTL of an AUTHENTICATION template outside of 30 to 900 seconds.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-CREATE, `MessageSendTtlSeconds`; M-TTL (checked 2026-11-20)
    pub static AUTHENTICATION_OUT_OF_RANGE = "ttl/authentication-out-of-range" {
        level: Level::Error,
        summary: "TTL of AUTHENTICATION is not 30 to 900 seconds",
        check: Check::Variant(|_, cx| {
            report_outside(cx, Category::Authentication, limits::TTL_AUTHENTICATION_SECONDS);
        }),
    }
}

declare_rule! {
    /// A TTL of a UTILITY template outside of 30 to 43 200 seconds.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-CREATE, `MessageSendTtlSeconds`; M-TTL (checked 2026-11-20)
    pub static UTILITY_OUT_OF_RANGE = "ttl/utility-out-of-range" {
        level: Level::Error,
        summary: "TTL of UTILITY is not 30 to 43 200 seconds",
        check: Check::Variant(|_, cx| report_outside(cx, Category::Utility, limits::TTL_UTILITY_SECONDS)),
    }
}

declare_rule! {
    /// A TTL of a MARKETING template outside of 43 200 to 2 592 000 seconds.
    ///
    /// ## Why
    /// Meta takes 12 hours to 30 days; the service refuses more than 30 days.
    ///
    /// ## Source
    /// M-TTL; A-METADATA, `MessageSendTtlSeconds` (checked 2026-11-20)
    pub static MARKETING_OUT_OF_RANGE = "ttl/marketing-out-of-range" {
        level: Level::Error,
        summary: "TTL of MARKETING is not 43 200 to 2 592 000 seconds",
        check: Check::Variant(|_, cx| report_outside(cx, Category::Marketing, limits::TTL_MARKETING_SECONDS)),
    }
}

declare_rule! {
    /// A TTL of a MARKETING template.
    ///
    /// ## Why
    /// Alibaba documents none, and Meta heeds it only for messages through its marketing API: the service may ignore
    /// or refuse it.
    ///
    /// ## Source
    /// A-CREATE, `MessageSendTtlSeconds`; M-TTL (checked 2026-11-20)
    pub static MARKETING_UNDOCUMENTED = "ttl/marketing-undocumented" {
        level: Level::Warning,
        summary: "TTL of MARKETING may be ignored or refused",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            let is_inside = variant.ttl_seconds.is_some_and(|ttl| limits::TTL_MARKETING_SECONDS.contains(&ttl));
            if is_inside && cx.is_whatsapp_of(Category::Marketing) {
                cx.report("ttl_seconds", "Alibaba documents no TTL for MARKETING, the service may ignore or refuse it")
                    .help("take it out")
                    .remove("take the `ttl_seconds` out");
            }
        }),
    }
}

declare_rule! {
    /// A TTL on a Viber template.
    ///
    /// ## Why
    /// On Viber the TTL belongs to the message that is sent, not to the template.
    ///
    /// ## Source
    /// A-CREATE, `MessageSendTtlSeconds` (checked 2026-11-20)
    pub static ON_VIBER = "ttl/on-viber" {
        level: Level::Error,
        summary: "Viber template has a TTL",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            if cx.is_viber() && variant.ttl_seconds.is_some() {
                cx.report("ttl_seconds", "Viber template has a TTL, only messages have one there")
                    .help("take it out, and set the TTL when the message is sent")
                    .remove("take the `ttl_seconds` out");
            }
        }),
    }
}

declare_rule! {
    /// An AUTHENTICATION template without a TTL.
    ///
    /// ## Why
    /// Without one, a code may be delivered long after it is of use.
    ///
    /// ## Source
    /// M-TTL (checked 2026-11-20)
    pub static AUTHENTICATION_MISSING = "ttl/authentication-missing" {
        level: Level::Warning,
        summary: "AUTHENTICATION template has no TTL",
        check: Check::Variant(|variant, cx| {
            if cx.is_authentication() && variant.ttl_seconds.is_none() {
                cx.report("ttl_seconds", "AUTHENTICATION template has no TTL")
                    .help("add `ttl_seconds:`, at most as long as the code is valid");
            }
        }),
    }
}

declare_rule! {
    /// A TTL that outlasts the code.
    ///
    /// ## Why
    /// A message delivered late would bring a code that is no longer valid.
    ///
    /// ## Source
    /// M-TTL (checked 2026-11-20)
    pub static LONGER_THAN_CODE = "ttl/longer-than-code" {
        level: Level::Warning,
        summary: "TTL is longer than the code is valid",
        check: Check::Variant(|variant, cx| {
            let minutes = variant.footer.as_ref().and_then(|footer| footer.code_expiration_minutes);
            let (Some(ttl), Some(minutes)) = (variant.ttl_seconds, minutes) else { return };
            let valid = minutes.saturating_mul(60);
            let both_allowed =
                limits::CODE_EXPIRATION_MINUTES.contains(&minutes) && limits::TTL_AUTHENTICATION_SECONDS.contains(&ttl);
            if cx.is_authentication() && both_allowed && ttl > valid {
                let message = format!("delivery is tried for {ttl} seconds, but the code is valid for {valid}");
                cx.report("ttl_seconds", message)
                    .also("footer.code_expiration_minutes", format!("{minutes} minutes"))
                    .help(format!("write `ttl_seconds: {valid}` or less"));
            }
        }),
    }
}

declare_rule! {
    /// A TTL of an AUTHENTICATION template, for an account that may not be on the list of those that can have one.
    ///
    /// ## Why
    /// Until 2025 Alibaba took such a TTL only from accounts that it had put on a list; the pages of 2026 say nothing
    /// of it.
    ///
    /// ## Source
    /// A-CREATE-2025, `MessageSendTtlSeconds` (checked 2026-11-20)
    pub static AUTHENTICATION_MAYBE_UNLISTED = "ttl/authentication-maybe-unlisted" {
        level: Level::Warning,
        summary: "TTL of AUTHENTICATION may need an account on Alibaba's list",
        opt_in: true,
        check: Check::Variant(|variant, cx| {
            if cx.is_authentication() && variant.ttl_seconds.is_some() {
                cx.report("ttl_seconds", "TTL of AUTHENTICATION may be refused, older pages ask for a listed account")
                    .help("ask Alibaba to put the account on the list, or leave this rule off where it is");
            }
        }),
    }
}

/// How Meta writes 30 days: A-METADATA and M-TTL, which differ (checked 2026-11-20).
const META_MONTH: i64 = -1;

fn report_outside(cx: &mut Cx<'_>, category: Category, range: RangeInclusive<i64>) {
    let Some(ttl) = cx.ttl_seconds().filter(|ttl| cx.is_whatsapp_of(category) && !range.contains(ttl)) else {
        return;
    };
    let (least, most) = (range.start(), range.end());
    let help = if ttl < *least { format!("write {least} or more") } else { format!("write {most} or less") };
    let report =
        cx.report("ttl_seconds", format!("TTL is {ttl} seconds, {category} allows {least} to {most}")).help(help);
    if ttl == META_MONTH {
        report.note("at Meta -1 stands for 30 days, which the service does not take");
    }
}
