//! Faults that only several files together have: found with little knowledge of each file, said with the files at hand.

use super::duplicates::{self, Duplicate};
use super::retired::{self, StillDeclared};
use super::same_content::{self, Same};
use super::template_check::TemplateCheck;
use crate::finding::Finding;
use crate::project::Project;

/// All of them.
pub(super) struct Between<'c> {
    duplicates: Vec<Duplicate<'c>>,
    same: Vec<Same<'c>>,
    retired: Vec<StillDeclared<'c>>,
}

impl<'c> Between<'c> {
    pub(super) fn find(project: &'c Project, environment: Option<&str>, checks: &'c [TemplateCheck]) -> Self {
        Self {
            duplicates: duplicates::find(checks),
            same: same_content::find(checks),
            retired: retired::find(&project.file, environment, checks),
        }
    }

    /// The files that are needed to say where they are; some several times.
    pub(super) fn files(&self) -> impl Iterator<Item = usize> {
        let duplicates = self.duplicates.iter().flat_map(|fault| [fault.earlier, fault.later]);
        let same = self.same.iter().flat_map(|fault| [fault.earlier, fault.later]);
        duplicates.chain(same).chain(self.retired.iter().map(|fault| fault.index))
    }

    /// For each file with such faults its findings, in the order of files.
    pub(super) fn in_templates(&self, project: &Project) -> Vec<(usize, Finding)> {
        let duplicates = self.duplicates.iter().map(|fault| (fault.later, fault.finding(project)));
        let same = self.same.iter().map(|fault| (fault.later, fault.finding(project)));
        let mut findings: Vec<_> = duplicates.chain(same).collect();
        findings.sort_by_key(|(index, _)| *index);
        findings
    }

    /// Findings of the project file.
    pub(super) fn in_project_file(&self, project: &Project) -> Vec<Finding> {
        self.retired.iter().map(|fault| fault.finding(project)).collect()
    }
}
