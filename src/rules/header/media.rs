//! Rules of a header that shows a picture, video or document.

use std::borrow::Cow;

use crate::declare_rule;
use crate::finding::{Fixable, Level, Path};
use crate::model::{Header, HeaderFormat, extension};
use crate::rules::writing::address::Address;
use crate::rules::writing::markup::is_blank;
use crate::rules::{Check, Cx, Part, Report, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[
    &URL_MISSING,
    &URL_BESIDE_FILE,
    &URL_MALFORMED,
    &URL_PARTLY_VARIABLE,
    &URL_INSECURE,
    &URL_PRIVATE,
    &URL_EXPIRES,
    &FILE_REFUSED,
    &FILE_DOUBTFUL,
];

declare_rule! {
    /// A picture, video or document header without an address.
    ///
    /// ## Why
    /// The service downloads the file when the template is submitted, as the sample that is reviewed.
    ///
    /// ## Source
    /// A-CREATE, `Components[].Url`; M-COMP, media header (checked 2026-11-20)
    pub static URL_MISSING = "header/url-missing" {
        level: Level::Error,
        summary: "media header has no `url`",
        check: Check::Header(|header, cx| {
            let Some(format) = media_format(header, cx) else { return };
            if is_blank(header.url.as_deref()) && is_blank(header.file.as_deref()) {
                cx.report("url", format!("{format} header has no `url`")).help(
                    "add the address of a sample, a variable such as `url: $(picture)` with an example, or a `file`",
                );
            }
        }),
    }
}

declare_rule! {
    /// A header with an address and a file.
    ///
    /// ## Why
    /// A file is uploaded and gets an address of its own: only one of the two can be sent.
    ///
    /// ## Source
    /// The template file's own form (checked 2026-11-20)
    pub static URL_BESIDE_FILE = "header/url-beside-file" {
        level: Level::Error,
        summary: "header has a `url` and a `file`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            if header.url.is_some() && header.file.is_some() {
                cx.report("url", "header has a `url` and a `file`")
                    .also("file", "the file")
                    .help("keep the one that is meant")
                    .remove("take the `url` out");
            }
        }),
    }
}

declare_rule! {
    /// A header address that is neither an absolute `http(s)` address nor one variable, or has blanks.
    ///
    /// ## Why
    /// The service cannot download it and refuses the template (`InvalidParameter.FileUrlError`).
    ///
    /// ## Source
    /// A-DETAIL, sample of `Url`; reports of refused templates (checked 2026-11-20)
    pub static URL_MALFORMED = "header/url-malformed" {
        level: Level::Error,
        summary: "header `url` is not an absolute address",
        check: Check::Header(|header, cx| {
            let url = header.url.as_deref().filter(|_| media_format(header, cx).is_some()).unwrap_or_default();
            if is_blank(Some(url)) || header.link.has_variable || header.link.address.is_some() {
                return;
            }
            match url.find(char::is_whitespace) {
                Some(start) => {
                    let end = url.ceil_char_boundary(start + 1);
                    let is_around = url[..start].is_empty() || url[start..].trim().is_empty();
                    let help = if is_around { "take the blank out" } else { "write `%20`" };
                    cx.report("url", "header `url` has a blank").within(start..end).help(help);
                }
                None => {
                    cx.report("url", "header `url` is not an absolute `https://` address")
                        .help("write the whole address, starting with `https://`");
                }
            }
        }),
    }
}

declare_rule! {
    /// A header address with a variable inside.
    ///
    /// ## Why
    /// The whole address is one variable or none: when a message is sent, the variable's value is taken as the
    /// address of the file.
    ///
    /// ## Source
    /// A-DETAIL, sample `url: $(linkVariable)` (checked 2026-11-20)
    pub static URL_PARTLY_VARIABLE = "header/url-partly-variable" {
        level: Level::Error,
        summary: "header `url` mixes an address and a variable",
        check: Check::Header(|header, cx| {
            let url = header.url.as_deref().filter(|_| media_format(header, cx).is_some()).unwrap_or_default();
            if !url.is_empty() && header.link.has_variable && header.link.variable.is_none() {
                cx.report("url", "header `url` mixes an address and a variable")
                    .help("make the whole address a variable, and give the whole sample address as its example");
            }
        }),
    }
}

