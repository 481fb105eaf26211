//! Rules of a limited-time offer.

use super::writing::markup::is_blank;
use super::{Check, Rule};
use crate::declare_rule;
use crate::finding::{Edit, Fixable, Level, Path};
use crate::model::{ButtonType, Category, HeaderFormat, limits};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[
    &NOT_MARKETING,
    &TEXT_MISSING,
    &TOO_LONG,
    &BESIDE_FOOTER,
    &HEADER_NOT_MEDIA,
    &URL_MISSING,
    &COUPON_NOT_FIRST,
    &OTHER_BUTTON,
    &COUNTDOWN_WITHOUT_COUPON,
    &HIDDEN_ON_DESKTOP,
];

declare_rule! {
    /// A limited-time offer in a UTILITY template.
    ///
    /// ## Why
    /// Meta takes offers as MARKETING only.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static NOT_MARKETING = "offer/not-marketing" {
        level: Level::Error,
        summary: "limited-time offer outside of MARKETING",
        check: Check::Offer(|_, cx| {
            if cx.is_whatsapp_of(Category::Utility) {
                cx.report("", "limited-time offer in a UTILITY template, only MARKETING may have one")
                    .help("make it a MARKETING template, or take the offer out");
            }
        }),
    }
}

declare_rule! {
    /// A limited-time offer without a headline.
    ///
    /// ## Why
    /// Meta requires it.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static TEXT_MISSING = "offer/text-missing" {
        level: Level::Error,
        summary: "limited-time offer has no text",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|offer, cx| {
            if cx.is_written_whatsapp() && is_blank(offer.text.as_deref()) {
                cx.report("text", "limited-time offer has no `text`").help("add a headline of at most 16 characters");
            }
        }),
    }
}

declare_rule! {
    /// A headline of an offer longer than 16 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static TOO_LONG = "offer/too-long" {
        level: Level::Error,
        summary: "headline of an offer is longer than 16 characters",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|offer, cx| {
            let text = offer.text.as_deref().filter(|_| cx.is_written_whatsapp()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "offer", text, limits::OFFER_CHARACTERS) {
                report.help("move the detail into the body");
            }
        }),
    }
}

declare_rule! {
    /// A footer beside a limited-time offer.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static BESIDE_FOOTER = "offer/beside-footer" {
        level: Level::Error,
        summary: "footer beside a limited-time offer",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|_, cx| {
            let has_footer = cx.has_footer() && !cx.has_carousel();
            if cx.is_whatsapp_of(Category::Marketing) && has_footer {
                cx.report_at(Path::root().join("footer"), "footer beside a limited-time offer, which allows none")
                    .help("move its text into the body");
            }
        }),
    }
}

declare_rule! {
    /// A header beside an offer that is no picture or video.
    ///
    /// ## Why
    /// Meta takes nothing else.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static HEADER_NOT_MEDIA = "offer/header-not-media" {
        level: Level::Error,
        summary: "header beside an offer is not IMAGE or VIDEO",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|_, cx| {
            let applies = cx.is_whatsapp_of(Category::Marketing) && !cx.has_carousel();
            let refused = cx.header_format().filter(|format| {
                applies && !matches!(format, HeaderFormat::Image | HeaderFormat::Video)
            });
            if let Some(format) = refused {
                let message = format!("header beside a limited-time offer is {format}, it must be IMAGE or VIDEO");
                cx.report_at(Path::root().join("header"), message)
                    .help("show a picture or a video, or take the header out");
            }
        }),
    }
}

declare_rule! {
    /// A limited-time offer without a URL button.
    ///
    /// ## Why
    /// Meta requires one.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static URL_MISSING = "offer/url-missing" {
        level: Level::Error,
        summary: "limited-time offer has no URL button",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|_, cx| {
            if cx.is_whatsapp_of(Category::Marketing) && !cx.has_button(ButtonType::Url) {
                cx.report_at(Path::root().join("buttons"), "limited-time offer has no URL button")
                    .help("add a URL button that leads to the offer");
            }
        }),
    }
}

