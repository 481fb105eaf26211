//! The one button of a Viber template.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{ButtonType, HeaderFormat, limits};
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &MORE_THAN_ONE_BUTTON,
    &BUTTON_TYPE_REFUSED,
    &VIDEO_BUTTON_URL,
    &DYNAMIC_URL,
    &BUTTON_TEXT_LONG,
    &BUTTON_WITHOUT_BODY,
];

declare_rule! {
    /// More than one button on a Viber template.
    ///
    /// ## Why
    /// The service refuses them.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons` (checked 2026-11-20)
    pub static MORE_THAN_ONE_BUTTON = "viber/more-than-one-button" {
        level: Level::Error,
        summary: "Viber template has more than one button",
        check: Check::Buttons(|buttons, cx| {
            if cx.is_viber() && !cx.in_card() && buttons.len() > 1 {
                cx.report("[1]", format!("Viber template has {} buttons, the limit is 1", buttons.len()))
                    .label(format!("{} too many", buttons.len() - 1))
                    .help("keep the most important one");
            }
        }),
    }
}

declare_rule! {
    /// A button of a Viber template that is no URL.
    ///
    /// ## Why
    /// The service takes nothing else there.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Type` (checked 2026-11-20)
    pub static BUTTON_TYPE_REFUSED = "viber/button-type-refused" {
        level: Level::Error,
        summary: "button of a Viber template is not URL",
        check: Check::Button(|button, cx| {
            let refused = button.kind.filter(|kind| *kind != ButtonType::Url && cx.is_viber());
            if let Some(kind) = refused {
                cx.report("type", format!("{kind} button in a Viber template, only URL is allowed"))
                    .help("use a URL button, or take the button out");
            }
        }),
    }
}

declare_rule! {
    /// An address on the button under a Viber video.
    ///
    /// ## Why
    /// That button plays the video; the service wants its `url` left out.
    ///
    /// ## Source
    /// A-CREATE and A-CREATE-2025, `Components[].Buttons[].Url` (checked 2026-11-20)
    pub static VIDEO_BUTTON_URL = "viber/video-button-url" {
        level: Level::Error,
        summary: "button under a Viber video has a `url`",
        fix: Fixable::Unsafe,
        check: Check::Button(|button, cx| {
            let is_under_video = cx.is_viber() && !cx.in_card() && cx.header_format() == Some(HeaderFormat::Video);
            if is_under_video && button.kind == Some(ButtonType::Url) && button.url.is_some() {
                cx.report("url", "button under a Viber video has a `url`, it must have none")
                    .help("take the `url` out, or show a picture instead of the video")
                    .remove("take the `url` out");
            }
        }),
    }
}

declare_rule! {
    /// A variable in the address of a Viber button.
    ///
    /// ## Why
    /// No page says that Viber addresses may vary.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].UrlType` (checked 2026-11-20)
    pub static DYNAMIC_URL = "viber/dynamic-url" {
        level: Level::Warning,
        summary: "address of a Viber button has a variable",
        check: Check::Button(|button, cx| {
            let url = button.url.as_deref().filter(|_| cx.is_viber() && button.kind == Some(ButtonType::Url));
            if url.is_some_and(|url| url.contains("$(")) {
                cx.report("url", "address of a Viber button has a variable, which no page documents")
                    .help("use one address for everybody");
            }
        }),
    }
}

declare_rule! {
    /// A text of a Viber button longer than 30 characters.
    ///
    /// ## Why
    /// Alibaba's pages state no limit; Viber's own pages use 30.
    ///
    /// ## Source
    /// Viber's business pages (checked 2026-11-20)
    pub static BUTTON_TEXT_LONG = "viber/button-text-long" {
        level: Level::Warning,
        summary: "text of a Viber button is longer than 30 characters",
        check: Check::Button(|button, cx| {
            let text = button.text.as_deref().filter(|_| cx.is_viber()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "button text", text, limits::VIBER_BUTTON_CHARACTERS) {
                report.help("say it in two or three words");
            }
        }),
    }
}

declare_rule! {
    /// A button on a Viber template without a body.
    ///
    /// ## Why
    /// Every shape of a Viber message with a button has a text.
    ///
    /// ## Source
    /// A-CREATE-2025, shapes of Viber templates (checked 2026-11-20)
    pub static BUTTON_WITHOUT_BODY = "viber/button-without-body" {
        level: Level::Warning,
        summary: "Viber template has a button but no body",
        check: Check::Buttons(|buttons, cx| {
            let has_file_only = !cx.has_body() && cx.has_header();
            if cx.is_viber() && !cx.in_card() && !buttons.is_empty() && has_file_only {
                cx.report("", "Viber template has a button but no body, the service may refuse it").help("add a body");
            }
        }),
    }
}
