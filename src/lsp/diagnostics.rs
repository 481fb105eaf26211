//! Findings as an editor shows them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};

use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    PublishDiagnosticsParams, Uri,
};

use super::encoding::Places;
use crate::finding::{At, Finding, Level, RuleMeta};
use crate::lint::Found;
use crate::report::visible_lines;

/// Who says it.
pub(super) const SOURCE: &str = "chatform";
/// How the names of rules end whose findings are about something that does nothing.
const USELESS: &[&str] = &["/unused", "-ignored"];
const DEPRECATED: &str = "/deprecated-app-fields";

/// What surrounds a finding when it is shown.
pub(super) struct Showing<'s> {
    /// Positions of its file.
    pub(super) places: Places<'s>,
    /// The address of its file.
    pub(super) uri: &'s Uri,
    /// Where the pages of the rules are.
    pub(super) rules_url: Option<&'s str>,
}

impl Showing<'_> {
    /// A finding; `elsewhere` is its place in another file.
    pub(super) fn diagnostic(&self, found: &Found<'_>, elsewhere: Option<Location>) -> Diagnostic {
        let finding = &found.located.finding;
        let labels = finding.secondary.iter().zip(&found.located.secondary).map(|(label, range)| {
            let location = Location { uri: self.uri.clone(), range: self.places.range(range) };
            DiagnosticRelatedInformation { location, message: visible_lines(&label.text).into_owned() }
        });
        let elsewhere = elsewhere
            .map(|location| DiagnosticRelatedInformation { location, message: "the other one is here".to_owned() });
        let related: Vec<_> = labels.chain(elsewhere).collect();
        Diagnostic {
            range: self.places.range(&shown(found)),
            severity: Some(severity(finding.level)),
            code: Some(finding.rule.id.to_owned().into()),
            code_description: self.rule_page(finding.rule).map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message: message(finding).into(),
            tags: tags(finding.rule),
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        }
    }

    fn rule_page(&self, rule: &RuleMeta) -> Option<Uri> {
        self.rules_url.map(|url| Uri(format!("{url}/{}.md#{}", rule.group(), rule.name())))
    }
}

/// The bytes that are marked: of a mapping or list only its first line, because the rest may be about anything else.
pub(super) fn shown(found: &Found<'_>) -> Range<usize> {
    let (range, text) = (&found.located.range, &found.located.source.text);
    let marked = text.get(range.clone()).unwrap_or_default();
    let is_scalar = marked.starts_with(['|', '>', '"', '\'']);
    let length = match found.located.finding.primary.at {
        At::Value(_) if !is_scalar => marked.find(['\n', '\r']).unwrap_or(marked.len()),
        _ => marked.trim_end_matches(['\n', '\r']).len(),
    };
    range.start..range.start + length
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Info => DiagnosticSeverity::Information,
    }
}

/// Fact and limit, what stands at the place, further facts, and the way out.
fn message(finding: &Finding) -> String {
    let mut text = visible_lines(&finding.message).into_owned();
    if !finding.primary.text.is_empty() {
        text.push_str(&format!(" ({})", visible_lines(&finding.primary.text)));
    }
    for note in &finding.notes {
        text.push_str(&format!("\nnote: {}", visible_lines(note)));
    }
    if let Some(help) = &finding.help {
        text.push_str(&format!("\nhelp: {}", visible_lines(help)));
    }
    text
}

fn tags(rule: &RuleMeta) -> Option<Vec<DiagnosticTag>> {
    if USELESS.iter().any(|end| rule.id.ends_with(end)) {
        return Some(vec![DiagnosticTag::Unnecessary]);
    }
    rule.id.ends_with(DEPRECATED).then(|| vec![DiagnosticTag::Deprecated])
}

/// What the editor has been told of each file, so that nothing is told twice.
#[derive(Default)]
pub(super) struct Published(HashMap<PathBuf, (Uri, u64)>);

impl Published {
    /// What is to be told of a file, if it is news.
    pub(super) fn news(
        &mut self,
        path: &Path,
        uri: Uri,
        version: Option<i32>,
        diagnostics: Vec<Diagnostic>,
    ) -> Option<PublishDiagnosticsParams> {
        let mut hasher = DefaultHasher::new();
        (version, serde_json::to_string(&diagnostics).unwrap_or_default()).hash(&mut hasher);
        let digest = hasher.finish();
        let known = self.0.get(path);
        if known.is_some_and(|(_, known)| *known == digest)
            || (known.is_none() && diagnostics.is_empty() && version.is_none())
        {
            return None;
        }
        // What was told under one address is taken back under the same.
        let uri = known.map(|(uri, _)| uri.clone()).filter(|_| version.is_none()).unwrap_or(uri);
        match diagnostics.is_empty() && version.is_none() {
            true => drop(self.0.remove(path)),
            false => drop(self.0.insert(path.to_owned(), (uri.clone(), digest))),
        }
        Some(PublishDiagnosticsParams { uri, version, diagnostics })
    }
}
