//! One message as HTML: header, body, footer, buttons, cards.

use std::fmt::Write;

use indexmap::IndexMap;

use super::markup::{escaped, marked, plain};
use crate::model::{Button, ButtonType, Card, Category, Channel, Header, HeaderFormat, Variant};

/// The message.
pub(super) fn bubble(variant: &Variant) -> String {
    let samples = &variant.examples;
    let mut html = String::from("<div class=\"bubble\" dir=\"auto\">");
    html.extend(variant.header.as_ref().map(|header| self::header(header, samples)));
    if let Some(offer) = &variant.limited_time_offer {
        let countdown = if offer.has_expiration == Some(true) { "<small>ends soon</small>" } else { "" };
        let _ = write!(
            html,
            "<div class=\"offer\">{}{countdown}</div>",
            plain(offer.text.as_deref().unwrap_or_default(), samples)
        );
    }
    html.push_str(&body(variant));
    html.push_str(&footer(variant));
    html.push_str("</div>");
    html.push_str(&buttons(variant.buttons.as_deref(), samples));
    if let Some(cards) = &variant.carousel {
        let cards: String = cards.iter().map(|card| self::card(card, samples)).collect();
        let _ = write!(html, "<div class=\"cards\">{cards}</div>");
    }
    html
}

fn card(card: &Card, samples: &IndexMap<String, String>) -> String {
    let header = card.header.as_ref().map(|header| self::header(header, samples)).unwrap_or_default();
    let text = card.body.as_ref().and_then(|body| body.text.as_deref());
    let body = text.map(|text| format!("<p>{}</p>", marked(text, samples))).unwrap_or_default();
    let buttons = buttons(card.buttons.as_deref(), samples);
    format!("<div class=\"card\"><div class=\"bubble\" dir=\"auto\">{header}{body}</div>{buttons}</div>")
}

fn header(header: &Header, samples: &IndexMap<String, String>) -> String {
    let Some(format) = header.effective_format() else { return String::new() };
    if format == HeaderFormat::Text {
        return format!("<h3>{}</h3>", plain(header.text.as_deref().unwrap_or_default(), samples));
    }
    // The page asks for nothing: a picture is shown by its address.
    let sign = match format {
        HeaderFormat::Video => "▶",
        HeaderFormat::Document => "🗎",
        HeaderFormat::Image | HeaderFormat::Text => "🖼",
    };
    let name = header.file_name.as_deref().or(header.url.as_deref()).unwrap_or_default();
    let caption = header.caption.as_deref().map(|caption| format!("<p>{}</p>", marked(caption, samples)));
    let caption = caption.unwrap_or_default();
    format!("<div class=\"media\"><span aria-hidden=\"true\">{sign}</span> {}</div>{caption}", plain(name, samples))
}

fn body(variant: &Variant) -> String {
    if variant.channel == Channel::Whatsapp && variant.category == Category::Authentication {
        let advice = variant.body.as_ref().and_then(|body| body.add_secret_recommendation) == Some(true);
        let advice = if advice { " For your security, do not share this code." } else { "" };
        return format!("<p class=\"theirs\">WhatsApp's own words, with a code such as <b>123456</b>.{advice}</p>");
    }
    let text = variant.body.as_ref().and_then(|body| body.text.as_deref());
    text.map(|text| format!("<p>{}</p>", marked(text, &variant.examples))).unwrap_or_default()
}

fn footer(variant: &Variant) -> String {
    let Some(footer) = &variant.footer else { return String::new() };
    let minutes = footer.code_expiration_minutes.map(|minutes| format!("This code expires in {minutes} minutes."));
    let text = footer.text.as_deref().map(escaped).or(minutes).unwrap_or_default();
    format!("<footer>{text}</footer>")
}

fn buttons(buttons: Option<&[Button]>, samples: &IndexMap<String, String>) -> String {
    let Some(buttons) = buttons.filter(|buttons| !buttons.is_empty()) else { return String::new() };
    let one = |button: &Button| {
        let label = button.text.as_deref().or(button.kind.map(ButtonType::as_str)).unwrap_or_default();
        let does = button.url.as_deref().or(button.phone_number.as_deref()).or(button.coupon_code.as_deref());
        let does = does.map(|does| format!("<small>{}</small>", plain(does, samples))).unwrap_or_default();
        format!("<li dir=\"auto\"><b>{} {}</b>{does}</li>", sign(button), escaped(label))
    };
    format!("<ul class=\"buttons\">{}</ul>", buttons.iter().map(one).collect::<String>())
}

fn sign(button: &Button) -> &'static str {
    match button.kind {
        Some(ButtonType::Url) => "↗",
        Some(ButtonType::PhoneNumber) => "✆",
        Some(ButtonType::CopyCode | ButtonType::OneTap | ButtonType::ZeroTap) => "⧉",
        Some(ButtonType::Catalog | ButtonType::Mpm) => "☰",
        Some(ButtonType::Flow) => "▤",
        Some(ButtonType::QuickReply) | None => "↩",
    }
}
