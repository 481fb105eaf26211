//! Fixes at work: what they change in the text of a file, one by one or as many as go together.

pub(super) mod removal;
pub(super) mod reordered;

use crate::finding::{Finding, Fix};
use crate::model::KEY_ORDER;
use crate::source::SourceFile;
use crate::yaml::{self, KeyOrder, Replacement};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// Those whose outcome is certainly what the author meant.
    Safe,
    /// Those too whose outcome is only likely so.
    All,
}

impl Fixes {
    /// Whether a fix is one of them.
    pub fn include(self, fix: &Fix) -> bool {
        self == Self::All || fix.safe
    }
}

/// A text after fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// What was replaced in the text before, sorted and apart.
    pub replacements: Vec<Replacement>,
    /// Which of the findings were mended, by their number.
    pub made: Vec<usize>,
}

/// Makes the fixes of findings of one file, as many as go together. What else is to be mended is seen when the text is
/// linted again: a fix may have to wait for another, and may bring something to light. Where the bytes of a file are
/// no text, nothing is changed.
pub fn mend(source: &SourceFile, findings: &[&Finding], fixes: Fixes) -> Mended {
    let untouched = Mended { text: source.text.clone(), replacements: Vec::new(), made: Vec::new() };
    if findings.iter().any(|finding| finding.rule.id == "yaml/invalid-utf-8") {
        return untouched;
    }
    let fix_of = |finding: &Finding| finding.fix.clone().filter(|fix| fixes.include(fix));
    let numbered: Vec<(usize, Fix)> =
        findings.iter().enumerate().filter_map(|(number, finding)| Some((number, fix_of(finding)?))).collect();
    if numbered.is_empty() {
        return untouched;
    }
    let groups: Vec<_> = numbered.iter().map(|(_, fix)| fix.edits.as_slice()).collect();
    let edited = yaml::edit(source, &groups, KeyOrder(KEY_ORDER));
    let is_made = |group: &usize| {
        !edited.unchanged.contains(group) && !edited.refused.iter().any(|(refused, _)| refused == group)
    };
    let made = (0..numbered.len()).filter(is_made).map(|group| numbered[group].0).collect();
    Mended { text: edited.text, replacements: edited.replacements, made }
}

/// What one fix replaces in the text of its file; nothing where it cannot be made.
pub fn replacements(source: &SourceFile, fix: &Fix) -> Vec<Replacement> {
    yaml::edit(source, &[&fix.edits], KeyOrder(KEY_ORDER)).replacements
}
