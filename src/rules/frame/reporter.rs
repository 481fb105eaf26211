//! Reporting a finding from inside a check.

use std::collections::HashSet;
use std::ops::Range;

use super::Place;
use crate::finding::{At, Edit, Finding, Fix, Label, Level, Path, RuleMeta};

/// Takes the findings of one check after the other.
pub struct Reporter<'a> {
    pub(crate) rule: Option<&'static RuleMeta>,
    pub(crate) place: Place<'a>,
    /// No finding of a grandfathered rule is worse than this.
    ceiling: Level,
    findings: Vec<Finding>,
    /// Rule and message of each finding: a document may hold very many.
    said: HashSet<(&'static str, String)>,
}

impl<'a> Reporter<'a> {
    pub(crate) fn new(ceiling: Level) -> Self {
        Self { rule: None, place: Place::root(), ceiling, findings: Vec::new(), said: HashSet::new() }
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// The place of the checked part.
    pub fn place(&self) -> Place<'a> {
        self.place
    }

    /// Whether the running rule has already said exactly this, elsewhere in the document.
    pub fn has_said(&self, message: &str) -> bool {
        let Some(rule) = self.rule.filter(|_| !self.said.is_empty()) else { return false };
        self.said.contains(&(rule.id, message.to_owned()))
    }

    /// Reports at a field of the checked part, written as a path (`supported_apps[0].package_name`); `""` is the part.
    pub fn report(&mut self, field: &str, message: impl Into<String>) -> Report<'_> {
        let base = self.place.path();
        let path = base.concat(&Path::parse(field));
        self.add(base, path, message.into())
    }

    /// Reports at a path of the document, for keys that a written path cannot hold.
    pub fn report_at(&mut self, path: Path, message: impl Into<String>) -> Report<'_> {
        self.add(Path::root(), path, message.into())
    }

    fn add(&mut self, base: Path, path: Path, message: String) -> Report<'_> {
        let rule = self.rule.expect("the runner names the rule before it runs the check");
        self.said.insert((rule.id, message.clone()));
        let mut finding = Finding::new(rule, At::Value(path), message);
        if rule.grandfathered {
            finding.level = finding.level.min(self.ceiling);
        }
        self.findings.push(finding);
        let finding = self.findings.last_mut().expect("one was pushed just now");
        Report { base, finding }
    }
}

/// A finding being written.
pub struct Report<'r> {
    base: Path,
    finding: &'r mut Finding,
}

impl Report<'_> {
    /// Narrows the place to bytes of the text there.
    pub fn within(self, range: Range<usize>) -> Self {
        if let Some(path) = self.finding.primary.at.path().cloned() {
            self.finding.primary.at = At::Text(path, range);
        }
        self
    }

    /// Points at the key instead of the value.
    pub fn at_key(self) -> Self {
        if let Some(path) = self.finding.primary.at.path().cloned() {
            self.finding.primary.at = At::Key(path);
        }
        self
    }

    /// The words at the place.
    pub fn label(self, text: impl Into<String>) -> Self {
        self.finding.primary.text = text.into();
        self
    }

    /// Another place: a field of the checked part.
    pub fn also(self, field: &str, text: impl Into<String>) -> Self {
        let path = self.base.concat(&Path::parse(field));
        self.finding.secondary.push(Label { at: At::Value(path), text: text.into() });
        self
    }

    /// Another place, anywhere in the document.
    pub fn beside(self, at: At, text: impl Into<String>) -> Self {
        self.finding.secondary.push(Label { at, text: text.into() });
        self
    }

    /// A further fact.
    pub fn note(self, text: impl Into<String>) -> Self {
        self.finding.notes.push(text.into());
        self
    }

    /// The path that is missing, where that is not the place: nothing is said if it only could not be read.
    pub fn missing(self, path: Path) -> Self {
        self.finding.missing = Some(path);
        self
    }

    /// The way out.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.finding.help = Some(text.into());
        self
    }

    /// A fix that replaces what is at the place.
    pub fn replace_by(self, title: impl Into<String>, safe: bool, text: impl Into<String>) -> Self {
        let edits = vec![Edit::Replace(self.finding.primary.at.clone(), text.into())];
        self.finding.fix = Some(Fix { title: title.into(), safe, edits });
        self
    }

    /// A fix that replaces ranges of the text at the place.
    pub fn replace_in_text(
        self,
        title: impl Into<String>,
        safe: bool,
        ranges: impl IntoIterator<Item = (Range<usize>, String)>,
    ) -> Self {
        if let Some(path) = self.finding.primary.at.path() {
            let edit = |(range, text)| Edit::Replace(At::Text(path.clone(), range), text);
            let edits = ranges.into_iter().map(edit).collect();
            self.finding.fix = Some(Fix { title: title.into(), safe, edits });
        }
        self
    }

    /// A fix of other places; `edits` hears the path of the checked part.
    pub fn mend(self, title: impl Into<String>, safe: bool, edits: impl FnOnce(&Path) -> Vec<Edit>) -> Self {
        self.finding.fix = Some(Fix { title: title.into(), safe, edits: edits(&self.base) });
        self
    }

    /// A fix that takes out the value at the place, with its key.
    pub fn remove(self, title: impl Into<String>) -> Self {
        if let Some(path) = self.finding.primary.at.path().cloned() {
            self.finding.fix = Some(Fix { title: title.into(), safe: false, edits: vec![Edit::Remove(path)] });
        }
        self
    }
}
