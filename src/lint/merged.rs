//! Findings of all variants of a template, each said once.

use crate::finding::{At, Finding};

/// A finding at a place of the file, with who raised it.
struct Raised {
    finding: Finding,
    languages: Vec<String>,
    environments: Vec<String>,
}

/// Collects findings; one that says the same of the same place is the same.
#[derive(Default)]
pub(super) struct Merged(Vec<Raised>);

impl Merged {
    /// Adds a finding of one language; `environments` are those whose values matter to it, none if they do not.
    pub(super) fn add(&mut self, finding: Finding, language: &str, environments: &[&str]) {
        let same = |raised: &&mut Raised| {
            raised.finding.rule.id == finding.rule.id
                && raised.finding.primary.at == finding.primary.at
                && raised.finding.message == finding.message
        };
        let environments = environments.iter().map(|name| (*name).to_owned());
        match self.0.iter_mut().find(same) {
            Some(raised) => {
                if !raised.languages.iter().any(|known| known == language) {
                    raised.languages.push(language.to_owned());
                }
                let new: Vec<String> = environments.filter(|name| !raised.environments.contains(name)).collect();
                raised.environments.extend(new);
            }
            None => {
                let (languages, environments) = (vec![language.to_owned()], environments.collect());
                self.0.push(Raised { finding, languages, environments });
            }
        }
    }

    /// The findings. Those in a shared part say which of the template's languages they touch, those that not every
    /// environment has say which ones do.
    pub(super) fn into_findings(self, languages_of_template: usize, environments_of_project: usize) -> Vec<Finding> {
        let with_notes = |raised: Raised| {
            let Raised { mut finding, languages, environments } = raised;
            if languages_of_template > 1 && is_shared(&finding.primary.at) {
                finding = finding.note(format!("languages: {}", languages.join(", ")));
            }
            if !environments.is_empty() && environments.len() < environments_of_project {
                finding = finding.note(format!("with the values of {}", environments.join(", ")));
            }
            finding
        };
        self.0.into_iter().map(with_notes).collect()
    }
}

/// Whether a place lies outside of `languages`.
fn is_shared(at: &At) -> bool {
    at.path().is_some_and(|path| path.0.first() != Some(&"languages".into()))
}
