//! A baseline: findings that were there before somebody began to look, and that are to be mended in time.
//!
//! A file of JSON with a line per finding, sorted, so that git shows what was mended. It only ever shrinks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::{Linted, Located, fingerprints};
use crate::finding::Level;
use crate::project::Project;
use crate::rules::suppression::is_about_form;

/// The version of the format.
const VERSION: u32 = 1;
/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 32;

/// The findings of a baseline, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeSet<Known>);

/// A finding of a baseline. Only the fingerprint tells it; the rest is for people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The file it was last seen in, from the project's root.
    pub file: String,
    /// The rule that reports it.
    pub rule: String,
    /// What makes it the same finding when lines move.
    pub fingerprint: String,
}

/// Why a text is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// No JSON, or JSON of something else.
    #[error("is no baseline: {0}")]
    Form(#[from] serde_json::Error),
    /// Written by a later release.
    #[error("has version {0}, this release reads version {VERSION}")]
    Version(u32),
    /// Something else stands where a fingerprint belongs.
    #[error("is no baseline: `{0}` is no fingerprint")]
    Fingerprint(String),
}

/// What a run found, held against a baseline.
#[derive(Clone, Debug)]
pub struct Compared<'p> {
    /// The run without the findings that the baseline has.
    pub new: Linted<'p>,
    /// The findings of the baseline that still occur.
    pub known: Baseline,
    /// The findings of the baseline that no longer occur; none where not everything was looked at.
    pub outdated: Vec<Known>,
}

#[derive(Deserialize)]
struct Head {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    #[serde(rename = "version")]
    _version: u32,
    findings: Vec<Known>,
}

impl Baseline {
    /// Reads the file.
    pub fn read(bytes: &[u8]) -> Result<Self, BaselineError> {
        let Head { version } = serde_json::from_slice(bytes)?;
        if version != VERSION {
            return Err(BaselineError::Version(version));
        }
        let content: Content = serde_json::from_slice(bytes)?;
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_fingerprint = |text: &str| text.len() == DIGITS && text.bytes().all(is_digit);
        match content.findings.iter().find(|known| !is_fingerprint(&known.fingerprint)) {
            Some(known) => Err(BaselineError::Fingerprint(known.fingerprint.clone())),
            None => Ok(Self(content.findings.into_iter().collect())),
        }
    }

    /// Everything that a run found and a baseline may have.
    pub fn of(linted: &Linted<'_>, project: &Project) -> Self {
        let files = Files::of(project);
        let all = linted.findings.iter().zip(fingerprints(&linted.findings));
        let known = all.filter(|(located, _)| files.let_stay(located));
        Self(known.map(|(located, fingerprint)| files.known(located, fingerprint)).collect())
    }

    /// How many findings it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing left to mend.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The file: a line per finding.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"findings\": [");
        for (index, known) in self.0.iter().enumerate() {
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            let separator = if index == 0 { "" } else { "," };
            let (file, rule, fingerprint) = (quoted(&known.file), quoted(&known.rule), quoted(&known.fingerprint));
            // Writing to a string cannot fail.
            let _ =
                write!(text, "{separator}\n    {{\"file\": {file}, \"rule\": {rule}, \"fingerprint\": {fingerprint}}}");
        }
        text.push_str(if self.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }
}

impl<'p> Linted<'p> {
    /// Tells the findings that a baseline has from new ones.
    pub fn against(mut self, baseline: &Baseline, project: &Project) -> Compared<'p> {
        let files = Files::of(project);
        let listed: HashSet<&str> = baseline.0.iter().map(|known| known.fingerprint.as_str()).collect();
        let (mut new, mut known, mut seen) = (Vec::new(), BTreeSet::new(), HashSet::new());
        self.keep_fingerprints();
        for located in self.findings {
            let fingerprint = located.fingerprint.clone().unwrap_or_default();
            if listed.contains(fingerprint.as_str()) && files.let_stay(&located) {
                known.insert(files.known(&located, fingerprint.clone()));
                seen.insert(fingerprint);
            } else {
                new.push(located);
            }
        }
        let gone = baseline.0.iter().filter(|known| self.is_thorough && !seen.contains(&known.fingerprint));
        let outdated = gone.cloned().collect();
        Compared { new: Linted { findings: new, ..self }, known: Baseline(known), outdated }
    }
}

/// Where the files of a project are, by how reports call them.
struct Files<'p> {
    paths: HashMap<&'p str, &'p str>,
    project_file: Option<&'p str>,
}

impl<'p> Files<'p> {
    fn of(project: &'p Project) -> Self {
        let document = project.document.iter().map(|document| (&document.source, &document.path));
        let templates = project.files.iter().map(|file| (&file.source, &file.path));
        let paths = document.chain(templates).map(|(source, path)| (source.name.as_str(), path.as_str())).collect();
        Self { paths, project_file: project.document.as_ref().map(|document| document.source.name.as_str()) }
    }

    /// Whether a finding may stay for a while. What keeps a file or the project from being taken as written may not:
    /// the rest is then looked at without it.
    fn let_stay(&self, located: &Located<'_>) -> bool {
        let is_of_project = self.project_file == Some(located.source.name.as_str());
        let breaks_project = is_of_project && located.finding.level == Level::Error;
        !breaks_project && !is_about_form(located.finding.rule)
    }

    fn known(&self, located: &Located<'_>, fingerprint: String) -> Known {
        let name = located.source.name.as_str();
        let file = self.paths.get(name).copied().unwrap_or(name).to_owned();
        Known { file, rule: located.finding.rule.id.to_owned(), fingerprint }
    }
}
