//! A finding in its file.

use std::ops::Range;

use super::replacements::replacements;
use crate::finding::{At, Finding};
use crate::report::{Diagnostic, Place, Replacement};
use crate::source::{Position, SourceFile};

/// A finding whose places are bytes of one file.
#[derive(Clone, Debug)]
pub struct Located<'p> {
    /// The file.
    pub source: &'p SourceFile,
    /// The finding; its symbolic places are places of the file.
    pub finding: Finding,
    /// The bytes of its primary place.
    pub range: Range<usize>,
    /// The bytes of its other places, in their order.
    pub secondary: Vec<Range<usize>>,
    /// Its fix as replacements in the text; none where there is no fix, or none so simple.
    pub replacements: Vec<Replacement>,
    /// Its fingerprint, once others that it was found with are gone.
    pub fingerprint: Option<String>,
}

impl<'p> Located<'p> {
    /// Finds the bytes of a finding.
    pub fn new(source: &'p SourceFile, finding: Finding, locate: impl Fn(&At) -> Range<usize>) -> Self {
        let range = locate(&finding.primary.at);
        let secondary = finding.secondary.iter().map(|label| locate(&label.at)).collect();
        let fix = finding.fix.as_ref();
        let replacements = fix.map(|fix| replacements(source, fix, &locate)).unwrap_or_default();
        Self { source, finding, range, secondary, replacements, fingerprint: None }
    }

    /// Where it starts, as people count.
    pub fn position(&self) -> Position {
        self.source.position(self.range.start)
    }

    /// As a report shows it; without a fingerprint, unless it keeps one: that depends on the other findings.
    pub fn diagnostic(&self) -> Diagnostic<'p> {
        let finding = &self.finding;
        let secondary = finding.secondary.iter().zip(&self.secondary);
        Diagnostic {
            level: finding.level,
            rule: finding.rule.id,
            message: finding.message.clone(),
            source: self.source,
            primary: Place { range: self.range.clone(), text: finding.primary.text.clone() },
            secondary: secondary
                .map(|(label, range)| Place { range: range.clone(), text: label.text.clone() })
                .collect(),
            notes: finding.notes.clone(),
            help: finding.help.clone(),
            fix: finding.fix.as_ref().map(|fix| fix.title.clone()),
            edits: self.replacements.clone(),
            fingerprint: self.fingerprint.clone().unwrap_or_default(),
        }
    }
}
