//! What the committed versions of a template file said.

use indexmap::IndexMap;

use crate::cli::Output;
use crate::git::Repository;
use crate::model::Variant;
use crate::plan::desired;
use crate::project::{Loaded, Project, TemplateFile};
use crate::schema::template_schema;

/// The committed versions of a project's files, as variants of one environment.
pub(super) struct Versions<'a> {
    project: &'a Project,
    values: &'a IndexMap<String, String>,
    repository: Option<Repository>,
}

impl<'a> Versions<'a> {
    /// Looks for the repository; says where a history is missing or cut off.
    pub(super) fn of(project: &'a Project, values: &'a IndexMap<String, String>, output: &Output) -> Self {
        let repository = Repository::around(&project.root);
        match &repository {
            Ok(repository) if repository.is_shallow().unwrap_or(false) => output.talk(
                "this clone has not the whole history, so an older version of a file may look like an edit at the \
                 console\n  help: `git fetch --unshallow`, in CI `fetch-depth: 0`",
            ),
            Ok(_) => {}
            Err(error) => output.talk(&format!("{error}: nobody can tell here who moved what differs")),
        }
        Self { project, values, repository: repository.ok() }
    }

    /// The variants of each committed version of a file; `None` where there is no history to ask.
    pub(super) fn of_file(&self, name: &str) -> Option<Vec<Vec<Variant>>> {
        let repository = self.repository.as_ref()?;
        let file = self.project.files.iter().find(|file| file.source.name == name)?;
        let versions = repository.versions(&self.project.root.join(&file.path)).ok()?;
        Some(versions.iter().map(|bytes| self.variants(name, bytes)).collect())
    }

    fn variants(&self, name: &str, bytes: &[u8]) -> Vec<Variant> {
        let file: TemplateFile = Loaded::of(name, bytes, template_schema());
        desired(&[file], self.values).into_iter().map(|desired| desired.variant).collect()
    }
}
