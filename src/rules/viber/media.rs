//! The header of a Viber template: a picture, a video or a document.

use crate::declare_rule;
use crate::finding::{Fixable, Level};
use crate::model::{Header, HeaderFormat, limits};
use crate::rules::writing::address::Address;
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &TEXT_HEADER,
    &FILE_REFUSED,
    &DURATION_OUT_OF_RANGE,
    &DURATION_MISPLACED,
    &THUMB_URL_MISPLACED,
    &FILE_TYPE_MISPLACED,
    &DURATION_MISSING,
    &THUMB_URL_MISSING,
    &FILE_NAME_MISSING,
    &FILE_TYPE_MISSING,
];

declare_rule! {
    /// A TEXT header on a Viber template.
    ///
    /// ## Why
    /// The service takes IMAGE, VIDEO and DOCUMENT there; texts go into the body.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Format` (checked 2026-11-20)
    pub static TEXT_HEADER = "viber/text-header" {
        level: Level::Error,
        summary: "Viber template has a TEXT header",
        check: Check::Header(|header, cx| {
            if format_of(header, cx) == Some(HeaderFormat::Text) {
                cx.report("", "Viber template has a TEXT header, only IMAGE, VIDEO and DOCUMENT are allowed")
                    .help("move the text into the body");
            }
        }),
    }
}

declare_rule! {
    /// A header file of a type that Viber does not show.
    ///
    /// ## Why
    /// Pictures are JPEG, PNG, GIF or WEBP, videos MP4, M4V, MOV or 3GP, documents one of about twenty types.
    ///
    /// ## Source
    /// A-VIBER (checked 2026-11-20)
    pub static FILE_REFUSED = "viber/file-refused" {
        level: Level::Error,
        summary: "header file is of a type that Viber refuses",
        check: Check::Header(|header, cx| {
            let (Some(format), Some(url)) = (format_of(header, cx), header.url.as_deref()) else { return };
            let Some(extension) = Address::parse(url).and_then(|address| address.extension()) else { return };
            let extension = extension.to_ascii_lowercase();
            if is_file_type(&extension) && !types(format).contains(&extension.as_str()) {
                cx.report("url", format!("{format} header is a `.{extension}` file, which Viber refuses"))
                    .help(format!("use a `.{}` file", types(format).first().unwrap_or(&"jpg")));
            }
        }),
    }
}

declare_rule! {
    /// A video longer than 600 seconds, or of negative length.
    ///
    /// ## Why
    /// The service refuses it.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Duration` (checked 2026-11-20)
    pub static DURATION_OUT_OF_RANGE = "viber/duration-out-of-range" {
        level: Level::Error,
        summary: "`duration` is not 0 to 600 seconds",
        check: Check::Header(|header, cx| {
            let Some(duration) = header.duration.filter(|_| format_of(header, cx) == Some(HeaderFormat::Video)) else {
                return;
            };
            let range = limits::VIBER_VIDEO_SECONDS;
            if !range.contains(&duration) {
                let (least, most) = (range.start(), range.end());
                cx.report("duration", format!("`duration` is {duration} seconds, {least} to {most} are allowed"))
                    .help(if duration < *least { "write how long the video is" } else { "cut the video" });
            }
        }),
    }
}

declare_rule! {
    /// A duration on a Viber header that shows no video.
    ///
    /// ## Why
    /// The service calls the field invalid there.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Duration` (checked 2026-11-20)
    pub static DURATION_MISPLACED = "viber/duration-misplaced" {
        level: Level::Error,
        summary: "`duration` on a header that shows no video",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let format = format_of(header, cx).filter(|format| *format != HeaderFormat::Video);
            if let (Some(format), Some(_)) = (format, header.duration) {
                cx.report("duration", format!("{format} header has a `duration`, only VIDEO has one"))
                    .help("take it out")
                    .remove("take the `duration` out");
            }
        }),
    }
}

declare_rule! {
    /// A preview picture on a Viber header that shows no video.
    ///
    /// ## Why
    /// Only a video has one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].ThumbUrl` (checked 2026-11-20)
    pub static THUMB_URL_MISPLACED = "viber/thumb-url-misplaced" {
        level: Level::Warning,
        summary: "`thumb_url` on a header that shows no video",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let format = format_of(header, cx).filter(|format| *format != HeaderFormat::Video);
            if let (Some(format), Some(_)) = (format, &header.thumb_url) {
                cx.report("thumb_url", format!("{format} header has a `thumb_url`, only VIDEO has one"))
                    .help("take it out")
                    .remove("take the `thumb_url` out");
            }
        }),
    }
}

declare_rule! {
    /// A file type on a Viber header that shows no document.
    ///
    /// ## Why
    /// Only a document has one; it is ignored.
    ///
    /// ## Source
    /// A-CREATE, `Components[].FileType` (checked 2026-11-20)
    pub static FILE_TYPE_MISPLACED = "viber/file-type-misplaced" {
        level: Level::Warning,
        summary: "`file_type` on a header that shows no document",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let format = format_of(header, cx).filter(|format| *format != HeaderFormat::Document);
            if let (Some(format), Some(_)) = (format, &header.file_type) {
                cx.report("file_type", format!("{format} header has a `file_type`, only DOCUMENT has one"))
                    .help("take it out")
                    .remove("take the `file_type` out");
            }
        }),
    }
}