declare_rule! {
    /// A header address with `http`.
    ///
    /// ## Why
    /// The service keeps the address as it is and downloads it again for every message; without `https` it may fail.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static URL_INSECURE = "header/url-insecure" {
        level: Level::Warning,
        summary: "header `url` is not `https`",
        fix: Fixable::Unsafe,
        check: Check::Header(|header, cx| {
            let Some((name, address)) = sample(header, cx) else { return };
            if !address.is_secure {
                report_address(cx, name, "header `url` is not `https`").help("use `https://`").replace_in_text(
                    "write https",
                    false,
                    [(0.."http".len(), "https".to_owned())],
                );
            }
        }),
    }
}

declare_rule! {
    /// A header address on localhost or in a private network, such as a host whose name has no dot.
    ///
    /// ## Why
    /// The service cannot reach it: it refuses the template (`InvalidParameter.FileUrlError`).
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static URL_PRIVATE = "header/url-private" {
        level: Level::Error,
        summary: "header `url` cannot be reached from outside",
        check: Check::Header(|header, cx| {
            let Some((name, address)) = sample(header, cx) else { return };
            if address.is_private() {
                let message = format!("header `url` is on `{}`, which the service cannot reach", address.host);
                report_address(cx, name, message).help("put the file on a public host");
            }
        }),
    }
}

declare_rule! {
    /// A header address that is signed for a limited time.
    ///
    /// ## Why
    /// The service keeps the address as it is. Once the signature is over, messages go out without their picture.
    ///
    /// ## Source
    /// Reports of integrations (checked 2026-11-20)
    pub static URL_EXPIRES = "header/url-expires" {
        level: Level::Warning,
        summary: "header `url` is signed and will expire",
        check: Check::Header(|header, cx| {
            const SIGNED: &[&str] =
                &["expires", "signature", "x-amz-signature", "x-oss-signature", "x-goog-signature", "sig"];
            let Some((name, address)) = sample(header, cx) else { return };
            let keys = address.query.split('&').filter_map(|pair| pair.split('=').next());
            if keys.into_iter().any(|key| SIGNED.iter().any(|signed| key.eq_ignore_ascii_case(signed))) {
                report_address(cx, name, "header `url` is signed and will expire")
                    .help("use an address that lasts as long as the template");
            }
        }),
    }
}

declare_rule! {
    /// A header file of a type that WhatsApp does not show.
    ///
    /// ## Why
    /// Meta refuses the sample. Pictures are JPEG or PNG, videos MP4 or 3GP, documents TXT, PDF or Office files.
    ///
    /// ## Source
    /// M-MEDIA; A-MEDIA (checked 2026-11-20)
    pub static FILE_REFUSED = "header/file-refused" {
        level: Level::Error,
        summary: "header file is of a type that WhatsApp refuses",
        check: Check::Header(|header, cx| report_file(header, cx, Verdict::Refused)),
    }
}

declare_rule! {
    /// A header file of a type that only one of Alibaba's and Meta's pages names.
    ///
    /// ## Why
    /// Alibaba's console takes WEBM videos, which Meta does not; Meta takes 3GP videos and Office documents, which the
    /// console does not. The service may refuse them.
    ///
    /// ## Source
    /// A-MEDIA and M-MEDIA, which differ (checked 2026-11-20)
    pub static FILE_DOUBTFUL = "header/file-doubtful" {
        level: Level::Warning,
        summary: "header file is of a type that may be refused",
        check: Check::Header(|header, cx| report_file(header, cx, Verdict::Doubtful)),
    }
}

/// Extensions that say what a file is.
const KNOWN: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "bmp", "svg", "tif", "tiff", "heic", "mp4", "3gp", "webm", "mov", "avi",
    "mkv", "m4v", "mp3", "wav", "ogg", "txt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "rtf", "csv",
    "zip", "rar",
];

