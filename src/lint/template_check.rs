//! One template file, checked. Depends on nothing but the file, its media files, the values and the facts.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::Arc;

use super::apart::buttons;
use super::as_written::AsWritten;
use super::by_hash::hash;
use super::guessed;
use super::holes::Holes;
use super::levels::wants;
use super::media;
use super::mended::reordered::in_file;
use super::merged::Merged;
use super::replaced_buttons;
use super::same_content::words;
use super::values::{Filled, Forms, Values};
use super::{Located, Standings};
use crate::finding::{At, Edit, Finding, Path, Step};
use crate::model::{Category, Channel, Origins, Variant, languages};
use crate::project::TemplateFile;
use crate::rules::{self, Facts, Standing};

/// So many findings of one file are said. Nobody reads more, and a file of nothing but faults must not take forever.
pub(super) const MOST: usize = 1000;

/// What is to be said of a template by itself, and what other templates have to know of it.
#[derive(Default)]
pub(super) struct TemplateCheck {
    /// A slice, because a list would keep the room of the whole variants.
    pub variants: Box<[VariantKey]>,
    /// Whether the value is all of what the author wrote.
    pub is_as_written: bool,
    /// Findings at places of the value.
    pub findings: Vec<Finding>,
    /// The media files that it names.
    pub media: Box<[PathBuf]>,
}

/// What other templates have to know of a variant.
pub(super) struct VariantKey {
    pub name: Arc<str>,
    pub language: Cow<'static, str>,
    pub channel: Channel,
    pub category: Category,
    /// Tells the types of its buttons from those of others.
    pub buttons: u32,
    /// Tells it from other variants, by name and language.
    pub identity: u64,
    /// Tells its words from those of others, where they are compared.
    pub words: Option<u64>,
}

impl TemplateCheck {
    pub(super) fn of(file: &TemplateFile, values: &Values<'_>, facts: &Facts, standings: &Standings) -> Self {
        let Some(template) = &file.value else { return Self::default() };
        let mut variants = template.variants();
        let holes = Holes::of(file);
        let mut gathering =
            Gathering { file, values, holes: &holes, origins: Origins::of(template), merged: Merged::default() };
        for variant in &mut variants {
            let facts = &standings.facts(variant, facts);
            // Nearly every variant is without fault, which is quicker to see than to say what is wrong.
            if !gathering.is_clean(variant, facts) {
                gathering.variant(variant, facts);
            }
        }
        let mut findings = gathering.merged.into_findings(variants.len(), values.environments());
        // What compares two places is only certain where all of the file is as written.
        let compares = |finding: &Finding| !finding.secondary.is_empty() && !file.is_as_written();
        let of_template = rules::check_template(template, &variants).into_iter();
        findings.extend(of_template.filter(|finding| !compares(finding) && !is_used_unread(file, finding)));
        let (of_media, media) = media::checked(template, file, values.root);
        findings.extend(of_media);
        findings.retain(|finding| !holes.hide(finding));
        Self { variants: keys(&variants), is_as_written: file.is_as_written(), findings, media }
    }

    /// All findings of the file and `more`.
    pub(super) fn all(&self, file: &TemplateFile, more: impl Iterator<Item = Finding>) -> Vec<Finding> {
        file.findings.iter().chain(&self.findings).cloned().chain(more).collect()
    }
}

/// Whether a finding says that an example has no use, and its variable stands in a part that could not be read.
fn is_used_unread(file: &TemplateFile, finding: &Finding) -> bool {
    let name = finding.primary.at.path().and_then(|path| path.0.last());
    let (Some(Step::Key(name)), "example/unused") = (name, finding.rule.id) else { return false };
    let is_cut_off = || file.findings.iter().any(|finding| finding.rule.id == "yaml/text-cut-off");
    (!file.is_as_written() || is_cut_off())
        && [format!("$({name})"), format!("{{{name}}}")].iter().any(|written| file.source.text.contains(written))
}

/// Findings of a file at their bytes; in no order, and not more than [`MOST`].
pub(super) fn located(file: &TemplateFile, mut all: Vec<Finding>) -> Vec<Located<'_>> {
    let count = all.len();
    // An error must not be among what is left out.
    all.sort_by_key(|finding| Reverse(finding.level));
    let mut located: Vec<Located<'_>> =
        all.into_iter().take(MOST).map(|finding| Located::new(&file.source, finding, |at| file.locate(at))).collect();
    if let Some(last) = located.last_mut().filter(|_| count > MOST) {
        last.finding.notes.push(format!("{} more findings of this file are left out", count - MOST));
    }
    located
}

/// What other templates have to know of the variants of one. Nearly all have the same name and a known language, so
/// that little has to be kept of each.
fn keys(variants: &[Variant]) -> Box<[VariantKey]> {
    let mut last: Option<Arc<str>> = None;
    let key = |variant: &Variant| {
        let name = last.take().filter(|last| **last == *variant.name).unwrap_or_else(|| variant.name.as_str().into());
        last = Some(Arc::clone(&name));
        let known = languages::find(&variant.language).map(|language| Cow::Borrowed(language.code));
        let language = known.unwrap_or_else(|| Cow::Owned(variant.language.clone()));
        let Variant { channel, category, .. } = *variant;
        let identity = hash((&variant.name, &variant.language));
        VariantKey { name, language, channel, category, buttons: buttons(variant), identity, words: words(variant) }
    };
    variants.iter().map(key).collect()
}

