//! Importing foreign JSON.

mod cams;
mod document;
mod faults;
mod languages;
mod meta;
pub(crate) mod mutation;
mod samples;

use chatform::finding::{Finding, Level};
use chatform::import::{self, Imported};
use chatform::model::{Template, Variant};
use serde_json::{Value, json};

/// A Meta template of one component.
fn meta(component: Value) -> Value {
    json!({ "name": "order_shipped", "language": "en", "category": "MARKETING", "components": [component] })
}

/// A Meta template with a body and buttons.
fn meta_buttons(buttons: Value) -> Value {
    let components =
        json!([{ "type": "BODY", "text": "It is on its way." }, { "type": "BUTTONS", "buttons": buttons }]);
    json!({ "name": "order_shipped", "language": "en", "category": "MARKETING", "components": components })
}

/// Imports a document that holds one whole template.
#[track_caller]
fn template(document: &Value) -> Template {
    let imported = import::read(&document.to_string());
    assert!(!imported.is_incomplete(), "{}", said(&imported));
    imported.templates.into_iter().next().unwrap()
}

/// Imports a document that holds one language of one template.
#[track_caller]
fn variant(document: &Value) -> Variant {
    template(document).variants().remove(0)
}

/// All findings of a document, a line each: `error data[0].name import/wrong-type: message`.
fn findings(document: &Value) -> String {
    said(&import::read(&document.to_string()))
}

fn said(imported: &Imported) -> String {
    let line = |finding: &Finding| {
        let place = finding.primary.at.path().map(ToString::to_string).unwrap_or_default();
        format!("{} {place} {}: {}", finding.level, finding.rule.id, finding.message)
    };
    imported.findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The errors of a document.
fn errors(document: &Value) -> Vec<Finding> {
    let findings = import::read(&document.to_string()).findings;
    findings.into_iter().filter(|finding| finding.level == Level::Error).collect()
}
