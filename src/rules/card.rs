//! Rules of one card.

use super::{Check, Marks, Rule};
use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{ButtonType, HeaderFormat, limits};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &HEADER_MISSING,
    &HEADER_NOT_MEDIA,
    &BODY_TOO_LONG,
    &TOO_MANY_LINE_BREAKS,
    &TOO_MANY_BUTTONS,
    &BUTTONS_MISSING,
    &BUTTON_TYPE_REFUSED,
    &BUTTON_FIELD_REFUSED,
];

declare_rule! {
    /// A card without a header.
    ///
    /// ## Why
    /// Every card shows a picture or a video.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Cards[].CardComponents[]`; M-CARO (checked 2026-11-20)
    pub static HEADER_MISSING = "card/header-missing" {
        level: Level::Error,
        summary: "card has no header",
        check: Check::Card(|card, cx| {
            if cx.is_whatsapp() && card.header.is_none() {
                cx.report("header", "card has no header").help("add a header with a picture or a video");
            }
        }),
    }
}

declare_rule! {
    /// A card whose header is no picture or video.
    ///
    /// ## Why
    /// The service takes nothing else on a card.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Cards[].CardComponents[].Format`; M-CARO (checked 2026-11-20)
    pub static HEADER_NOT_MEDIA = "card/header-not-media" {
        level: Level::Error,
        summary: "header of a card is not IMAGE or VIDEO",
        check: Check::Card(|card, cx| {
            let format = card.header.as_ref().and_then(|header| header.effective_format());
            let refused = format.filter(|format| !matches!(format, HeaderFormat::Image | HeaderFormat::Video));
            if let Some(format) = refused.filter(|_| cx.is_whatsapp()) {
                cx.report("header", format!("header of a card is {format}, it must be IMAGE or VIDEO"))
                    .help("show a picture or a video, and move the text into the card's body");
            }
        }),
    }
}

declare_rule! {
    /// A card's body longer than 160 characters.
    ///
    /// ## Why
    /// Meta refuses it. Each variable counts as the `{{n}}` that Meta sees.
    ///
    /// ## Source
    /// M-CARO; M-SPM (checked 2026-11-20)
    pub static BODY_TOO_LONG = "card/body-too-long" {
        level: Level::Error,
        summary: "body of a card is longer than 160 characters",
        check: Check::Body(|body, cx| {
            let text = body.text.as_deref().filter(|_| cx.is_whatsapp() && cx.in_card()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "body of a card", text, limits::CARD_BODY_CHARACTERS) {
                report.help("move the detail into the body above the cards");
            }
        }),
    }
}

declare_rule! {
    /// A card's body with more than two line breaks.
    ///
    /// ## Why
    /// Meta states this limit for carousels without a template; review may hold templates to it.
    ///
    /// ## Source
    /// Meta's page of the interactive media carousel (checked 2026-11-20)
    pub static TOO_MANY_LINE_BREAKS = "card/too-many-line-breaks" {
        level: Level::Warning,
        summary: "body of a card has more than 2 line breaks",
        check: Check::Body(|body, cx| {
            let text = body.text_with(Marks::LINE_BREAK).filter(|_| cx.is_whatsapp() && cx.in_card()).unwrap_or_default();
            let breaks = text.matches('\n').count();
            if let Some((start, _)) = text.match_indices('\n').nth(limits::CARD_BODY_LINE_BREAKS) {
                let limit = limits::CARD_BODY_LINE_BREAKS;
                let message = format!("body of a card has {breaks} line breaks, review may refuse more than {limit}");
                cx.report("text", message)
                    .within(start..start + 1)
                    .help("write the text in at most three lines");
            }
        }),
    }
}

declare_rule! {
    /// A card with more than two buttons.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Cards[].CardComponents[].Buttons`; M-CARO (checked 2026-11-20)
    pub static TOO_MANY_BUTTONS = "card/too-many-buttons" {
        level: Level::Error,
        summary: "card has more than 2 buttons",
        check: Check::Card(|card, cx| {
            let (count, limit) = (card.buttons.as_ref().map_or(0, Vec::len), limits::CARD_BUTTONS);
            if cx.is_whatsapp() && count > limit {
                cx.report(&format!("buttons[{limit}]"), format!("card has {count} buttons, the limit is {limit}"))
                    .label(format!("{} too many", count - limit))
                    .help("keep the two most important ones");
            }
        }),
    }
}

declare_rule! {
    /// A card without a button.
    ///
    /// ## Why
    /// Meta calls buttons optional, but its syntax always has one, and other vendors require it.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BUTTONS_MISSING = "card/buttons-missing" {
        level: Level::Warning,
        summary: "card has no button",
        check: Check::Card(|card, cx| {
            if cx.is_whatsapp() && card.buttons.is_none() {
                cx.report("buttons", "card has no button, Meta may want one").help("add a button");
            }
        }),
    }
}

declare_rule! {
    /// A button on a card that is no URL, PHONE_NUMBER or QUICK_REPLY.
    ///
    /// ## Why
    /// The service takes nothing else on a card.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Cards[].CardComponents[].Buttons[].Type`; M-CARO (checked 2026-11-20)
    pub static BUTTON_TYPE_REFUSED = "card/button-type-refused" {
        level: Level::Error,
        summary: "button of a card is of a type that cards do not take",
        check: Check::Button(|button, cx| {
            let allowed = [ButtonType::PhoneNumber, ButtonType::Url, ButtonType::QuickReply];
            let refused = button.kind.filter(|kind| cx.is_whatsapp() && cx.in_card() && !allowed.contains(kind));
            if let Some(kind) = refused {
                cx.report("type", format!("{kind} button on a card, cards take URL, PHONE_NUMBER and QUICK_REPLY"))
                    .help("use one of these types");
            }
        }),
    }
}

declare_rule! {
    /// A field of a card's button that buttons of cards do not have.
    ///
    /// ## Why
    /// They have a type, a text, an address with its type and a phone number, nothing else.
    ///
    /// ## Source
    /// SDK 5.3.1, `Components[].Cards[].CardComponents[].Buttons[]` (checked 2026-11-20)
    pub static BUTTON_FIELD_REFUSED = "card/button-field-refused" {
        level: Level::Error,
        summary: "button of a card has a field that cards do not know",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            if !cx.is_whatsapp() || !cx.in_card() {
                return;
            }
            let refused = [
                ("coupon_code", button.coupon_code.is_some()),
                ("is_opt_out", button.is_opt_out.is_some()),
                ("flow_id", button.flow_id.is_some()),
                ("flow_action", button.flow_action.is_some()),
                ("navigate_screen", button.navigate_screen.is_some()),
                ("autofill_text", button.autofill_text.is_some()),
                ("supported_apps", button.supported_apps.is_some()),
                ("package_name", button.package_name.is_some()),
                ("signature_hash", button.signature_hash.is_some()),
            ];
            for (field, _) in refused.into_iter().filter(|(_, has_field)| *has_field) {
                cx.report(field, format!("button of a card has `{field}`, which cards do not know"))
                    .help("take it out")
                    .remove(format!("take the `{field}` out"));
            }
        }),
    }
}