/// Takes the findings of one variant after the other to their places in the file.
struct Gathering<'c> {
    file: &'c TemplateFile,
    values: &'c Values<'c>,
    holes: &'c Holes<'c>,
    origins: Origins<'c>,
    merged: Merged,
}

impl Gathering<'_> {
    fn undeclared(&mut self, variant: &Variant, forms: &Forms<'_, '_>) {
        for (undeclared, environments) in &forms.undeclared {
            let mut finding = rules::undeclared_value(undeclared, environments.first().copied());
            if let Some((_, others @ [_, ..])) = environments.split_first().filter(|_| undeclared.name.is_some()) {
                finding = finding.note(format!("nor has it one in {}", others.join(", ")));
            }
            self.add(finding, &variant.language, &[], &[]);
        }
    }

    /// Whether the rules find nothing in any form of a variant. Its other forms are looked at only where they differ.
    fn is_clean(&self, variant: &mut Variant, facts: &Facts) -> bool {
        self.file.holes.is_empty()
            && self.values.are_clean(variant, |form, differing| {
                let found = match differing {
                    None => rules::check_variant(form, facts),
                    Some(differing) => rules::check_filled(form, differing, facts),
                };
                found.iter().all(|finding| !self.is_wanted(finding))
            })
    }

    /// Whether the project wants to hear of a finding; where comments speak of rules, they may speak of any.
    fn is_wanted(&self, finding: &Finding) -> bool {
        !self.file.directives.is_empty() || wants(self.values.project_file, finding.rule)
    }

    fn variant(&mut self, written: &Variant, facts: &Facts) {
        let forms = self.values.fill(written);
        self.undeclared(written, &forms);
        for form in &forms.filled {
            let found = self.certain(&form.variant, facts);
            let mut found = guessed::certain(found, written, form, |variant| self.certain(variant, facts));
            found.retain(|finding| self.is_wanted(finding));
            if matches!(facts.standing, Standing::New | Standing::Changed) {
                found.iter_mut().for_each(|finding| finding.is_unapproved = finding.rule.grandfathered);
            }
            self.form(written, form, found);
        }
    }

    fn form(&mut self, written: &Variant, filled: &Filled<'_, '_>, found: Vec<Finding>) {
        let places = AsWritten::new(written, filled.values);
        for finding in found {
            let mut finding = finding.moved(|at| places.place(at));
            // A fix knows only the text of one environment.
            finding.fix.take_if(|_| places.has_values(&finding.primary.at));
            let values = places.names(&finding.primary.at);
            self.add(finding, &written.language, &filled.environments, &values);
        }
    }

    /// Takes a finding whose places are places of a variant.
    fn add(&mut self, finding: Finding, language: &str, environments: &[&str], values: &[String]) {
        if self.holes.hide_in_variant(&finding, language) {
            return;
        }
        let template = self.file.value.as_deref();
        let finding = match template {
            Some(template) => replaced_buttons::explained(finding, template, language),
            None => finding,
        };
        let mut finding = finding.moved(|at| self.origins.find(language, at));
        finding.fix = finding.fix.zip(template).and_then(|(fix, template)| in_file(fix, template));
        self.merged.add(finding, language, environments, values);
    }

    /// What the rules find in a variant, whichever category and channel the author meant. Every rule depends on these
    /// two: where they had to be guessed, only what holds for every guess is said.
    fn certain(&self, variant: &Variant, facts: &Facts) -> Vec<Finding> {
        let is_guessed = |key| self.is_guessed(&variant.language, key);
        if !is_guessed("category") && !is_guessed("channel") {
            return rules::check_variant(variant, facts);
        }
        let categories = if is_guessed("category") { Category::ALL } else { &[variant.category] };
        let channels = if is_guessed("channel") { Channel::ALL } else { &[variant.channel] };
        let guesses = categories.iter().flat_map(|category| channels.iter().map(move |channel| (*category, *channel)));
        let found = guesses.map(|(category, channel)| {
            let guess = Variant { category, channel, ..variant.clone() };
            rules::check_variant(&guess, facts)
        });
        let in_both = |mut all: Vec<Finding>, others: Vec<Finding>| {
            all.retain(|finding| others.contains(finding));
            all
        };
        found.reduce(in_both).unwrap_or_default()
    }

    /// Whether a key of a language is not the author's, nor certainly what the author meant.
    fn is_guessed(&self, language: &str, key: &str) -> bool {
        self.holes.have_key(language, key)
            && !self.file.findings.iter().any(|finding| corrects(self.file, finding, key))
    }
}

/// Whether a finding comes with a correction of a key, or with one of its value that is surely meant.
fn corrects(file: &TemplateFile, finding: &Finding, key: &str) -> bool {
    let is_of_key = |at: &Path| at.0.last() == Some(&key.into());
    // Another spelling of a word begins like it; what does not is another word, and only a guess.
    let is_spelling = |at: &At, word: &str| {
        let written = file.source.text.get(file.locate(at)).unwrap_or_default();
        let first = |text: &str| text.chars().find(|character| character.is_alphanumeric());
        first(&written.to_lowercase()) == first(&word.to_lowercase())
    };
    finding.fix.iter().flat_map(|fix| &fix.edits).any(|edit| match edit {
        Edit::RenameKey(_, to) => to == key,
        Edit::Replace(at, word) => at.path().is_some_and(is_of_key) && is_spelling(at, word),
        Edit::Set(path, _) => is_of_key(path),
        Edit::Remove(_) | Edit::Insert(..) | Edit::Reorder(..) => false,
    })
}
