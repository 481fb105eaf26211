//! One template file, checked. Depends on nothing but the file, the values and the facts.

use serde_json::Value;

use super::Located;
use super::merged::Merged;
use super::values::{Filled, Forms, Values};
use crate::finding::{At, Edit, Finding, Path, Step};
use crate::model::{Category, Channel, Template, Variant, origin, substitute};
use crate::project::TemplateFile;
use crate::rules::{self, Facts};

/// A file with its variants and everything found so far.
pub(super) struct TemplateCheck<'p> {
    pub file: &'p TemplateFile,
    pub variants: Vec<Variant>,
    /// Findings at places of the value.
    pub findings: Vec<Finding>,
}

impl<'p> TemplateCheck<'p> {
    pub(super) fn of(file: &'p TemplateFile, values: &Values<'_>, facts: &Facts) -> Self {
        let mut check = Self { file, variants: Vec::new(), findings: Vec::new() };
        let Some(template) = &file.value else { return check };
        check.variants = template.variants();
        let mut merged = Merged::default();
        for variant in &check.variants {
            let forms = values.fill(variant);
            check.undeclared(template, variant, &forms, &mut merged);
            for filled in &forms.filled {
                check.variant(template, variant, filled, facts, &mut merged);
            }
        }
        check.findings = merged.into_findings(check.variants.len(), values.environments());
        check.findings.extend(rules::check_template(template, &check.variants));
        check.findings.retain(|finding| !is_at_hole(&file.holes, finding));
        check
    }

    /// All findings of the file, at their bytes; in no order.
    pub(super) fn into_located(self) -> Vec<Located<'p>> {
        let file = self.file;
        let form = file.findings.iter().cloned();
        let mut located: Vec<Located<'p>> =
            form.map(|finding| Located::new(&file.source, finding, |at| file.locate(at))).collect();
        let meaning = self.findings.into_iter();
        located.extend(meaning.map(|finding| Located::new(&file.source, finding, |at| file.locate(at))));
        located
    }

    fn undeclared(&self, template: &Template, variant: &Variant, forms: &Forms<'_>, merged: &mut Merged) {
        for (undeclared, environments) in &forms.undeclared {
            let mut finding = rules::undeclared_value(undeclared, environments.first().copied());
            if let Some((_, others @ [_, ..])) = environments.split_first() {
                finding = finding.note(format!("nor has it one in {}", others.join(", ")));
            }
            self.add(template, finding, &variant.language, &[], merged);
        }
    }

    fn variant(&self, template: &Template, written: &Variant, filled: &Filled<'_>, facts: &Facts, merged: &mut Merged) {
        let text_as_written = serde_json::to_value(written).unwrap_or_default();
        let is_decided =
            |finding: &Finding| finding.primary.at.path().is_none_or(|path| !filled.unfilled.contains(path));
        for mut finding in certain(self.file, &filled.variant, facts).into_iter().filter(is_decided) {
            let labels = std::iter::once(&mut finding.primary).chain(&mut finding.secondary);
            for label in labels {
                as_written(&mut label.at, &text_as_written, filled);
            }
            self.add(template, finding, &written.language, &filled.environments, merged);
        }
    }

    /// Takes a finding whose places are places of a variant.
    fn add(
        &self,
        template: &Template,
        mut finding: Finding,
        language: &str,
        environments: &[&str],
        merged: &mut Merged,
    ) {
        let in_entry = Path(vec!["languages".into(), language.into()]);
        let told_by_hole =
            finding.primary.at.path().is_some_and(|path| {
                touches(&self.file.holes, path) || touches(&self.file.holes, &in_entry.concat(path))
            });
        if told_by_hole {
            return;
        }
        let labels = std::iter::once(&mut finding.primary).chain(&mut finding.secondary);
        for label in labels {
            label.at = origin(template, language, label.at.clone());
        }
        merged.add(finding, language, environments);
    }
}

/// What the rules find in a variant, whichever category and channel the author meant. Every rule depends on these two:
/// where they had to be guessed, only what holds for every guess is said.
fn certain(file: &TemplateFile, variant: &Variant, facts: &Facts) -> Vec<Finding> {
    let categories = if is_guessed(file, &variant.language, "category") { Category::ALL } else { &[variant.category] };
    let channels = if is_guessed(file, &variant.language, "channel") { Channel::ALL } else { &[variant.channel] };
    let guesses = categories.iter().flat_map(|category| channels.iter().map(move |channel| (*category, *channel)));
    let found = guesses.map(|(category, channel)| {
        let guess = Variant { category, channel, ..variant.clone() };
        rules::check_variant(&guess, facts)
    });
    found
        .reduce(|mut all, others| {
            all.retain(|finding| others.contains(finding));
            all
        })
        .unwrap_or_default()
}

/// Whether a key of a language is not the author's, nor certainly what the author meant.
fn is_guessed(file: &TemplateFile, language: &str, key: &str) -> bool {
    let entry = Path(vec!["languages".into(), language.into()]);
    let is_hole = file.holes.contains(&Path::root().join(key)) || file.holes.contains(&entry.join(key));
    is_hole && !file.findings.iter().any(|finding| corrects(finding, key))
}

/// Whether a finding comes with a correction of a key or of its value.
fn corrects(finding: &Finding, key: &str) -> bool {
    finding.fix.iter().flat_map(|fix| &fix.edits).any(|edit| match edit {
        Edit::RenameKey(_, to) => to == key,
        Edit::Replace(at, _) => at.path().and_then(|path| path.0.last()) == Some(&key.into()),
        Edit::Remove(_) => false,
    })
}

/// Whether a finding is at, under or above a value that is not the author's.
pub(super) fn is_at_hole(holes: &[Path], finding: &Finding) -> bool {
    finding.primary.at.path().is_some_and(|path| touches(holes, path))
}

fn touches(holes: &[Path], path: &Path) -> bool {
    holes.iter().any(|hole| hole.contains(path) || path.contains(hole))
}

/// Turns a range of a text with values into the range of the text as written.
fn as_written(at: &mut At, written: &Value, filled: &Filled<'_>) {
    let At::Text(path, range) = at else { return };
    let text = path.0.iter().try_fold(written, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    });
    if let Some(text) = text.and_then(Value::as_str).filter(|text| text.contains("${")) {
        *range = substitute(text, filled.values).original_range(range.clone());
    }
}
