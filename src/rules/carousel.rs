//! Rules of a carousel: what stands beside it, and how its cards resemble each other.

use super::{Check, Cx, Rule};
use crate::declare_rule;
use crate::finding::Level;
use crate::model::{ButtonType, Card, Category, limits};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &NOT_MARKETING,
    &BESIDE_HEADER,
    &BESIDE_FOOTER,
    &BESIDE_BUTTONS,
    &BESIDE_OFFER,
    &TOO_FEW_CARDS,
    &TOO_MANY_CARDS,
    &HEADERS_DIFFER,
    &BODY_ON_SOME_CARDS,
    &BUTTONS_ON_SOME_CARDS,
    &BUTTONS_DIFFER,
];

declare_rule! {
    /// A carousel in a UTILITY template.
    ///
    /// ## Why
    /// Meta takes carousels as MARKETING only.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static NOT_MARKETING = "carousel/not-marketing" {
        level: Level::Error,
        summary: "carousel outside of MARKETING",
        check: Check::Carousel(|_, cx| {
            if cx.is_whatsapp_of(Category::Utility) {
                cx.report("", "carousel in a UTILITY template, only MARKETING may have one")
                    .help("make it a MARKETING template, or take the carousel out");
            }
        }),
    }
}

declare_rule! {
    /// A header beside a carousel.
    ///
    /// ## Why
    /// Beside its cards, such a template has a body and nothing else.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BESIDE_HEADER = "carousel/beside-header" {
        level: Level::Error,
        summary: "header beside a carousel",
        check: Check::Carousel(|_, cx| report_beside(cx, "header", cx.has_header())),
    }
}

declare_rule! {
    /// A footer beside a carousel.
    ///
    /// ## Why
    /// Beside its cards, such a template has a body and nothing else.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BESIDE_FOOTER = "carousel/beside-footer" {
        level: Level::Error,
        summary: "footer beside a carousel",
        check: Check::Carousel(|_, cx| report_beside(cx, "footer", cx.has_footer())),
    }
}

declare_rule! {
    /// Buttons beside a carousel.
    ///
    /// ## Why
    /// Beside its cards, such a template has a body and nothing else; buttons stand on the cards.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BESIDE_BUTTONS = "carousel/beside-buttons" {
        level: Level::Error,
        summary: "buttons beside a carousel",
        check: Check::Carousel(|_, cx| report_beside(cx, "buttons", cx.button_types().is_some())),
    }
}

declare_rule! {
    /// A limited-time offer beside a carousel.
    ///
    /// ## Why
    /// A template has one or the other.
    ///
    /// ## Source
    /// M-CARO; M-LTO (checked 2026-11-20)
    pub static BESIDE_OFFER = "carousel/beside-offer" {
        level: Level::Error,
        summary: "limited-time offer beside a carousel",
        also: ["offer/hidden-on-desktop", "offer/url-missing"],
        check: Check::Carousel(|_, cx| report_beside(cx, "limited_time_offer", cx.has_offer())),
    }
}

declare_rule! {
    /// A carousel with fewer than two cards.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static TOO_FEW_CARDS = "carousel/too-few-cards" {
        level: Level::Error,
        summary: "carousel has fewer than 2 cards",
        check: Check::Carousel(|cards, cx| {
            let least = *limits::CARDS.start();
            if cx.is_whatsapp() && cards.len() < least {
                let plural = if cards.len() == 1 { "card" } else { "cards" };
                cx.report("", format!("carousel has {} {plural}, it needs {least}", cards.len()))
                    .help("add a card, or show the one in header, body and buttons");
            }
        }),
    }
}

declare_rule! {
    /// A carousel with more than ten cards.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static TOO_MANY_CARDS = "carousel/too-many-cards" {
        level: Level::Error,
        summary: "carousel has more than 10 cards",
        check: Check::Carousel(|cards, cx| {
            let (count, limit) = (cards.len(), *limits::CARDS.end());
            if cx.is_whatsapp() && count > limit {
                cx.report(&format!("[{limit}]"), format!("carousel has {count} cards, the limit is {limit}"))
                    .label(format!("{} too many", count - limit))
                    .help("keep the best ones");
            }
        }),
    }
}