/// The format, where it is one of WhatsApp or Viber that shows a file and the header may stand at all.
fn media_format(header: &Header, cx: &Cx<'_>) -> Option<HeaderFormat> {
    header.effective_format().filter(|format| *format != HeaderFormat::Text && !cx.is_authentication())
}

/// What is looked at of the header's address: where it leads, with the variable of whose example that is.
fn sample<'h>(header: &Part<'h, Header>, cx: &Cx<'_>) -> Option<(Option<&'h str>, Address<'h>)> {
    media_format(header, cx)?;
    Some((header.link.variable, header.link.address?))
}

fn report_address<'r>(cx: &'r mut Cx<'_>, name: Option<&str>, message: impl Into<String>) -> Report<'r> {
    match name {
        None => cx.report("url", message),
        Some(name) => cx.report_at(Path::root().join("examples").join(name), message),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Accepted,
    Doubtful,
    Refused,
}

fn report_file(header: &Part<'_, Header>, cx: &mut Cx<'_>, wanted: Verdict) {
    let Some(format) = header.effective_format().filter(|_| cx.is_whatsapp()) else { return };
    if let Some(file) = header.file.as_deref().filter(|_| media_format(header, cx).is_some()) {
        // An empty name is a missing one, which is reported as such.
        if is_blank(Some(file)) {
            return;
        }
        return report_own_file(cx, format, file, wanted);
    }
    let Some((name, extension)) = sample(header, cx).and_then(|(name, address)| Some((name, address.extension()?)))
    else {
        return;
    };
    let is_capital = extension.bytes().any(|letter| letter.is_ascii_uppercase());
    let extension = if is_capital { Cow::Owned(extension.to_ascii_lowercase()) } else { Cow::Borrowed(extension) };
    if verdict(format, &extension) != wanted {
        return;
    }
    let (message, help) = match wanted {
        Verdict::Refused => {
            (format!("{format} header is a `.{extension}` file, which WhatsApp refuses"), types(format))
        }
        _ => (format!("{format} header is a `.{extension}` file, which may be refused"), types(format)),
    };
    let name = name.map(str::to_owned);
    report_address(cx, name.as_deref(), message).help(help);
}

/// A file of the project says by its extension what it is; without one it cannot be uploaded as anything.
fn report_own_file(cx: &mut Cx<'_>, format: HeaderFormat, file: &str, wanted: Verdict) {
    let extension = extension(file).unwrap_or_default();
    let is_known = KNOWN.contains(&&*extension);
    let verdict = if is_known { verdict(format, &extension) } else { Verdict::Refused };
    if verdict != wanted {
        return;
    }
    let what = if extension.is_empty() { "without an extension".to_owned() } else { format!("a `.{extension}` file") };
    let why = if verdict == Verdict::Refused { "which WhatsApp refuses" } else { "which may be refused" };
    cx.report("file", format!("{format} header is {what}, {why}")).help(types(format));
}

/// An extension that says nothing about the file (`.php`, none at all) is accepted.
fn verdict(format: HeaderFormat, extension: &str) -> Verdict {
    match (format, extension) {
        (HeaderFormat::Image, "jpg" | "jpeg" | "png") => Verdict::Accepted,
        (HeaderFormat::Video, "mp4") => Verdict::Accepted,
        (HeaderFormat::Video, "3gp" | "webm") => Verdict::Doubtful,
        (HeaderFormat::Document, "txt" | "pdf") => Verdict::Accepted,
        (HeaderFormat::Document, "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx") => Verdict::Doubtful,
        (HeaderFormat::Text, _) => Verdict::Accepted,
        (_, known) if KNOWN.contains(&known) => Verdict::Refused,
        _ => Verdict::Accepted,
    }
}

fn types(format: HeaderFormat) -> &'static str {
    match format {
        HeaderFormat::Image => "use a `.jpg` or `.png` file",
        HeaderFormat::Video => "use an `.mp4` file",
        HeaderFormat::Document | HeaderFormat::Text => "use a `.pdf` file",
    }
}
