//! Rules of the files that a message shows: their addresses and types.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Content, Message, MessageChannel, MessageType};
use crate::rules::viber::media::{is_refused_document, is_refused_image, is_refused_video};
use crate::rules::writing::address::Address;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ADDRESS_MALFORMED, &ADDRESS_PRIVATE, &ADDRESS_INSECURE, &FILE_REFUSED];

declare_rule! {
    /// An address that is none.
    ///
    /// ## Why
    /// Files are downloaded from their address, and buttons open one: it has to be absolute, `https://…`.
    ///
    /// ## Source
    /// SendChatappMessage, `Content.link`; A-ERR, `InvalidParameter.LinkNotEmpty` (checked 2026-11-20)
    pub static ADDRESS_MALFORMED = "message/address-malformed" {
        level: Level::Error,
        summary: "address of a file or button is none",
        check: Check::Message(|message, reporter| {
            for (field, address) in addresses(message) {
                if !address.trim().is_empty() && Address::parse(address).is_none() {
                    reporter
                        .report(&format!("content.{field}"), format!("`{field}` is no address on the web"))
                        .help("write the whole address, beginning with `https://`");
                }
            }
        }),
    }
}

declare_rule! {
    /// A file on localhost or in a private network, such as a host whose name has no dot.
    ///
    /// ## Why
    /// The messenger cannot download it.
    ///
    /// ## Source
    /// As for the files of templates: reports of integrations (checked 2026-11-20)
    pub static ADDRESS_PRIVATE = "message/address-private" {
        level: Level::Error,
        summary: "address cannot be reached from outside",
        check: Check::Message(|message, reporter| {
            for (field, address) in addresses(message) {
                let Some(address) = Address::parse(address).filter(Address::is_private) else { continue };
                let said = format!("`{field}` is on `{}`, which nobody outside can reach", address.host);
                reporter.report(&format!("content.{field}"), said).help("put it on a public host");
            }
        }),
    }
}

declare_rule! {
    /// An address with `http`.
    ///
    /// ## Why
    /// Messengers download over `https`; without it a file may not arrive.
    ///
    /// ## Source
    /// As for the files of templates: reports of integrations (checked 2026-11-20)
    pub static ADDRESS_INSECURE = "message/address-insecure" {
        level: Level::Warning,
        summary: "address is not `https`",
        fix: Fixable::Unsafe,
        check: Check::Message(|message, reporter| {
            for (field, address) in addresses(message) {
                let address = Address::parse(address).filter(|address| !address.is_secure && !address.is_private());
                if address.is_some() {
                    reporter
                        .report(&format!("content.{field}"), format!("`{field}` is not `https`"))
                        .help("use `https://`")
                        .replace_in_text("write https", false, [(0.."http".len(), "https".to_owned())]);
                }
            }
        }),
    }
}

declare_rule! {
    /// A file of a type that Viber does not show.
    ///
    /// ## Why
    /// Pictures are JPEG, PNG, GIF or WEBP, videos MP4, M4V, MOV or 3GP, documents one of about twenty types.
    ///
    /// ## Source
    /// A-VIBER (checked 2026-11-20)
    pub static FILE_REFUSED = "message/file-refused" {
        level: Level::Error,
        summary: "file is of a type that Viber refuses",
        check: Check::Message(|message, reporter| {
            let link = message.content.as_ref().and_then(|content| content.link.as_deref());
            let Some(address) = link.filter(|_| message.channel == MessageChannel::Viber).and_then(Address::parse) else {
                return;
            };
            let Some(extension) = address.extension().map(str::to_ascii_lowercase) else { return };
            let is_refused = match message.message_type {
                MessageType::Image | MessageType::TextImage | MessageType::TextImageButton => is_refused_image,
                MessageType::Video | MessageType::TextVideo | MessageType::TextVideoButton => is_refused_video,
                MessageType::Document => is_refused_document,
                _ => return,
            };
            if is_refused(&extension) {
                let said = format!("`{}` message shows a `.{extension}` file, which Viber refuses", message.message_type);
                reporter.report("content.link", said).help("convert it into another type");
            }
        }),
    }
}

/// Every address of a message, with its field.
fn addresses(message: &Message) -> Vec<(&'static str, &str)> {
    let Some(content) = &message.content else { return Vec::new() };
    let Content { link, thumbnail, preview_image_url, base_url, action, .. } = content;
    let files =
        [("link", link), ("thumbnail", thumbnail), ("preview_image_url", preview_image_url), ("base_url", base_url)];
    let mut found: Vec<(&'static str, &str)> =
        files.into_iter().filter_map(|(field, address)| Some((field, address.as_deref()?))).collect();
    if message.channel == MessageChannel::Viber {
        found.extend(action.as_ref().and_then(|action| action.text()).map(|address| ("action", address)));
    }
    found
}
