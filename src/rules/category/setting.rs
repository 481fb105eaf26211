//! Rules of what a category allows on the template itself.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::Category;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CHANGE_PAUSE_MISPLACED, &SENDING_STOPPED_MISPLACED, &ALLOW_SEND_MISPLACED];

declare_rule! {
    /// `category_change_paused` on a template that is not UTILITY.
    ///
    /// ## Why
    /// It stops sending when the platform turns a UTILITY template into MARKETING. Elsewhere it is ignored.
    ///
    /// ## Source
    /// A-CREATE and A-PROPS, `CategoryChangePaused` (checked 2026-11-20)
    pub static CHANGE_PAUSE_MISPLACED = "category/change-pause-misplaced" {
        level: Level::Warning,
        summary: "`category_change_paused` on a template that is not UTILITY",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            let category = variant.category;
            if cx.is_whatsapp() && category != Category::Utility && variant.category_change_paused.is_some() {
                cx.report("category_change_paused", format!("`category_change_paused` is ignored for {category}"))
                    .help("take it out: only UTILITY templates are turned into MARKETING")
                    .remove("take `category_change_paused` out");
            }
        }),
    }
}

declare_rule! {
    /// `allow_send: false` on a template that is not MARKETING.
    ///
    /// ## Why
    /// The service answers with a system error (`ERR-COMMON-001`).
    ///
    /// ## Source
    /// A-DETAIL, `AllowSend`; a report of an integration (checked 2026-11-20)
    pub static SENDING_STOPPED_MISPLACED = "category/sending-stopped-misplaced" {
        level: Level::Error,
        summary: "`allow_send: false` on a template that is not MARKETING",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            if variant.category != Category::Marketing && cx.is_whatsapp() && variant.allow_send == Some(false) {
                cx.report("allow_send", format!("`allow_send: false` is refused for {}", variant.category))
                    .help("take it out: sending can be stopped for MARKETING only")
                    .remove("take `allow_send` out");
            }
        }),
    }
}

declare_rule! {
    /// `allow_send: true` on a template that is not MARKETING, or not on WhatsApp.
    ///
    /// ## Why
    /// It is valid for MARKETING templates of WhatsApp; elsewhere nothing changes.
    ///
    /// ## Source
    /// A-DETAIL and A-PROPS, `AllowSend` (checked 2026-11-20)
    pub static ALLOW_SEND_MISPLACED = "category/allow-send-misplaced" {
        level: Level::Warning,
        summary: "`allow_send` on a template that is not MARKETING of WhatsApp",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            let is_needless = variant.allow_send == Some(true) && variant.category != Category::Marketing;
            let is_viber = variant.allow_send.is_some() && cx.is_viber();
            if is_needless || is_viber {
                cx.report("allow_send", "`allow_send` is valid for MARKETING templates of WhatsApp only")
                    .help("take it out")
                    .remove("take `allow_send` out");
            }
        }),
    }
}
