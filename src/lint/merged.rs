//! Findings of all variants of a template, each said once.

use indexmap::IndexMap;

use crate::finding::{At, Finding};

/// A finding at a place of the file, with who raised it.
struct Raised {
    finding: Finding,
    languages: Vec<String>,
    environments: Vec<String>,
    values: Vec<String>,
}

/// Collects findings; one that says the same of the same place is the same.
#[derive(Default)]
pub(super) struct Merged(IndexMap<(&'static str, String, String), Raised>);

impl Merged {
    /// Adds a finding of one language; `environments` are those whose values matter to it, none if they do not, and
    /// `values` the names of the build-time values at its place.
    pub(super) fn add(&mut self, finding: Finding, language: &str, environments: &[&str], values: &[String]) {
        let key = (finding.rule.id, format!("{:?}", finding.primary.at), finding.message.clone());
        let new =
            || Raised { finding: finding.clone(), languages: Vec::new(), environments: Vec::new(), values: Vec::new() };
        let raised = self.0.entry(key).or_insert_with(new);
        // The worst of the languages counts: one may be approved as it is, and another one not.
        raised.finding.level = raised.finding.level.max(finding.level);
        raised.finding.is_unapproved |= finding.is_unapproved;
        add_once(&mut raised.languages, language);
        for environment in environments {
            add_once(&mut raised.environments, environment);
        }
        for value in values {
            add_once(&mut raised.values, value);
        }
    }

    /// The findings. Those in a shared part say which of the template's languages they touch, those that not every
    /// environment has say which ones do, and those in a text with values say where these come from.
    pub(super) fn into_findings(self, languages_of_template: usize, environments_of_project: usize) -> Vec<Finding> {
        let with_notes = |raised: Raised| {
            let Raised { mut finding, languages, environments, values } = raised;
            if languages_of_template > 1 && is_shared(&finding.primary.at) {
                finding = finding.note(format!("languages: {}", languages.join(", ")));
            }
            if !environments.is_empty() && environments.len() < environments_of_project {
                finding = finding.note(format!("with the values of {}", environments.join(", ")));
            } else if !environments.is_empty() && !values.is_empty() {
                let names: Vec<String> = values.iter().map(|name| format!("`${{{name}}}`")).collect();
                finding = finding.note(format!("with {} of {}", names.join(", "), environments.join(", ")));
            }
            finding
        };
        self.0.into_values().map(with_notes).collect()
    }
}

fn add_once(names: &mut Vec<String>, name: &str) {
    if !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// Whether a place lies outside of `languages`.
fn is_shared(at: &At) -> bool {
    at.path().is_some_and(|path| path.0.first() != Some(&"languages".into()))
}
