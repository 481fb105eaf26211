//! Rules of a URL button's address.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{HeaderFormat, limits};
use crate::report::is_deceptive;
use crate::rules::writing::address::Address;
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] =
    &[&URL_MISSING, &URL_TOO_LONG, &URL_MALFORMED, &URL_INSECURE, &URL_PRIVATE, &URL_UNENCODED];

declare_rule! {
    /// A URL button without an address.
    ///
    /// ## Why
    /// The service refuses it. (Only the button under a Viber video has none.)
    ///
    /// ## Source
    /// A-CREATE, `Components[].Buttons[].Url`; M-COMP (checked 2026-11-20)
    pub static URL_MISSING = "button/url-missing" {
        level: Level::Error,
        summary: "URL button has no `url`",
        check: Check::UrlButton(|button, cx| {
            let is_under_viber_video = cx.is_viber() && cx.header_format() == Some(HeaderFormat::Video);
            if is_blank(button.url.as_deref()) && !is_under_viber_video {
                cx.report("url", "URL button has no `url`").help("add the address that it opens");
            }
        }),
    }
}

declare_rule! {
    /// An address longer than 2000 characters.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-COMP, URL button (checked 2026-11-20)
    pub static URL_TOO_LONG = "button/url-too-long" {
        level: Level::Error,
        summary: "button url is longer than 2000 characters",
        check: Check::UrlButton(|button, cx| {
            let url = button.url.as_deref().filter(|_| cx.is_whatsapp()).unwrap_or_default();
            if let Some(report) = cx.report_too_long("url", "button url", url, limits::URL_CHARACTERS) {
                report.help("shorten it on your own server");
            }
        }),
    }
}

declare_rule! {
    /// An address that is not absolute, not `http(s)`, or has blanks.
    ///
    /// ## Why
    /// Meta refuses it.
    ///
    /// ## Source
    /// M-COMP, URL button; M-ERR 2388052 (checked 2026-11-20)
    pub static URL_MALFORMED = "button/url-malformed" {
        level: Level::Error,
        summary: "button url is not an absolute `http(s)` address",
        fix: Fixable::Either,
        check: Check::UrlButton(|button, cx| {
            let url = button.url.as_deref().unwrap_or_default();
            // An address that is nothing but a variable has a warning of its own.
            if is_blank(Some(url)) || url.starts_with("$(") || button.link.address.is_some() {
                return;
            }
            let report = match url.find(char::is_whitespace) {
                Some(start) => cx
                    .report("url", "button url has a blank")
                    .within(start..url.ceil_char_boundary(start + 1))
                    .help("write `%20`"),
                None => cx
                    .report("url", "button url is not an absolute `https://` address")
                    .help("write the whole address, starting with `https://`"),
            };
            if let Some((address, is_certain)) = meant(url) {
                report.replace_in_text(format!("write {address}"), is_certain, [(0..url.len(), address)]);
            }
        }),
    }
}

declare_rule! {
    /// An address with `http`.
    ///
    /// ## Why
    /// Phones warn before they open it; `https` is recommended.
    ///
    /// ## Source
    /// M-COMP, URL button (checked 2026-11-20)
    pub static URL_INSECURE = "button/url-insecure" {
        level: Level::Warning,
        summary: "button url is not `https`",
        fix: Fixable::Unsafe,
        check: Check::UrlButton(|button, cx| {
            if button.link.address.is_some_and(|address| !address.is_secure) {
                cx.report("url", "button url is not `https`").within(0.."http".len()).help("use `https://`").replace_by(
                    "write https",
                    false,
                    "https",
                );
            }
        }),
    }
}

declare_rule! {
    /// An address on localhost or in a private network, such as a host whose name has no dot.
    ///
    /// ## Why
    /// Meta refuses the whole template, and no customer could open it.
    ///
    /// ## Source
    /// M-ERR 2388052, as reported by integrations (checked 2026-11-20)
    pub static URL_PRIVATE = "button/url-private" {
        level: Level::Error,
        summary: "button url cannot be reached by customers",
        check: Check::UrlButton(|button, cx| {
            let Some(address) = button.link.address.filter(Address::is_private) else { return };
            let start = button.url.as_deref().and_then(|url| url.find(address.host)).unwrap_or_default();
            cx.report("url", format!("button url is on `{}`, which customers cannot reach", address.host))
                .within(start..start + address.host.len())
                .help("use your public address; one that differs per environment goes into the project's `values`");
        }),
    }
}

declare_rule! {
    /// An address with characters that should be percent-encoded.
    ///
    /// ## Why
    /// Some phones cut the address at the first such character.
    ///
    /// ## Source
    /// M-COMP, URL button (checked 2026-11-20)
    pub static URL_UNENCODED = "button/url-unencoded" {
        level: Level::Warning,
        summary: "button url has characters that should be encoded",
        fix: Fixable::Safe,
        check: Check::UrlButton(|button, cx| {
            let (Some(url), Some(address)) = (button.url.as_deref(), button.link.address) else { return };
            if !url.bytes().fold(false, |found, byte| found | is_part_of_unencoded(byte)) {
                return;
            }
            // Host names in other scripts are fine: browsers encode them in their own way.
            let path_start = url.len() - url.split_once(address.host).map_or(0, |(_, rest)| rest.len());
            let found = url[path_start..].char_indices().find(|(_, character)| is_unencoded(*character));
            if let Some((offset, character)) = found {
                let start = path_start + offset;
                cx.report("url", format!("button url has {}, which should be encoded", shown(character)))
                    .within(start..start + character.len_utf8())
                    .help("percent-encode it")
                    .replace_in_text("percent-encode it", true, unencoded(url, path_start));
            }
        }),
    }
}

/// A character as it can be seen: one that takes no space, or only space, by its code.
fn shown(character: char) -> String {
    if is_deceptive(character) || character.is_whitespace() {
        format!("U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    }
}

/// The address that a malformed one was to be, and whether that is certain: without blanks around it, with `%20` for
/// those inside, with a scheme.
fn meant(url: &str) -> Option<(String, bool)> {
    let trimmed = url.trim();
    if trimmed.len() < url.len() && Address::parse(trimmed).is_some() {
        return Some((trimmed.to_owned(), true));
    }
    let encoded: String = trimmed.replace(' ', "%20");
    let with_scheme =
        || Some(format!("https://{encoded}")).filter(|_| !encoded.contains("://") && !encoded.contains('@'));
    let is_address = |text: &String| Address::parse(text).is_some_and(|address| address.host.contains('.'));
    Some(encoded.clone()).filter(is_address).or_else(|| with_scheme().filter(is_address)).map(|meant| (meant, false))
}

fn is_unencoded(character: char) -> bool {
    !character.is_ascii() || matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '|')
}

/// Whether a byte may be of such a character: that is quicker to see.
fn is_part_of_unencoded(byte: u8) -> bool {
    !byte.is_ascii() || is_unencoded(char::from(byte))
}

/// Every character of an address that should be encoded, with its code.
fn unencoded(url: &str, from: usize) -> Vec<(std::ops::Range<usize>, String)> {
    let encode = |character: char| {
        character.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()
    };
    let found = url[from..].char_indices().filter(|(_, character)| is_unencoded(*character));
    found.map(|(at, character)| (from + at..from + at + character.len_utf8(), encode(character))).collect()
}
