//! A project whose templates are linted while they are read: nothing stays in memory of a file that has no findings,
//! but what other files have to know of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Standings;
use super::between::Between;
use super::linted::Linted;
use super::template_check::TemplateCheck;
use super::values::Values;
use crate::project::{Opened, Project, ProjectError, Selection, TemplateFile};
use crate::rules::Facts;

/// A project with each template checked by itself.
pub struct Survey<'s> {
    /// The project. Of a template without findings only the name is there.
    pub project: Project,
    /// What of it could not be read, and which paths that were asked for gave nothing.
    pub amiss: Vec<ProjectError>,
    selection: &'s Selection,
    checks: Vec<TemplateCheck>,
}

impl<'s> Survey<'s> {
    /// Reads a project as far as it can be read, and checks each template with the values of all environments, or of
    /// one. `done` hears now and then how many templates of how many are looked at, from any thread.
    ///
    /// # Errors
    ///
    /// The project file cannot be read.
    pub fn of(
        selection: &'s Selection,
        environment: Option<&str>,
        facts: &Facts,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Self, ProjectError> {
        let standings = Standings::default();
        let Opened { project, kept: checks, amiss } = selection.open_with(
            |project, mut file| {
                let check = TemplateCheck::of(&file, &Values::of(project, environment), facts, &standings);
                if is_settled(&file, &check) {
                    file.forget();
                }
                (file, check)
            },
            done,
        )?;
        Ok(Self { project, amiss, selection, checks })
    }

    /// Puts some files last, each part still by path. A fault of two files is reported in the later one, so a
    /// command that shows only some files sees it there.
    pub fn put_last(&mut self, is_last: impl Fn(&str) -> bool) {
        let mut pairs: Vec<_> =
            std::mem::take(&mut self.project.files).into_iter().zip(self.checks.drain(..)).collect();
        pairs.sort_by_cached_key(|(file, _)| is_last(&file.source.name));
        (self.project.files, self.checks) = pairs.into_iter().unzip();
    }

    /// The templates that name media files in the project, by their names in reports, with where these files are.
    pub fn media(&self) -> impl Iterator<Item = (&str, &[PathBuf])> {
        let files = self.project.files.iter().zip(&self.checks).filter(|(_, check)| !check.media.is_empty());
        files.map(|(file, check)| (file.source.name.as_str(), &*check.media))
    }

    /// Looks for faults that lie between files, and reads the files again that have one.
    ///
    /// # Errors
    ///
    /// Such a file cannot be read any more.
    pub fn bring_together(&mut self, environment: Option<&str>) -> Result<(), ProjectError> {
        let needed: BTreeSet<usize> = Between::find(&self.project, environment, &self.checks).files().collect();
        for index in needed {
            let file = &mut self.project.files[index];
            if file.tree.is_none() {
                self.selection.read_again(file)?;
            }
        }
        Ok(())
    }

    /// All findings, after [`Self::bring_together`] those that lie between files too.
    pub fn linted(&self, environment: Option<&str>, facts: &Facts) -> Linted<'_> {
        Linted::of(&self.project, &self.checks, environment, facts)
    }
}

/// Whether nothing is to be said of a file by itself, however often it is asked for.
pub(super) fn is_settled(file: &TemplateFile, check: &TemplateCheck) -> bool {
    check.findings.is_empty() && file.findings.is_empty() && file.directives.is_empty()
}