declare_rule! {
    /// A Viber video without a duration.
    ///
    /// ## Why
    /// Sending such a message needs it; the service may want it on the template already.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Duration`; SDK 5.3.1, SendChatappMessage (checked 2026-11-20)
    pub static DURATION_MISSING = "viber/duration-missing" {
        level: Level::Warning,
        summary: "Viber video has no `duration`",
        check: Check::Header(|header, cx| {
            if format_of(header, cx) == Some(HeaderFormat::Video) && header.duration.is_none() {
                cx.report("duration", "Viber video has no `duration`").help("add its length in seconds");
            }
        }),
    }
}

declare_rule! {
    /// A Viber video without a preview picture.
    ///
    /// ## Why
    /// Sending such a message needs it; the service may want it on the template already.
    ///
    /// ## Source
    /// A-CREATE, `Components[].ThumbUrl`; SDK 5.3.1, SendChatappMessage (checked 2026-11-20)
    pub static THUMB_URL_MISSING = "viber/thumb-url-missing" {
        level: Level::Warning,
        summary: "Viber video has no `thumb_url`",
        check: Check::Header(|header, cx| {
            let is_video = format_of(header, cx) == Some(HeaderFormat::Video);
            if is_video && is_blank(header.thumb_url.as_deref()) {
                cx.report("thumb_url", "Viber video has no `thumb_url`")
                    .help("add the address of a preview picture, 400 by 400 pixels");
            }
        }),
    }
}

declare_rule! {
    /// A Viber document without a file name.
    ///
    /// ## Why
    /// The service expects it: the customer sees it.
    ///
    /// ## Source
    /// A-VIBER; A-CREATE, `Components[].FileName` (checked 2026-11-20)
    pub static FILE_NAME_MISSING = "viber/file-name-missing" {
        level: Level::Warning,
        summary: "Viber document has no `file_name`",
        check: Check::Header(|header, cx| {
            let is_document = format_of(header, cx) == Some(HeaderFormat::Document);
            if is_document && is_blank(header.file_name.as_deref()) {
                cx.report("file_name", "Viber document has no `file_name`").help("add it, such as `invoice.pdf`");
            }
        }),
    }
}

declare_rule! {
    /// A Viber document without a file type.
    ///
    /// ## Why
    /// The service expects it.
    ///
    /// ## Source
    /// A-VIBER; A-CREATE, `Components[].FileType` (checked 2026-11-20)
    pub static FILE_TYPE_MISSING = "viber/file-type-missing" {
        level: Level::Warning,
        summary: "Viber document has no `file_type`",
        check: Check::Header(|header, cx| {
            let is_document = format_of(header, cx) == Some(HeaderFormat::Document);
            if is_document && is_blank(header.file_type.as_deref()) {
                cx.report("file_type", "Viber document has no `file_type`").help("add it, such as `pdf`");
            }
        }),
    }
}

fn format_of(header: &Header, cx: &Cx<'_>) -> Option<HeaderFormat> {
    header.effective_format().filter(|_| cx.is_viber() && !cx.in_card())
}

const IMAGES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp"];
const VIDEOS: &[&str] = &["mp4", "m4v", "mov", "3gp"];
const DOCUMENTS: &[&str] = &[
    "pdf", "doc", "docx", "rtf", "dot", "dotx", "odt", "odf", "fodt", "txt", "info", "xps", "pdax", "eps", "xls",
    "xlsx", "ods", "fods", "csv", "xlsm", "xltx",
];

fn types(format: HeaderFormat) -> &'static [&'static str] {
    match format {
        HeaderFormat::Image => IMAGES,
        HeaderFormat::Video => VIDEOS,
        HeaderFormat::Document => DOCUMENTS,
        HeaderFormat::Text => &[],
    }
}

/// Whether Viber refuses such a file as a picture.
pub(crate) fn is_refused_image(extension: &str) -> bool {
    is_file_type(extension) && !IMAGES.contains(&extension)
}

/// Whether Viber refuses such a file as a video.
pub(crate) fn is_refused_video(extension: &str) -> bool {
    is_file_type(extension) && !VIDEOS.contains(&extension)
}

/// Whether Viber refuses such a file as a document.
pub(crate) fn is_refused_document(extension: &str) -> bool {
    is_file_type(extension) && !DOCUMENTS.contains(&extension)
}

/// Whether an extension says what a file is, unlike `.php`.
fn is_file_type(extension: &str) -> bool {
    const OTHERS: &[&str] =
        &["avi", "webm", "mkv", "bmp", "svg", "tif", "tiff", "heic", "mp3", "wav", "ogg", "ppt", "pptx", "zip", "rar"];
    [IMAGES, VIDEOS, DOCUMENTS, OTHERS].iter().any(|types| types.contains(&extension))
}
