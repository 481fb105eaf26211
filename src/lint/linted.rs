//! A whole project, linted.

use super::between::Between;
use super::holes::Holes;
use super::levels::Levels;
use super::suppressed::{Weighing, suppress};
use super::survey::is_settled;
use super::template_check::{MOST, TemplateCheck, located};
use super::values::Values;
use super::{Located, Standings, fingerprints};
use crate::finding::{Finding, Level, Path};
use crate::project::{MessageFile, Project, TemplateFile};
use crate::report::{Diagnostic, Summary};
use crate::rules::{self, Facts};

/// What came of linting a project.
#[derive(Clone, Debug)]
pub struct Linted<'p> {
    /// All findings: the project file's first, then file by file, each in the order of its text.
    pub findings: Vec<Located<'p>>,
    /// How many template files there are.
    pub templates: usize,
    /// How many files of free-form messages there are.
    pub messages: usize,
    /// How many variants could be read.
    pub variants: usize,
    /// Whether the project file itself has an error.
    pub project_is_broken: bool,
    /// Whether everything there is was looked at: all files, all as written, with the values of all environments.
    pub is_thorough: bool,
    /// How many variants each template has, in the order of the project's files.
    pub(super) variants_of: Vec<usize>,
}

/// Lints a project with the values of all its environments, or of one.
pub fn run<'p>(project: &'p Project, environment: Option<&str>, facts: &Facts) -> Linted<'p> {
    run_knowing(project, environment, facts, &Standings::default())
}

/// Lints a project as [`run`] does, knowing how variants stand at the service.
pub fn run_knowing<'p>(
    project: &'p Project,
    environment: Option<&str>,
    facts: &Facts,
    standings: &Standings,
) -> Linted<'p> {
    let values = Values::of(project, environment);
    let checks: Vec<_> = project.files.iter().map(|file| TemplateCheck::of(file, &values, facts, standings)).collect();
    Linted::of(project, &checks, environment, facts)
}

impl<'p> Linted<'p> {
    /// Brings together what was found in each file and between files. `checks` are in the order of the project's files.
    pub(super) fn of(project: &'p Project, checks: &[TemplateCheck], environment: Option<&str>, facts: &Facts) -> Self {
        let levels = Levels::of(&project.file);
        let weighing = Weighing::of(project, environment, facts);
        let between = Between::find(project, environment, checks);
        let mut findings = of_project_file(project, between.in_project_file(project), &levels, weighing);
        let project_is_broken = findings.iter().any(|located| located.finding.level == Level::Error);
        let mut is_thorough = weighing.is_thorough && project.is_whole;
        let mut between = between.in_templates(project).into_iter().peekable();
        for (index, (file, check)) in project.files.iter().zip(checks).enumerate() {
            // Nearly every file: nothing is to be weighed.
            if between.peek().is_none_or(|across| across.file != index) && is_settled(file, check) {
                is_thorough &= check.is_as_written;
                continue;
            }
            let here = std::iter::from_fn(|| between.next_if(|across| across.file == index));
            let (mut found, is_cut_short) =
                of_template(file, check, here.map(|across| across.finding), &levels, weighing);
            is_thorough &= check.is_as_written && !is_cut_short;
            findings.append(&mut found);
        }
        for message in &project.messages {
            is_thorough &= message.is_as_written();
            findings.append(&mut of_message(message, &levels, weighing));
        }
        let variants_of: Vec<usize> = checks.iter().map(|check| check.variants.len()).collect();
        let (templates, variants) = (checks.len(), variants_of.iter().sum());
        let messages = project.messages.len();
        Self { findings, templates, messages, variants, project_is_broken, is_thorough, variants_of }
    }

    /// The part of it that lies in some files, by their names. Whether the project file is broken stays known.
    #[must_use]
    pub fn only(mut self, project: &Project, shown: impl Fn(&str) -> bool) -> Self {
        self.keep_fingerprints();
        self.findings.retain(|located| shown(&located.source.name));
        self.messages = project.messages.iter().filter(|file| shown(&file.source.name)).count();
        let files = project.files.iter().zip(&self.variants_of).filter(|(file, _)| shown(&file.source.name));
        (self.templates, self.variants) = files.fold((0, 0), |(files, all), (_, variants)| (files + 1, all + variants));
        self
    }

