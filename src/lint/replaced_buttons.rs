//! Buttons of a language that were to be laid over the shared ones and replaced them.

use crate::finding::Finding;
use crate::model::Template;

/// Says of a button without a type why it inherits none: lists are laid over each other only if they are equally long.
pub(super) fn explained(finding: Finding, template: &Template, language: &str) -> Finding {
    let is_of_template = finding.primary.at.path().is_some_and(|path| path.0.first() == Some(&"buttons".into()));
    if finding.rule.id != "button/type-missing" || !is_of_template {
        return finding;
    }
    let own = template.languages.get(language).and_then(|entry| entry.buttons.own());
    let (Some(own), Some(shared)) = (own, &template.buttons) else { return finding };
    if own.len() == shared.len() {
        return finding;
    }
    let (own, shared) = (own.len(), shared.len());
    finding.note(format!(
        "buttons: {own} in {language}, {shared} in the shared part; a list of another length replaces the shared one"
    ))
}
