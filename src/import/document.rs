//! A whole JSON document: finds the templates in it, whatever wraps them.

use super::faults::{INCOMPLETE_LIST, NO_TEMPLATE, NOT_JSON};
use super::fields::{Fields, same};
use super::group::grouped;
use super::json::Json;
use super::reading::Reading;
use super::template::{self, Draft, looks_like_template};
use crate::finding::{At, Finding, Level, Path};
use crate::model::Template;
use crate::source::SourceFile;

/// What a JSON document became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The templates, the languages of one name together, in the order of the document.
    pub templates: Vec<Template>,
    /// What has to be said, template by template. Places are paths in the JSON: `data[3].components[1]`.
    pub findings: Vec<Finding>,
}

impl Imported {
    /// Whether something could not be carried over.
    pub fn is_incomplete(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }
}

/// Keys under which answers and exports hold their templates.
const WRAPPERS: &[&str] = &[
    "data",
    "templates",
    "template",
    "message_templates",
    "waba_templates",
    "list_template",
    "list_chatapp_template",
    "body",
    "items",
    "results",
];

/// What an answer says beside its templates.
const ENVELOPE: &[&str] = &[
    "access_denied_detail",
    "code",
    "count",
    "filters",
    "headers",
    "limit",
    "message",
    "offset",
    "paging",
    "request_id",
    "sort",
    "status_code",
    "success",
    "summary",
    "total",
];

/// Reads templates from JSON: an object, a list, or what wraps them; of Meta or of CAMS.
pub fn read(text: &str) -> Imported {
    let mut reading = Reading::default();
    let mut drafts = Vec::new();
    match Json::parse(text) {
        Ok(document) => {
            collect(&document, Path::root(), &mut drafts, &mut reading);
            if drafts.is_empty() && reading.findings.iter().all(|finding| finding.level != Level::Error) {
                let finding = Finding::new(&NO_TEMPLATE, At::Value(Path::root()), "there is no template in it");
                reading.report(finding.help("give a template, a list of them, or an answer that holds `data`"));
            }
        }
        Err(error) => reading.report(not_json(text, &error)),
    }
    let templates = grouped(drafts, &mut reading);
    Imported { templates, findings: reading.findings }
}

fn not_json(text: &str, error: &serde_json::Error) -> Finding {
    let file = SourceFile::new("", text);
    let line = file.line_range(error.line());
    // The error counts bytes from 1; a column of 0 means the line as a whole.
    let start = (line.start + error.column().saturating_sub(1)).min(text.len());
    let start = text.floor_char_boundary(start);
    let end = text[start..].chars().next().map_or(start, |next| start + next.len_utf8());
    let message = error.to_string();
    let fact = message.split(" at line ").next().unwrap_or(&message);
    Finding::new(&NOT_JSON, At::Bytes(start..end), format!("not JSON: {fact}"))
}

fn collect(value: &Json, path: Path, drafts: &mut Vec<Draft>, reading: &mut Reading) {
    match value {
        Json::List(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, path.join(index), drafts, reading);
            }
        }
        Json::Map(entries) => {
            let fields = Fields::of(entries, path, reading);
            if looks_like_template(&fields) {
                drafts.extend(template::read(fields, reading));
            } else {
                unwrap(fields, drafts, reading);
            }
        }
        Json::Text(_) if let Some(inner) = value.embedded() => collect(&inner, path, drafts, reading),
        _ => {
            let message = format!("{} is no template", value.kind());
            reading.report(Finding::new(&NO_TEMPLATE, At::Value(path), message).label("not imported"));
        }
    }
}

fn unwrap(mut fields: Fields<'_>, drafts: &mut Vec<Draft>, reading: &mut Reading) {
    if !WRAPPERS.iter().any(|wrapper| fields.has(wrapper)) {
        let finding = Finding::new(&NO_TEMPLATE, At::Value(fields.path), "neither a template nor a list of templates");
        reading.report(
            finding.label("not imported").help("a template has `name`, `language`, `category` and `components`"),
        );
        return;
    }
    for wrapper in WRAPPERS {
        if let Some((path, inner)) = fields.take(wrapper) {
            collect(inner, path, drafts, reading);
        }
    }
    if let Some((path, Json::Map(paging))) = fields.take("paging")
        && let Some((key, _)) = paging.iter().find(|(key, next)| same(key, "next") && !next.is_empty())
    {
        let message = "the list goes on: there is a next page";
        let finding = Finding::new(&INCOMPLETE_LIST, At::Value(path.join(key.as_str())), message);
        reading.report(finding.help("fetch the other pages too, and import each"));
    }
    fields.finish("an answer", ENVELOPE, reading);
}