declare_rule! {
    /// A coupon behind the URL button of an offer.
    ///
    /// ## Why
    /// Meta wants the coupon first.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static COUPON_NOT_FIRST = "offer/coupon-not-first" {
        level: Level::Error,
        summary: "coupon of an offer is not the first button",
        also: ["offer/hidden-on-desktop"],
        fix: Fixable::Safe,
        check: Check::Offer(|_, cx| {
            let coupon = cx.button_types().and_then(|mut types| types.position(|kind| kind == Some(ButtonType::CopyCode)));
            if let Some(index) = coupon.filter(|index| *index > 0 && cx.is_whatsapp_of(Category::Marketing)) {
                let path = Path::root().join("buttons").join(index);
                let count = cx.button_types().map_or(0, Iterator::count);
                cx.report_at(path, format!("coupon of an offer is button {}, it must be the first", index + 1))
                    .help("put COPY_CODE first and URL second")
                    .mend("put the coupon first", true, |root| {
                        let others = (0..count).filter(|other| *other != index);
                        vec![Edit::Reorder(root.join("buttons"), std::iter::once(index).chain(others).collect())]
                    });
            }
        }),
    }
}

declare_rule! {
    /// A button of an offer beside one COPY_CODE and one URL.
    ///
    /// ## Why
    /// Meta takes nothing else.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static OTHER_BUTTON = "offer/other-button" {
        level: Level::Error,
        summary: "offer has a button beside coupon and URL",
        also: ["offer/hidden-on-desktop", "buttons/quick-replies-mixed", "buttons/hidden-on-desktop"],
        check: Check::Offer(|_, cx| {
            if !cx.is_whatsapp_of(Category::Marketing) {
                return;
            }
            let Some(types) = cx.button_types() else { return };
            for (index, kind) in types.clone().enumerate().take(limits::BUTTONS) {
                let Some(kind) = kind else { continue };
                let is_second = types.clone().take(index).any(|earlier| earlier == Some(kind));
                if is_second || !matches!(kind, ButtonType::CopyCode | ButtonType::Url) {
                    let which = if is_second { "a second" } else { "a" };
                    let path = Path::root().join("buttons").join(index);
                    cx.report_at(path, format!("offer has {which} {kind} button, it takes one COPY_CODE and one URL"))
                        .help("take the button out");
                }
            }
        }),
    }
}

declare_rule! {
    /// A countdown without a coupon.
    ///
    /// ## Why
    /// Meta's table of an offer with a countdown calls the coupon required; its other table allows to leave it out.
    ///
    /// ## Source
    /// M-LTO, whose tables differ (checked 2026-11-20)
    pub static COUNTDOWN_WITHOUT_COUPON = "offer/countdown-without-coupon" {
        level: Level::Warning,
        summary: "offer counts down but has no coupon",
        also: ["offer/hidden-on-desktop"],
        check: Check::Offer(|offer, cx| {
            let counts_down = offer.has_expiration == Some(true) && cx.is_whatsapp_of(Category::Marketing);
            if counts_down && !cx.has_button(ButtonType::CopyCode) {
                cx.report("has_expiration", "offer counts down but has no coupon, Meta may want one")
                    .help("add a COPY_CODE button, or write `has_expiration: false`");
            }
        }),
    }
}

declare_rule! {
    /// A limited-time offer, which computers do not show.
    ///
    /// ## Why
    /// WhatsApp on the web and on desktops says that a message came, and asks to open it on the phone.
    ///
    /// ## Source
    /// M-LTO (checked 2026-11-20)
    pub static HIDDEN_ON_DESKTOP = "offer/hidden-on-desktop" {
        level: Level::Info,
        summary: "limited-time offer is not shown on computers",
        check: Check::Offer(|_, cx| {
            if cx.is_whatsapp_of(Category::Marketing) {
                cx.report("", "a message with a limited-time offer is not shown on computers")
                    .help("write the offer into the body if customers read it there");
            }
        }),
    }
}