declare_rule! {
    /// Cards with headers of different formats.
    ///
    /// ## Why
    /// All cards show pictures, or all show videos.
    ///
    /// ## Source
    /// A-DETAIL, `Components[].Cards`; M-CARO (checked 2026-11-20)
    pub static HEADERS_DIFFER = "carousel/headers-differ" {
        level: Level::Error,
        summary: "cards have headers of different formats",
        check: Check::Carousel(|cards, cx| {
            let format = |card: &Card| card.header.as_ref().and_then(|header| header.effective_format());
            let mut formats = cards.iter().enumerate().filter_map(|(index, card)| Some((index, format(card)?)));
            let Some((first, expected)) = formats.next().filter(|_| cx.is_whatsapp()) else { return };
            if let Some((index, found)) = formats.find(|(_, found)| *found != expected) {
                let (number, other) = (index + 1, first + 1);
                let message = format!("header of card {number} is {found}, that of card {other} is {expected}");
                cx.report(&format!("[{index}].header"), message)
                    .also(&format!("[{first}].header"), "the first header")
                    .help("show pictures on all cards, or videos on all");
            }
        }),
    }
}

declare_rule! {
    /// A body on some of the cards.
    ///
    /// ## Why
    /// All cards have one, or none has.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BODY_ON_SOME_CARDS = "carousel/body-on-some-cards" {
        level: Level::Error,
        summary: "some cards have a body and some have none",
        check: Check::Carousel(|cards, cx| report_on_some(cards, "body", |card| card.body.is_some(), cx)),
    }
}

declare_rule! {
    /// Buttons on some of the cards.
    ///
    /// ## Why
    /// All cards have the same components.
    ///
    /// ## Source
    /// M-CARO (checked 2026-11-20)
    pub static BUTTONS_ON_SOME_CARDS = "carousel/buttons-on-some-cards" {
        level: Level::Error,
        summary: "some cards have buttons and some have none",
        also: ["card/buttons-missing"],
        check: Check::Carousel(|cards, cx| report_on_some(cards, "buttons", |card| card.buttons.is_some(), cx)),
    }
}

declare_rule! {
    /// Cards with different buttons.
    ///
    /// ## Why
    /// All cards have the same number of buttons, of the same types, in the same order.
    ///
    /// ## Source
    /// M-CARO; 360dialog's documentation (checked 2026-11-20)
    pub static BUTTONS_DIFFER = "carousel/buttons-differ" {
        level: Level::Error,
        summary: "cards have different buttons",
        check: Check::Carousel(|cards, cx| {
            let types = |card: &Card| -> Option<Vec<Option<ButtonType>>> {
                card.buttons.as_ref().map(|buttons| buttons.iter().map(|button| button.kind).collect())
            };
            let mut all = cards.iter().enumerate().filter_map(|(index, card)| Some((index, types(card)?)));
            let Some((first, expected)) = all.next().filter(|_| cx.is_whatsapp()) else { return };
            if let Some((index, found)) = all.find(|(_, found)| *found != expected) {
                let (found, expected) = (listed(&found), listed(&expected));
                let message = format!("card {} has {found}, card {} has {expected}", index + 1, first + 1);
                cx.report(&format!("[{index}].buttons"), message)
                    .also(&format!("[{first}].buttons"), "the first card's buttons")
                    .help("give all cards the same types of buttons in the same order");
            }
        }),
    }
}

fn report_beside(cx: &mut Cx<'_>, component: &str, is_there: bool) {
    if cx.is_whatsapp_of(Category::Marketing) && is_there {
        let path = crate::finding::Path::root().join(component);
        cx.report_at(path, format!("`{component}` beside a carousel, which allows only a body"))
            .help("move it onto the cards or into the body");
    }
}

fn report_on_some(cards: &[Card], component: &str, has: fn(&Card) -> bool, cx: &mut Cx<'_>) {
    let with = cards.iter().position(has);
    let without = cards.iter().position(|card| !has(card));
    if let (Some(with), Some(without), true) = (with, without, cx.is_whatsapp()) {
        let message = format!("card {} has `{component}`, card {} has none", with + 1, without + 1);
        cx.report(&format!("[{without}].{component}"), message)
            .also(&format!("[{with}].{component}"), "one that has it")
            .help(format!("give all cards `{component}`, or none"));
    }
}

fn listed(types: &[Option<ButtonType>]) -> String {
    let names: Vec<&str> = types.iter().map(|kind| kind.map_or("a button without type", ButtonType::as_str)).collect();
    if names.is_empty() { "no buttons".to_owned() } else { names.join(" and ") }
}
