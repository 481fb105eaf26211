//! What the phone will show, as text.

use indexmap::IndexMap;
use serde_json::Value;

use super::demands::filled;
use super::letter::Letter;
use crate::model::{Body, Button, ButtonType, Category, Channel, Content, Header, HeaderFormat, Message, Variant};

/// Each button and card in brackets, each picture by its address.
const RULE: &str = "────────────────────";

/// A template, filled in. Values that are missing stay as `$(name)`.
pub fn render(variant: &Variant, letter: &Letter) -> String {
    let values = &letter.values;
    let mut lines = Vec::new();
    lines.extend(variant.header.as_ref().and_then(|header| self::header(header, values)));
    if let Some(offer) = &variant.limited_time_offer {
        lines.push(format!("[offer: {}]", filled(offer.text.as_deref().unwrap_or_default(), values)));
    }
    lines.push(body(variant, values));
    lines.extend(footer(variant));
    let replies = std::cell::Cell::new(0);
    lines.extend(variant.buttons.iter().flatten().map(|button| self::button(button, letter, &replies)));
    for (index, card) in variant.carousel.iter().flatten().enumerate() {
        lines.push(format!("{RULE} card {}", index + 1));
        lines.extend(card.header.as_ref().and_then(|header| self::header(header, values)));
        lines.extend(card.body.as_ref().and_then(|body| text_of(body, values)));
        lines.extend(card.buttons.iter().flatten().map(|button| self::button(button, letter, &replies)));
    }
    for section in &letter.products.sections {
        lines.push(format!("[products, {}: {}]", section.title, section.products.join(", ")));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A free-form message.
pub fn render_message(message: &Message) -> String {
    let mut lines = Vec::new();
    let content = message.content.clone().unwrap_or_default();
    let Content { text, link, caption, file_name, action, .. } = &content;
    if let Some(link) = link {
        let name = file_name.as_ref().map(|name| format!("{name}, ")).unwrap_or_default();
        lines.push(format!("[{}: {name}{link}]", message.message_type));
    }
    lines.extend(text.clone());
    match (caption, action.as_ref().and_then(|action| action.text())) {
        (Some(caption), Some(action)) => lines.push(format!("[{caption}] {action}")),
        (Some(caption), None) => lines.push(caption.clone()),
        (None, _) => {}
    }
    if lines.is_empty() {
        lines.push(format!("[{}]", message.message_type));
        lines.extend(texts_in(&content.wire()));
    }
    lines.join("\n")
}

fn header(header: &Header, values: &IndexMap<String, String>) -> Option<String> {
    match header.effective_format()? {
        HeaderFormat::Text => Some(format!("*{}*", filled(header.text.as_deref()?, values))),
        format => {
            let address = filled(header.url.as_deref().unwrap_or_default(), values);
            let name = header.file_name.as_deref().map(|name| format!("{name}, ")).unwrap_or_default();
            let caption = header.caption.as_deref().map(|caption| format!("\n{}", filled(caption, values)));
            Some(format!("[{}: {name}{address}]{}", format.as_str().to_lowercase(), caption.unwrap_or_default()))
        }
    }
}

fn body(variant: &Variant, values: &IndexMap<String, String>) -> String {
    let is_written_by_whatsapp = variant.channel == Channel::Whatsapp && variant.category == Category::Authentication;
    if !is_written_by_whatsapp {
        return variant.body.as_ref().and_then(|body| text_of(body, values)).unwrap_or_default();
    }
    // A code is not for logs.
    let code = values.values().next().map_or("$(code)".to_owned(), |code| "*".repeat(code.chars().count()));
    let advice = variant.body.as_ref().and_then(|body| body.add_secret_recommendation) == Some(true);
    let advice = if advice { " [and the advice to keep it secret]" } else { "" };
    format!("[WhatsApp's own words, with the code {code}]{advice}")
}

fn text_of(body: &Body, values: &IndexMap<String, String>) -> Option<String> {
    body.text.as_deref().map(|text| filled(text, values))
}

fn footer(variant: &Variant) -> Option<String> {
    let footer = variant.footer.as_ref()?;
    let minutes = footer.code_expiration_minutes.map(|minutes| format!("[valid for {minutes} minutes]"));
    footer.text.clone().or(minutes)
}

fn button(button: &Button, letter: &Letter, replies: &std::cell::Cell<usize>) -> String {
    let label = button.text.clone().unwrap_or_else(|| button.kind.map_or("", ButtonType::as_str).to_owned());
    let does = match button.kind {
        Some(ButtonType::Url) => button.url.as_deref().map(|url| filled(url, &letter.values)),
        Some(ButtonType::PhoneNumber) => button.phone_number.clone(),
        Some(ButtonType::CopyCode) => button.coupon_code.as_deref().map(|code| filled(code, &letter.values)),
        Some(ButtonType::QuickReply) => {
            let index = replies.replace(replies.get() + 1);
            letter.payload.get(index).map(|payload| format!("answers with {payload}"))
        }
        _ => None,
    };
    format!("[{label}]{}", does.map(|does| format!(" {does}")).unwrap_or_default())
}

/// Every text of a content that its messenger defines.
fn texts_in(value: &Value) -> Vec<String> {
    match value {
        Value::Object(entries) => {
            let is_prose = |key: &str| ["text", "title", "caption", "altText"].contains(&key);
            entries
                .iter()
                .flat_map(|(key, value)| match value {
                    Value::String(text) if is_prose(key) => vec![text.clone()],
                    Value::String(_) => Vec::new(),
                    other => texts_in(other),
                })
                .collect()
        }
        Value::Array(items) => items.iter().flat_map(texts_in).collect(),
        _ => Vec::new(),
    }
}
