//! All messages on one page, in one file that asks for nothing else.

use std::fmt::Write;

use super::bubble::bubble;
use super::markup::escaped;
use crate::model::Variant;
use crate::report::counted;

const STYLE: &str = include_str!("page.css");

/// A message and where it is written.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The message, build-time values filled in.
    pub variant: Variant,
    /// The file, as reports name it.
    pub file: String,
}

/// The page: a section for each template, its languages beside each other.
pub fn page(shown: &[Shown]) -> String {
    let mut sections = String::new();
    let mut name = None;
    for one in shown {
        if name != Some(&one.variant.name) {
            sections.push_str(if name.is_some() { "</div></section>\n" } else { "" });
            let (title, file) = (escaped(&one.variant.name), escaped(&one.file));
            let facts = format!("{} · {} · {file}", one.variant.category, one.variant.channel);
            let _ = write!(sections, "<section><h2>{title}</h2><p class=\"facts\">{facts}</p><div class=\"phones\">");
            name = Some(&one.variant.name);
        }
        let language = escaped(&one.variant.language);
        let _ = write!(
            sections,
            "<article lang=\"{}\"><h4>{language}</h4>{}</article>",
            language.replace('_', "-"),
            bubble(&one.variant)
        );
    }
    sections.push_str(if name.is_some() { "</div></section>\n" } else { "" });
    let title = format!("What the phone will show: {}", counted(shown.len(), "message"));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n\
         <p class=\"facts\">Examples are filled in and underlined. Messengers differ in fonts and colours, and pictures \
         are not fetched.</p>\n{sections}</main>\n</body>\n</html>\n"
    )
}
