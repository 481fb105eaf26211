//! Fields of a header that its format or channel does not have.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::HeaderFormat;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &TEXT_IGNORED,
    &URL_MISPLACED,
    &CAPTION_MISPLACED,
    &FILE_NAME_MISPLACED,
    &FILE_TYPE_ON_WHATSAPP,
    &DURATION_ON_WHATSAPP,
    &THUMB_URL_ON_WHATSAPP,
];

declare_rule! {
    /// A text beside the picture, video or document of a header.
    ///
    /// ## Why
    /// A header shows a text or a file. The text is not shown.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Text` (checked 2026-11-20)
    pub static TEXT_IGNORED = "header/text-ignored" {
        level: Level::Warning,
        summary: "media header has a `text` that is not shown",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let format = header.effective_format().filter(|format| *format != HeaderFormat::Text);
            if let (Some(format), Some(_)) = (format, &header.text) {
                cx.report("text", format!("{format} header has a `text` that is not shown"))
                    .help("move the text into the body")
                    .remove("take the `text` out");
            }
        }),
    }
}

declare_rule! {
    /// An address on a TEXT header.
    ///
    /// ## Why
    /// Only picture, video and document headers have one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Url` (checked 2026-11-20)
    pub static URL_MISPLACED = "header/url-misplaced" {
        level: Level::Warning,
        summary: "TEXT header has a `url`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if header.effective_format() != Some(HeaderFormat::Text) {
                return;
            }
            for (key, value) in [("url", &header.url), ("file", &header.file)] {
                if value.is_some() {
                    cx.report(key, format!("TEXT header has a `{key}`, which is ignored"))
                        .help("take it out, or state the `format` of the file")
                        .remove(format!("take the `{key}` out"));
                }
            }
        }),
    }
}

declare_rule! {
    /// A caption on a TEXT header.
    ///
    /// ## Why
    /// Only picture, video and document headers have one; it is ignored.
    ///
    /// ## Source
    /// A-MODIFY, `Components[].Caption` (checked 2026-11-20)
    pub static CAPTION_MISPLACED = "header/caption-misplaced" {
        level: Level::Warning,
        summary: "TEXT header has a `caption`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if header.effective_format() == Some(HeaderFormat::Text) && header.caption.is_some() {
                cx.report("caption", "TEXT header has a `caption`, which is ignored")
                    .help("take it out: only picture, video and document headers have a caption")
                    .remove("take the `caption` out");
            }
        }),
    }
}

declare_rule! {
    /// A file name on a header that shows no document.
    ///
    /// ## Why
    /// Only documents are shown with their name; it is ignored.
    ///
    /// ## Source
    /// A-MODIFY, `Components[].FileName` (checked 2026-11-20)
    pub static FILE_NAME_MISPLACED = "header/file-name-misplaced" {
        level: Level::Warning,
        summary: "header that shows no document has a `file_name`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let format = header.effective_format().filter(|format| *format != HeaderFormat::Document);
            if let (Some(format), Some(_)) = (format, &header.file_name) {
                cx.report("file_name", format!("{format} header has a `file_name`, which is ignored"))
                    .help("take it out: only a DOCUMENT has a file name")
                    .remove("take the `file_name` out");
            }
        }),
    }
}

declare_rule! {
    /// A file type on a WhatsApp header.
    ///
    /// ## Why
    /// The field is Viber's; the service calls it invalid elsewhere.
    ///
    /// ## Source
    /// A-CREATE and A-MODIFY, `Components[].FileType` (checked 2026-11-20)
    pub static FILE_TYPE_ON_WHATSAPP = "header/file-type-on-whatsapp" {
        level: Level::Error,
        summary: "WhatsApp header has a `file_type`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if cx.is_whatsapp() && header.file_type.is_some() {
                cx.report("file_type", "WhatsApp header has a `file_type`, a field of Viber")
                    .help("take it out")
                    .remove("take the `file_type` out");
            }
        }),
    }
}

declare_rule! {
    /// A duration on a WhatsApp header.
    ///
    /// ## Why
    /// The field is Viber's; the service calls it invalid elsewhere.
    ///
    /// ## Source
    /// A-CREATE and A-MODIFY, `Components[].Duration` (checked 2026-11-20)
    pub static DURATION_ON_WHATSAPP = "header/duration-on-whatsapp" {
        level: Level::Error,
        summary: "WhatsApp header has a `duration`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if cx.is_whatsapp() && header.duration.is_some() {
                cx.report("duration", "WhatsApp header has a `duration`, a field of Viber")
                    .help("take it out")
                    .remove("take the `duration` out");
            }
        }),
    }
}

declare_rule! {
    /// A preview picture on a WhatsApp header.
    ///
    /// ## Why
    /// The field is Viber's; the service calls it invalid elsewhere.
    ///
    /// ## Source
    /// A-CREATE and A-MODIFY, `Components[].ThumbUrl` (checked 2026-11-20)
    pub static THUMB_URL_ON_WHATSAPP = "header/thumb-url-on-whatsapp" {
        level: Level::Error,
        summary: "WhatsApp header has a `thumb_url`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if cx.is_whatsapp() && header.thumb_url.is_some() {
                cx.report("thumb_url", "WhatsApp header has a `thumb_url`, a field of Viber")
                    .help("take it out")
                    .remove("take the `thumb_url` out");
            }
        }),
    }
}
