//! Faults that only several files together have: found with little knowledge of each file, said with the files at hand.

use super::apart::{self, Apart};
use super::duplicates::{self, Duplicate};
use super::retired::{self, StillDeclared};
use super::same_content::{self, Same};
use super::template_check::TemplateCheck;
use super::unmatched;
use crate::finding::{At, Finding};
use crate::project::Project;

/// A fault of two templates, said in the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Across {
    /// The index of the later file.
    pub file: usize,
    /// What is said there.
    pub finding: Finding,
    /// The index of the earlier file, and the place in it.
    pub other: (usize, At),
}

/// All of them.
pub(super) struct Between<'c> {
    duplicates: Vec<Duplicate<'c>>,
    apart: Vec<Apart<'c>>,
    same: Vec<Same<'c>>,
    retired: Vec<StillDeclared<'c>>,
}

impl<'c> Between<'c> {
    pub(super) fn find(project: &'c Project, environment: Option<&str>, checks: &'c [TemplateCheck]) -> Self {
        Self {
            duplicates: duplicates::find(checks),
            apart: apart::find(checks),
            same: same_content::find(checks),
            retired: retired::find(&project.file, environment, checks),
        }
    }

    /// The files that are needed to say where they are; some several times.
    pub(super) fn files(&self) -> impl Iterator<Item = usize> {
        let duplicates = self.duplicates.iter().flat_map(|fault| [fault.earlier, fault.later]);
        let same = self.same.iter().flat_map(|fault| [fault.earlier, fault.later]);
        let apart = self.apart.iter().flat_map(|fault| [fault.earlier, fault.later]);
        duplicates.chain(same).chain(apart).chain(self.retired.iter().map(|fault| fault.index))
    }

    /// The faults of templates, in the order of the files that they are said in.
    pub(super) fn in_templates(&self, project: &Project) -> Vec<Across> {
        let duplicates = self.duplicates.iter().map(|fault| fault.across(project));
        let apart = self.apart.iter().filter_map(|fault| fault.across(project));
        let mut all: Vec<_> =
            duplicates.chain(apart).chain(self.same.iter().map(|fault| fault.across(project))).collect();
        all.sort_by_key(|across| across.file);
        all
    }

    /// Findings of the project file.
    pub(super) fn in_project_file(&self, project: &Project) -> Vec<Finding> {
        let retired = self.retired.iter().map(|fault| fault.finding(project));
        retired.chain(unmatched::findings(project)).collect()
    }
}
