//! Rules of a header's file, told by whoever can see the files of the project.

use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};
use crate::model::{HeaderFormat, limits};

/// What is known of the rules of this file.
pub(crate) static METAS: &[&RuleMeta] = &[&FILE_MISSING, &FILE_OUTSIDE, &FILE_TOO_LARGE, &FILE_LARGE];

declare_rule! {
    /// A header file that is not there, or cannot be read.
    ///
    /// ## Why
    /// It is uploaded when the template is submitted.
    ///
    /// ## Source
    /// The template file's own form (checked 2026-11-20)
    pub static FILE_MISSING = "header/file-missing" {
        level: Level::Error,
        summary: "header `file` is not there",
        files: "pass/template.yaml", "fail/template.yaml"
    }
}

declare_rule! {
    /// A header file outside of the project.
    ///
    /// ## Why
    /// A template must not send files of the machine that it is applied on: neither by its path, nor by a link.
    ///
    /// ## Source
    /// The template file's own form (checked 2026-11-20)
    pub static FILE_OUTSIDE = "header/file-outside" {
        level: Level::Error,
        summary: "header `file` is outside of the project",
        files: "pass/template.yaml", "fail/template.yaml"
    }
}

declare_rule! {
    /// A header file that is larger than WhatsApp takes.
    ///
    /// ## Why
    /// Meta refuses the sample. Pictures may have 5 MB, videos 16 MB, documents 100 MB.
    ///
    /// ## Source
    /// M-MEDIA (checked 2026-11-20)
    pub static FILE_TOO_LARGE = "header/file-too-large" {
        level: Level::Error,
        summary: "header `file` is larger than WhatsApp takes",
        files: "pass/template.yaml", "fail/template.yaml"
    }
}

declare_rule! {
    /// A header file that is larger than Alibaba's console takes.
    ///
    /// ## Why
    /// The console takes pictures up to 2 MB, videos and documents up to 10 MB; Meta takes more. The service may refuse
    /// it, and customers wait longer for it.
    ///
    /// ## Source
    /// A-MEDIA and M-MEDIA, which differ (checked 2026-11-20)
    pub static FILE_LARGE = "header/file-large" {
        level: Level::Warning,
        summary: "header `file` is larger than the console takes",
        files: "pass/template.yaml", "fail/template.yaml"
    }
}

/// A file that is not there; `reason` continues its name.
pub fn header_file_missing(place: Path, written: &str, reason: &str) -> Finding {
    Finding::new(&FILE_MISSING, At::Value(place), format!("header file `{written}` {reason}"))
        .help("write its path from the folder of this file")
}

/// A file outside of the project.
pub fn header_file_outside(place: Path, written: &str) -> Finding {
    Finding::new(&FILE_OUTSIDE, At::Value(place), format!("header file `{written}` is outside of the project"))
        .help("copy it into the project")
}

/// A file that is too large for its format, or larger than the console takes.
pub fn header_file_size(place: Path, format: HeaderFormat, size: u64) -> Option<Finding> {
    let (most, usual) = match format {
        HeaderFormat::Image => (limits::IMAGE_BYTES, limits::IMAGE_BYTES_OF_CONSOLE),
        HeaderFormat::Video => (limits::VIDEO_BYTES, limits::VIDEO_BYTES_OF_CONSOLE),
        HeaderFormat::Document => (limits::DOCUMENT_BYTES, limits::DOCUMENT_BYTES_OF_CONSOLE),
        HeaderFormat::Text => return None,
    };
    let said = |whose: &str, limit: u64| format!("{format} file is {size} bytes, {whose} limit is {limit}");
    if size > most {
        let label = format!("{} too many", size - most);
        let finding = Finding::new(&FILE_TOO_LARGE, At::Value(place), said("the", most)).label(label);
        return Some(finding.help("make it smaller: a lower resolution, or stronger compression"));
    }
    (size > usual).then(|| {
        Finding::new(&FILE_LARGE, At::Value(place), said("the console's", usual))
            .help("make it smaller, or see whether the service takes it")
    })
}
