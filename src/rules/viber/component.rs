//! Which components and fields a Viber template has, and in which shapes they stand together.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Button, Category, HeaderFormat, limits};
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &FOOTER,
    &CAROUSEL,
    &OFFER,
    &NOTHING_TO_SHOW,
    &BODY_TOO_LONG,
    &DOCUMENT_NOT_ALONE,
    &NOT_PLAIN_TEXT,
    &WHATSAPP_FIELD,
    &EDIT_UNDOCUMENTED,
];

declare_rule! {
    /// A footer on a Viber template.
    ///
    /// ## Why
    /// The service takes header, body and buttons there, nothing else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type` (checked 2026-11-20)
    pub static FOOTER = "viber/footer" {
        level: Level::Error,
        summary: "Viber template has a footer",
        check: Check::Footer(|_, cx| {
            if cx.is_viber() {
                cx.report("", "Viber template has a footer, it allows none").help("move its text into the body");
            }
        }),
    }
}

declare_rule! {
    /// A carousel on a Viber template.
    ///
    /// ## Why
    /// The service takes header, body and buttons there, nothing else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type` (checked 2026-11-20)
    pub static CAROUSEL = "viber/carousel" {
        level: Level::Error,
        summary: "Viber template has a carousel",
        check: Check::Carousel(|_, cx| {
            if cx.is_viber() {
                cx.report("", "Viber template has a carousel, it allows none").help("show one picture in the header");
            }
        }),
    }
}

declare_rule! {
    /// A limited-time offer on a Viber template.
    ///
    /// ## Why
    /// The service takes header, body and buttons there, nothing else.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Type` (checked 2026-11-20)
    pub static OFFER = "viber/offer" {
        level: Level::Error,
        summary: "Viber template has a limited-time offer",
        check: Check::Offer(|_, cx| {
            if cx.is_viber() {
                cx.report("", "Viber template has a limited-time offer, it allows none")
                    .help("say it in the body");
            }
        }),
    }
}

declare_rule! {
    /// A Viber template with neither header nor body.
    ///
    /// ## Why
    /// Every shape of a Viber message has a text, a picture, a video or a document.
    ///
    /// ## Source
    /// A-CREATE-2025, shapes of Viber templates; A-METADATA (checked 2026-11-20)
    pub static NOTHING_TO_SHOW = "viber/nothing-to-show" {
        level: Level::Error,
        summary: "Viber template has neither header nor body",
        check: Check::Variant(|variant, cx| {
            if cx.is_viber() && variant.header.is_none() && variant.body.is_none() {
                cx.report("body", "Viber template has neither header nor body")
                    .help("add a body, or a header with a file");
            }
        }),
    }
}

