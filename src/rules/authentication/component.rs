//! Which components an AUTHENTICATION template has, and what may stand in them.

use crate::declare_rule;
use crate::finding::{Fixable, Level, Path};
use crate::model::{ButtonType, limits};
use crate::rules::writing::address::Address;
use crate::rules::writing::emoji::emoji;
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Rule, TextKind};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &HEADER,
    &CAROUSEL,
    &OFFER,
    &BODY_TEXT,
    &FOOTER_TEXT,
    &FOOTER_EMPTY,
    &CODE_EXPIRATION_OUT_OF_RANGE,
    &CODE_EXPIRATION_UNSTATED,
    &LINK,
    &EMOJI,
];

declare_rule! {
    /// A header on an AUTHENTICATION template.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type` (checked 2026-11-20)
    pub static HEADER = "authentication/header" {
        level: Level::Error,
        summary: "AUTHENTICATION template has a header",
        fix: Fixable::Unsafe,
        check: Check::Header(|_, cx| {
            if cx.is_authentication() && !cx.in_card() {
                cx.report("", "AUTHENTICATION template has a header, it allows none")
                    .help("take the header out")
                    .remove("take the header out");
            }
        }),
    }
}

declare_rule! {
    /// A carousel on an AUTHENTICATION template.
    ///
    /// ## Why
    /// The service takes body, footer and buttons, nothing else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type`; M-AUTH (checked 2026-11-20)
    pub static CAROUSEL = "authentication/carousel" {
        level: Level::Error,
        summary: "AUTHENTICATION template has a carousel",
        fix: Fixable::Unsafe,
        check: Check::Carousel(|_, cx| {
            if cx.is_authentication() {
                cx.report("", "AUTHENTICATION template has a carousel, it allows none")
                    .help("take the carousel out")
                    .remove("take the carousel out");
            }
        }),
    }
}

declare_rule! {
    /// A limited-time offer on an AUTHENTICATION template.
    ///
    /// ## Why
    /// The service takes body, footer and buttons, nothing else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type`; M-AUTH (checked 2026-11-20)
    pub static OFFER = "authentication/offer" {
        level: Level::Error,
        summary: "AUTHENTICATION template has a limited-time offer",
        fix: Fixable::Unsafe,
        check: Check::Offer(|_, cx| {
            if cx.is_authentication() {
                cx.report("", "AUTHENTICATION template has a limited-time offer, it allows none")
                    .help("take the offer out")
                    .remove("take the offer out");
            }
        }),
    }
}

declare_rule! {
    /// A text in the body of an AUTHENTICATION template.
    ///
    /// ## Why
    /// WhatsApp writes it, in the template's language; the service refuses one of your own.
    ///
    /// ## Source
    /// A-CREATE and A-MODIFY, `Components[].Text`; M-ERR 2388042 (checked 2026-11-20)
    pub static BODY_TEXT = "authentication/body-text" {
        level: Level::Error,
        summary: "body of an AUTHENTICATION template has a text",
        fix: Fixable::Unsafe,
        check: Check::Body(|body, cx| {
            if cx.is_authentication() && !cx.in_card() && !is_blank(body.text.as_deref()) {
                cx.report("text", "body of an AUTHENTICATION template has a text, WhatsApp writes it")
                    .help("take the text out; `add_secret_recommendation: true` adds \"do not share this code\"")
                    .remove("take the text out");
            }
        }),
    }
}

declare_rule! {
    /// A text in the footer of an AUTHENTICATION template.
    ///
    /// ## Why
    /// WhatsApp writes it from `code_expiration_minutes`; the service refuses one of your own.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text` (checked 2026-11-20)
    pub static FOOTER_TEXT = "authentication/footer-text" {
        level: Level::Error,
        summary: "footer of an AUTHENTICATION template has a text",
        check: Check::Footer(|footer, cx| {
            if cx.is_authentication() && !is_blank(footer.text.as_deref()) {
                cx.report("text", "footer of an AUTHENTICATION template has a text, WhatsApp writes it")
                    .help("write `footer: { code_expiration_minutes: 5 }` instead");
            }
        }),
    }
}

