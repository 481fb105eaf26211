//! A project under the hands of somebody who edits it: after each edit only what the edit touches is looked at again,
//! the file itself and what lies between it and the others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::between::{Across, Between};
use super::levels::Levels;
use super::linted::{of_message, of_project_file, of_template};
use super::suppressed::Weighing;
use super::survey::is_settled;
use super::template_check::TemplateCheck;
use super::values::Values;
use super::{Located, Standings};
use crate::finding::Finding;
use crate::model::ProjectFile;
use crate::project::{Loaded, MessageFile, Project, ProjectError, Selection, TemplateFile};
use crate::rules::Facts;
use crate::schema;
use crate::source::SourceFile;
use crate::yaml::Tree;

/// A project that stays open, with what was found in each file. Of a template without findings that nobody edits only
/// the name is kept.
pub struct Live {
    selection: Selection,
    facts: Facts,
    project: Project,
    /// Where each template is among the project's files.
    places: BTreeMap<PathBuf, usize>,
    /// Where each free-form message is among the project's.
    messages: BTreeMap<PathBuf, usize>,
    checks: Vec<TemplateCheck>,
    /// The faults between templates, in the order of the files that they are said in.
    across: Vec<Across>,
    /// The faults between the project file and templates.
    of_project_file: Vec<Finding>,
}

/// A file of a project, whatever it is.
#[derive(Clone, Copy)]
pub enum FileRead<'l> {
    /// A template.
    Template(&'l TemplateFile),
    /// A free-form message.
    Message(&'l MessageFile),
    /// The project file.
    Project(&'l Loaded<ProjectFile>),
}

impl<'l> FileRead<'l> {
    /// Its text.
    pub fn source(self) -> &'l SourceFile {
        match self {
            Self::Template(file) => &file.source,
            Self::Message(file) => &file.source,
            Self::Project(file) => &file.source,
        }
    }

    /// Its tree, where it can be read.
    pub fn tree(self) -> Option<&'l Tree> {
        match self {
            Self::Template(file) => file.tree.as_deref(),
            Self::Message(file) => file.tree.as_deref(),
            Self::Project(file) => file.tree.as_deref(),
        }
    }

    /// The schema that it should follow.
    pub fn schema(self) -> &'static serde_json::Value {
        match self {
            Self::Template(_) => schema::template_schema(),
            Self::Message(_) => schema::message_schema(),
            Self::Project(_) => schema::project_schema(),
        }
    }
}

/// A finding of a file.
pub struct Found<'l> {
    /// The finding.
    pub located: Located<'l>,
    /// The other file that it is about, and the bytes there.
    pub elsewhere: Option<(&'l TemplateFile, Range<usize>)>,
}

impl<'l> Found<'l> {
    fn here(located: Located<'l>) -> Self {
        Self { located, elsewhere: None }
    }
}