    /// Lets each finding keep its fingerprint, however many of the others are taken out.
    pub(super) fn keep_fingerprints(&mut self) {
        let fingerprints = fingerprints(&self.findings);
        for (located, fingerprint) in self.findings.iter_mut().zip(fingerprints) {
            located.fingerprint = Some(fingerprint);
        }
    }

    /// Whether anything would be refused.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|located| located.finding.level == Level::Error)
    }

    /// The findings as a report shows them.
    pub fn diagnostics(&self) -> Vec<Diagnostic<'p>> {
        let with_fingerprint = |(located, fingerprint): (&Located<'p>, String)| {
            let diagnostic = located.diagnostic();
            Diagnostic { fingerprint, ..diagnostic }
        };
        self.findings.iter().zip(fingerprints(&self.findings)).map(with_fingerprint).collect()
    }

    /// The findings as a report shows them, each with what its fix replaces.
    pub fn diagnostics_with_edits(&self) -> Vec<Diagnostic<'p>> {
        let with_edits = |(located, diagnostic): (&Located<'p>, Diagnostic<'p>)| Diagnostic {
            edits: located.replacements(),
            ..diagnostic
        };
        self.findings.iter().zip(self.diagnostics()).map(with_edits).collect()
    }

    /// Counts.
    pub fn summary(&self) -> Summary {
        Summary::of(self.findings.iter().map(|located| located.finding.level), self.templates, self.variants)
    }
}

/// The findings of one template, and whether there are more; `between` are those that lie between it and others.
pub(super) fn of_template<'p>(
    file: &'p TemplateFile,
    check: &TemplateCheck,
    between: impl Iterator<Item = Finding>,
    levels: &Levels<'_>,
    weighing: Weighing,
) -> (Vec<Located<'p>>, bool) {
    let all: Vec<Finding> = check.all(file, between);
    let is_cut_short = all.len() > MOST;
    let mut found = sorted(located(file, all));
    // What is left out might be what no comment covers: silence over the others would look like success.
    if !is_cut_short {
        found = suppress(file, found, weighing);
    }
    (sorted(levels.apply(&file.path, found)), is_cut_short)
}

/// The findings of the project file; `between` are those that lie between it and the templates.
pub(super) fn of_project_file<'p>(
    project: &'p Project,
    between: Vec<Finding>,
    levels: &Levels<'_>,
    weighing: Weighing,
) -> Vec<Located<'p>> {
    let Some(document) = &project.document else { return Vec::new() };
    let form = document.findings.iter().cloned();
    let mut found: Vec<Located<'_>> =
        form.map(|finding| Located::new(&document.source, finding, |at| document.locate(at))).collect();
    if let Some(file) = &document.value {
        let meaning = rules::check_project_file(file).into_iter().chain(between);
        let holes = Holes::of(document);
        let untouched = meaning.filter(|finding| !holes.hide(finding));
        found.extend(untouched.map(|finding| Located::new(&document.source, finding, |at| document.locate(at))));
    }
    sorted(levels.apply(&document.path, suppress(document, sorted(found), weighing)))
}

/// The findings of a free-form message.
pub(super) fn of_message<'p>(file: &'p MessageFile, levels: &Levels<'_>, weighing: Weighing) -> Vec<Located<'p>> {
    let holes = Holes::of(file);
    // Every rule depends on these two: where they had to be guessed, nothing is certain.
    let is_guessed = ["channel", "message_type"].iter().any(|key| holes.contains(&Path::root().join(*key)));
    let value = file.value.iter().filter(|_| !is_guessed);
    let meaning = value.flat_map(|message| rules::check_message(message));
    let all = file.findings.iter().cloned().chain(meaning.filter(|finding| !holes.hide(finding)));
    let found = all.map(|finding| Located::new(&file.source, finding, |at| file.locate(at))).collect();
    sorted(levels.apply(&file.path, suppress(file, sorted(found), weighing)))
}

fn sorted(mut found: Vec<Located<'_>>) -> Vec<Located<'_>> {
    found.sort_by(|one, other| sort_key(one).cmp(&sort_key(other)));
    found
}

fn sort_key<'a>(located: &'a Located<'_>) -> (usize, usize, &'a str, &'a str) {
    (located.range.start, located.range.end, located.finding.rule.id, &located.finding.message)
}
