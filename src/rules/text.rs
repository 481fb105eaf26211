//! Rules that look at every text alike.

use super::writing::length::doubtful_count;
use super::writing::unseen::Unseen;
use super::{Check, Marks, Rule, TextKind};
use crate::declare_rule;
use crate::finding::{Fixable, Level};

/// The rules of this group.
pub(super) static RULES: &[&Rule] = &[&MAYBE_TOO_LONG, &INVISIBLE_CHARACTER, &SHORTENED_LINK];

declare_rule! {
    /// A text that is too long by another way of counting.
    ///
    /// ## Why
    /// No page says what a character is, nor whether `$(name)` or Meta's `{{1}}` is counted. Counted in code points
    /// with `{{1}}` the text fits; as written, in UTF-16 units, or with its examples filled in it does not.
    ///
    /// ## Source
    /// M-LTO (examples count); M-ERR 132005 (the filled-in text counts when a message is sent) (checked 2026-11-20)
    pub static MAYBE_TOO_LONG = "text/maybe-too-long" {
        level: Level::Warning,
        summary: "text is too long by another way of counting",
        check: Check::Text(|text, cx| {
            let Some(limit) = text.limit(cx) else { return };
            if text.text.len() <= limit && !text.marks.has(Marks::DOLLAR) {
                return;
            }
            if let Some((counted, length)) = doubtful_count(text.text, limit, cx.examples()) {
                cx.report("", format!("{} is {length} characters {counted}, the limit is {limit}", text.kind.noun()))
                    .note("no source says which way of counting the platform uses")
                    .help("shorten it to be safe");
            }
        }),
    }
}

declare_rule! {
    /// A character that cannot be seen: a zero-width space, a direction mark, a control character, a separator of
    /// lines, a tag outside of a flag, a joiner where the script needs none.
    ///
    /// ## Why
    /// Templates with such marks have been refused with errors that name something else. They come in by copying from
    /// web pages and office programs.
    ///
    /// ## Source
    /// M-ERR 2388043; reports of refused templates (checked 2026-11-20)
    pub static INVISIBLE_CHARACTER = "text/invisible-character" {
        level: Level::Warning,
        summary: "text has an invisible character",
        fix: Fixable::Either,
        check: Check::Text(|text, cx| {
            if !text.marks.has(Marks::MAYBE_INVISIBLE) {
                return;
            }
            if let Some(unseen) = Unseen::of(text.text) {
                let fact = format!("has the invisible character U+{:04X}", unseen.character as u32);
                unseen.complete(cx.report("", format!("{} {fact}", text.kind.noun())));
            }
        }),
    }
}

declare_rule! {
    /// A link through a shortener, or to `wa.me`.
    ///
    /// ## Why
    /// A reviewer cannot see where it leads; such templates are often rejected.
    ///
    /// ## Source
    /// CleverTap's documentation; reports of integrations (checked 2026-11-20)
    pub static SHORTENED_LINK = "text/shortened-link" {
        level: Level::Warning,
        summary: "link hides where it leads",
        check: Check::Text(|text, cx| {
            const SHORTENERS: &[&str] = &[
                "bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd", "buff.ly", "cutt.ly", "rb.gy",
                "rebrand.ly", "wa.me",
            ];
            if !text.marks.has(Marks::SLASH) || !matches!(text.kind, TextKind::Body | TextKind::ButtonUrl) {
                return;
            }
            let bytes = text.text.as_bytes();
            let slashes = bytes.array_windows().enumerate().filter(|(_, two)| *two == b"//");
            let found = slashes.map(|(start, _)| start + 2).find_map(|start| {
                let ends_host = |byte: &u8| matches!(byte, b'/' | b'?' | b'#' | b' ' | b'\n');
                let end = bytes[start..].iter().position(ends_host).map_or(bytes.len(), |length| start + length);
                let host = &text.text[start..end];
                let host = SHORTENERS.iter().find(|shortener| host.eq_ignore_ascii_case(shortener))?;
                Some((start, *host))
            });
            if let Some((start, host)) = found {
                cx.report("", format!("link goes through `{host}`, review may refuse it"))
                    .within(start..start + host.len())
                    .help("link to your own domain");
            }
        }),
    }
}