impl Live {
    /// Opens a project with the texts that stand for its files.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn open(selection: Selection, facts: Facts) -> Result<Self, ProjectError> {
        let standings = Standings::default();
        let opened = selection.open_with(
            |project, mut file| {
                let check = TemplateCheck::of(&file, &Values::of(project, None), &facts, &standings);
                if is_settled(&file, &check) && !selection.holds(&selection.path_of(&file)) {
                    file.forget();
                }
                (file, check)
            },
            &|_, _| {},
        )?;
        let (project, checks) = opened.complete()?;
        let (files, messages) = (project.files.iter().enumerate(), project.messages.iter().enumerate());
        let places = files.map(|(index, file)| (selection.path_of(file), index)).collect();
        let messages = messages.map(|(index, file)| (selection.path_of(file), index)).collect();
        let (across, of_project_file) = (Vec::new(), Vec::new());
        let mut live = Self { selection, facts, project, places, messages, checks, across, of_project_file };
        live.compare()?;
        Ok(live)
    }

    /// What was asked for.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The project. Of some templates only the name is there.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Every file of the project: its own, where there is one, templates and messages.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let all = self.places.keys().chain(self.messages.keys()).cloned();
        self.project_file().into_iter().chain(all)
    }

    /// Whether a file is one of them.
    pub fn has(&self, path: &Path) -> bool {
        let is_project_file = || self.project_file().is_some_and(|file| file == path);
        self.places.contains_key(path) || self.messages.contains_key(path) || is_project_file()
    }

    /// Where the project file is.
    pub fn project_file(&self) -> Option<PathBuf> {
        self.project.document.as_ref().map(|document| self.selection.path_of(document))
    }

    /// Reads a template again of which only the name was kept.
    pub fn recall(&mut self, path: &Path) {
        let file = self.places.get(path).and_then(|index| self.project.files.get_mut(*index));
        if let Some(file) = file.filter(|file| file.tree.is_none() && file.source.text.is_empty()) {
            // One that is gone will be noticed as that.
            let _ = self.selection.read_again(file);
        }
    }

    /// A file as far as it is kept: see [`Self::recall`].
    pub fn file(&self, path: &Path) -> Option<FileRead<'_>> {
        if let Some(index) = self.places.get(path) {
            return Some(FileRead::Template(&self.project.files[*index]));
        }
        if let Some(index) = self.messages.get(path) {
            return Some(FileRead::Message(&self.project.messages[*index]));
        }
        let is_it = self.project_file().is_some_and(|file| file == path);
        self.project.document.as_ref().filter(|_| is_it).map(FileRead::Project)
    }

    /// Lets a text stand for a file, or the file for itself again. Nothing is looked at before [`Self::look_again`].
    pub fn hold(&mut self, path: &Path, text: Option<Vec<u8>>) {
        self.selection.hold(path, text);
    }

    /// Looks at files again whose text has changed, and gives the files whose findings may have.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn look_again(&mut self, paths: &BTreeSet<PathBuf>) -> Result<BTreeSet<PathBuf>, ProjectError> {
        // The project file decides about everything; and where a file came or went, others may come or go with it.
        if !paths.iter().all(|path| self.check_again(path).unwrap_or(false)) {
            return self.open_again();
        }
        let earlier = (std::mem::take(&mut self.across), std::mem::take(&mut self.of_project_file));
        self.compare()?;
        let mut changed = paths.clone();
        let gone = earlier.0.iter().filter(|across| !self.across.contains(across));
        let come = self.across.iter().filter(|across| !earlier.0.contains(across));
        changed.extend(gone.chain(come).map(|across| self.selection.path_of(&self.project.files[across.file])));
        if earlier.1 != self.of_project_file {
            changed.extend(self.project_file());
        }
        Ok(changed)
    }

    /// Reads everything anew, and gives all files that there were or are.
    fn open_again(&mut self) -> Result<BTreeSet<PathBuf>, ProjectError> {
        let mut files: BTreeSet<PathBuf> = self.files().collect();
        *self = Self::open(self.selection.clone(), self.facts)?;
        files.extend(self.files());
        Ok(files)
    }

    /// Reads a file again and looks at it; `false`: it is none that could be looked at by itself.
    fn check_again(&mut self, path: &Path) -> Result<bool, ProjectError> {
        if let Some(index) = self.messages.get(path) {
            self.project.messages[*index] = self.selection.message(path)?;
            return Ok(true);
        }
        let Some(index) = self.places.get(path).copied() else { return Ok(false) };
        let file = self.selection.template(path)?;
        let values = Values::of(&self.project, None);
        self.checks[index] = TemplateCheck::of(&file, &values, &self.facts, &Standings::default());
        self.project.files[index] = file;
        Ok(true)
    }

    /// What is known when a finding is looked for.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The faults that lie between a template and others, and are said in it.
    pub(super) fn between(&self, path: &Path) -> Vec<Finding> {
        let index = self.places.get(path);
        let here = self.across.iter().filter(|across| Some(&across.file) == index);
        here.map(|across| across.finding.clone()).collect()
    }

    /// Looks for faults between files, and reads the files again that have one.
    fn compare(&mut self) -> Result<(), ProjectError> {
        let needed: BTreeSet<usize> = Between::find(&self.project, None, &self.checks).files().collect();
        for index in needed {
            let file = &mut self.project.files[index];
            if file.tree.is_none() {
                self.selection.read_again(file)?;
            }
        }
        let between = Between::find(&self.project, None, &self.checks);
        let found = (between.in_templates(&self.project), between.in_project_file(&self.project));
        (self.across, self.of_project_file) = found;
        Ok(())
    }

    /// The findings of a file, in the order of its text: none that a comment suppresses.
    pub fn findings(&self, path: &Path) -> Vec<Found<'_>> {
        let levels = Levels::of(&self.project.file);
        let weighing = Weighing::of(&self.project, None, &self.facts);
        if let Some(index) = self.messages.get(path) {
            let found = of_message(&self.project.messages[*index], &levels, weighing);
            return found.into_iter().map(Found::here).collect();
        }
        let Some(index) = self.places.get(path).copied() else {
            let is_project_file = self.project_file().is_some_and(|file| file == path);
            let between = if is_project_file { self.of_project_file.clone() } else { return Vec::new() };
            let found = of_project_file(&self.project, between, &levels, weighing);
            return found.into_iter().map(Found::here).collect();
        };
        let first = self.across.partition_point(|across| across.file < index);
        let end = self.across.partition_point(|across| across.file <= index);
        let here = &self.across[first..end];
        let between = here.iter().map(|across| across.finding.clone());
        let (found, _) = of_template(&self.project.files[index], &self.checks[index], between, &levels, weighing);
        found.into_iter().map(|located| self.with_other_place(located, here)).collect()
    }

    fn with_other_place<'l>(&'l self, located: Located<'l>, here: &[Across]) -> Found<'l> {
        let is_it = |across: &&Across| {
            let (one, other) = (&across.finding, &located.finding);
            one.rule == other.rule && one.message == other.message && one.notes == other.notes
        };
        let elsewhere = here.iter().find(is_it).map(|across| {
            let (index, at) = &across.other;
            let file = &self.project.files[*index];
            (file, file.locate(at))
        });
        Found { located, elsewhere }
    }
}
