//! An opened project: its file and its templates.

use std::path::{Path, PathBuf};

use super::{Loaded, ProjectError, Selection};
use crate::model::{Message, ProjectFile, Template};

/// One template file, read.
pub type TemplateFile = Loaded<Template>;

/// One file of a free-form message, read.
pub type MessageFile = Loaded<Message>;

/// A project, or loose files that belong to none.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the project file; of loose files, the working directory.
    pub root: PathBuf,
    /// All templates of a project are among the files, not only some that were asked for.
    pub is_whole: bool,
    /// The project file, where there is one.
    pub document: Option<Loaded<ProjectFile>>,
    /// What the project file says; nothing, where there is none.
    pub file: ProjectFile,
    /// The templates, by path.
    pub files: Vec<TemplateFile>,
    /// The free-form messages, by path.
    pub messages: Vec<MessageFile>,
}

/// A project as far as it could be read.
pub struct Opened<C> {
    /// The project. It is not whole where something is amiss.
    pub project: Project,
    /// What was kept of each template.
    pub kept: Vec<C>,
    /// What could not be read, and which paths that were asked for gave nothing.
    pub amiss: Vec<ProjectError>,
}

impl<C> Opened<C> {
    /// The project and what was kept, if nothing is amiss.
    pub fn complete(self) -> Result<(Project, Vec<C>), ProjectError> {
        self.amiss.into_iter().next().map_or(Ok((self.project, self.kept)), Err)
    }
}

impl Project {
    /// Opens what [`Selection::of`] finds.
    pub fn open(current_dir: &Path, paths: &[PathBuf]) -> Result<Self, ProjectError> {
        Selection::of(current_dir, paths)?.open()
    }

    /// The levels, values and environments of the project file may be missing: something in it is wrong.
    pub fn is_doubtful(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.value.is_none() || !document.holes.is_empty())
    }
}