declare_rule! {
    /// A body of a Viber template longer than 1000 characters.
    ///
    /// ## Why
    /// The service refuses it; blanks and special characters count.
    ///
    /// ## Source
    /// A-VIBER; Sinch's documentation (checked 2026-11-20)
    pub static BODY_TOO_LONG = "viber/body-too-long" {
        level: Level::Error,
        summary: "body of a Viber template is longer than 1000 characters",
        check: Check::Body(|body, cx| {
            let text = body.text.as_deref().filter(|_| cx.is_viber() && !cx.in_card()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("text", "body", text, limits::BODY_VIBER_CHARACTERS) {
                report.help("shorten it, or link to a page that says the rest");
            }
        }),
    }
}

declare_rule! {
    /// A document of a Viber template with a body or a button.
    ///
    /// ## Why
    /// The only shape of a Viber message with a document has nothing else.
    ///
    /// ## Source
    /// A-CREATE-2025, shapes of Viber templates (checked 2026-11-20)
    pub static DOCUMENT_NOT_ALONE = "viber/document-not-alone" {
        level: Level::Warning,
        summary: "document of a Viber template is not alone",
        check: Check::Variant(|variant, cx| {
            let has_document = cx.is_viber() && cx.header_format() == Some(HeaderFormat::Document);
            if has_document && (variant.body.is_some() || variant.buttons.is_some()) {
                cx.report("header", "document of a Viber template is not alone, the service may refuse it")
                    .help("send the text as a message of its own");
            }
        }),
    }
}

declare_rule! {
    /// A header or a button on a Viber template that is not MARKETING.
    ///
    /// ## Why
    /// Viber's transactional messages are plain text.
    ///
    /// ## Source
    /// A-VIBER (checked 2026-11-20)
    pub static NOT_PLAIN_TEXT = "viber/not-plain-text" {
        level: Level::Warning,
        summary: "transactional Viber template is not plain text",
        check: Check::Variant(|variant, cx| {
            if !cx.is_viber() || variant.category == Category::Marketing {
                return;
            }
            let part = [("header", variant.header.is_some()), ("buttons", variant.buttons.is_some())];
            if let Some((part, _)) = part.into_iter().find(|(_, is_there)| *is_there) {
                let category = variant.category;
                let message = format!("{category} template of Viber has `{part}`, review may want plain text");
                cx.report(part, message).help("keep to the body, or make it a MARKETING template");
            }
        }),
    }
}

declare_rule! {
    /// A field of WhatsApp on a Viber template.
    ///
    /// ## Why
    /// The service knows it for WhatsApp only.
    ///
    /// ## Source
    /// A-CREATE, fields marked for WHATSAPP (checked 2026-11-20)
    pub static WHATSAPP_FIELD = "viber/whatsapp-field" {
        level: Level::Error,
        summary: "Viber template has a field of WhatsApp",
        fix: Fixable::Unsafe,
        check: Check::Variant(|variant, cx| {
            if !cx.is_viber() {
                return;
            }
            let secret = variant.body.as_ref().is_some_and(|body| body.add_secret_recommendation.is_some());
            let fields = [
                ("category_change_paused", variant.category_change_paused.is_some()),
                ("product_set_id", variant.product_set_id.is_some()),
                ("body.add_secret_recommendation", secret),
            ];
            for (field, _) in fields.into_iter().filter(|(_, is_there)| *is_there) {
                report_field(cx, field);
            }
            for (index, button) in variant.buttons.iter().flatten().enumerate() {
                report_button_fields(cx, index, button);
            }
        }),
    }
}

declare_rule! {
    /// A Viber template: whether it can be changed once it is there is not sure.
    ///
    /// ## Why
    /// The newest page of ModifyChatappTemplate takes WHATSAPP alone, the one of 2025 VIBER as well. If the service
    /// refuses, a changed text needs a new revision.
    ///
    /// ## Source
    /// A-MODIFY, `TemplateType`; A-CREATE-2025 (checked 2026-11-20)
    pub static EDIT_UNDOCUMENTED = "viber/edit-undocumented" {
        level: Level::Warning,
        summary: "Viber template may not be changed once it is there",
        opt_in: true,
        check: Check::Variant(|_, cx| {
            if cx.is_viber() {
                cx.report("channel", "changing a Viber template may be refused, newer pages take WHATSAPP alone")
                    .help("raise `revision` instead of changing a template that the service has");
            }
        }),
    }
}

fn report_button_fields(cx: &mut Cx<'_>, index: usize, button: &Button) {
    let fields = [
        ("phone_number", !is_blank(button.phone_number.as_deref())),
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
    for (field, _) in fields.into_iter().filter(|(_, is_there)| *is_there) {
        report_field(cx, &format!("buttons[{index}].{field}"));
    }
}

fn report_field(cx: &mut Cx<'_>, field: &str) {
    let name = field.rsplit('.').next().unwrap_or(field);
    cx.report(field, format!("Viber template has `{name}`, a field of WhatsApp"))
        .help("take it out")
        .remove(format!("take the `{name}` out"));
}