declare_rule! {
    /// A footer of an AUTHENTICATION template that says nothing.
    ///
    /// ## Why
    /// Without `code_expiration_minutes` there is nothing to show; Meta says to leave the footer out then.
    ///
    /// ## Source
    /// M-COPY (checked 2026-11-20)
    pub static FOOTER_EMPTY = "authentication/footer-empty" {
        level: Level::Warning,
        summary: "footer of an AUTHENTICATION template has no `code_expiration_minutes`",
        check: Check::Footer(|footer, cx| {
            let says_nothing = footer.code_expiration_minutes.is_none() && is_blank(footer.text.as_deref());
            if cx.is_authentication() && says_nothing {
                cx.report("", "footer of an AUTHENTICATION template has no `code_expiration_minutes`")
                    .help("add it, or take the footer out");
            }
        }),
    }
}

declare_rule! {
    /// A code that is valid for less than 1 or more than 90 minutes.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-METADATA, `Components[].CodeExpirationMinutes`; M-1TAP; M-COPY (checked 2026-11-20)
    pub static CODE_EXPIRATION_OUT_OF_RANGE = "authentication/code-expiration-out-of-range" {
        level: Level::Error,
        summary: "code is not valid for 1 to 90 minutes",
        check: Check::Footer(|footer, cx| {
            let Some(minutes) = footer.code_expiration_minutes.filter(|_| cx.is_authentication()) else { return };
            let range = limits::CODE_EXPIRATION_MINUTES;
            if !range.contains(&minutes) {
                let (least, most) = (range.start(), range.end());
                let message = format!("code is valid for {minutes} minutes, {least} to {most} are allowed");
                cx.report("code_expiration_minutes", message)
                    .help("5 or 10 minutes are usual");
            }
        }),
    }
}

declare_rule! {
    /// A ONE_TAP or ZERO_TAP button without `code_expiration_minutes` in the footer.
    ///
    /// ## Why
    /// The button stops working after 10 minutes anyway, and the customer is not told.
    ///
    /// ## Source
    /// M-1TAP (checked 2026-11-20)
    pub static CODE_EXPIRATION_UNSTATED = "authentication/code-expiration-unstated" {
        level: Level::Info,
        summary: "button stops working after 10 minutes, unsaid",
        check: Check::Variant(|variant, cx| {
            let fills_in = cx.has_button(ButtonType::OneTap) || cx.has_button(ButtonType::ZeroTap);
            if cx.is_authentication() && fills_in && variant.footer.is_none() {
                let path = Path::root().join("footer");
                cx.report_at(path, "the button stops working after 10 minutes, which no footer says")
                    .help("add `footer: { code_expiration_minutes: 10 }`");
            }
        }),
    }
}

declare_rule! {
    /// A link in a text of an AUTHENTICATION template.
    ///
    /// ## Why
    /// Meta allows no links in them, wherever.
    ///
    /// ## Source
    /// M-CAT; M-1TAP (checked 2026-11-20)
    pub static LINK = "authentication/link" {
        level: Level::Error,
        summary: "text of an AUTHENTICATION template has a link",
        check: Check::Text(|text, cx| {
            if !cx.is_authentication() || !matches!(text.kind, TextKind::Button | TextKind::Autofill) {
                return;
            }
            let is_link = |word: &&str| Address::parse(word).is_some() || word.starts_with("www.");
            if let Some(link) = text.text.split_whitespace().find(is_link) {
                let start = text.text.find(link).unwrap_or_default();
                cx.report("", format!("{} has a link, AUTHENTICATION templates allow none", text.kind.noun()))
                    .within(start..start + link.len())
                    .help("take the link out");
            }
        }),
    }
}

declare_rule! {
    /// An emoji in a text of an AUTHENTICATION template.
    ///
    /// ## Why
    /// Meta allows no emoji in them, wherever.
    ///
    /// ## Source
    /// M-CAT; M-1TAP (checked 2026-11-20)
    pub static EMOJI = "authentication/emoji" {
        level: Level::Error,
        summary: "text of an AUTHENTICATION template has an emoji",
        check: Check::Text(|text, cx| {
            if !cx.is_authentication() || !matches!(text.kind, TextKind::Button | TextKind::Autofill) {
                return;
            }
            if let Some(range) = emoji(text.text).next() {
                cx.report("", format!("{} has an emoji, AUTHENTICATION templates allow none", text.kind.noun()))
                    .within(range)
                    .help("take the emoji out");
            }
        }),
    }
}
