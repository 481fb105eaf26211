//! A finding in its file.

use std::ops::Range;

use super::mended;
use crate::finding::{At, Finding};
use crate::report::{Diagnostic, Place, Replacement, is_deceptive};
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
    /// Its fingerprint, once others that it was found with are gone.
    pub fingerprint: Option<String>,
}

impl<'p> Located<'p> {
    /// Finds the bytes of a finding.
    pub fn new(source: &'p SourceFile, finding: Finding, locate: impl Fn(&At) -> Range<usize>) -> Self {
        let range = locate(&finding.primary.at);
        let secondary = finding.secondary.iter().map(|label| locate(&label.at)).collect();
        Self { source, finding, range, secondary, fingerprint: None }
    }

    /// Where it starts, as people count.
    pub fn position(&self) -> Position {
        self.source.position(self.range.start)
    }

    /// Its fix as replacements in the text, for a report; none where there is no fix, where it cannot be made, or where
    /// it would insert what could deceive. It costs reading the file again.
    pub fn replacements(&self) -> Vec<Replacement> {
        let all = self.finding.fix.as_ref().map(|fix| mended::replacements(self.source, fix)).unwrap_or_default();
        if all.iter().any(|one| one.text.contains(|character| is_deceptive(character) && character != '\n')) {
            return Vec::new();
        }
        all.into_iter().map(|one| Replacement { range: one.range, text: one.text }).collect()
    }

    /// As a report shows it; without replacements, and without a fingerprint, unless it keeps one: that depends on the
    /// other findings.
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
            fix_is_safe: finding.fix.as_ref().is_some_and(|fix| fix.safe),
            edits: Vec::new(),
            fingerprint: self.fingerprint.clone().unwrap_or_default(),
        }
    }
}
