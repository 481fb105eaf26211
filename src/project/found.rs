//! The files of a project, by what they are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::ProjectError;
use super::discovery::Discovery;
use super::paths::Asked;
use super::place::{FILE_NAME, find};
use crate::model::ProjectFile;

/// What looking for files gave.
#[derive(Default)]
pub(super) struct Found {
    pub templates: Vec<PathBuf>,
    pub messages: Vec<PathBuf>,
    /// Files that a user named and that belong to other projects, as they were named, each with that project's file.
    pub foreign: Vec<(PathBuf, PathBuf)>,
    /// What could not be read, and what was asked for and gave nothing.
    pub amiss: Vec<ProjectError>,
}

/// Looks for the files of a project, or for loose files where there is none.
pub(super) struct Search<'s> {
    project_file: Option<&'s Path>,
    templates: Option<Discovery>,
    messages: Option<Discovery>,
}

impl<'s> Search<'s> {
    pub(super) fn of(project_file: Option<&'s Path>, file: &ProjectFile) -> Self {
        let root = project_file.and_then(Path::parent);
        Self {
            project_file,
            templates: root.map(|root| Discovery::of_project(root, file.templates.as_deref())),
            messages: root.zip(file.messages.as_deref()).map(|(root, globs)| Discovery::of_messages(root, globs)),
        }
    }

    /// Adds what was asked for: of a folder the files that the globs find, a file whatever it is called. A file that
    /// the globs of messages find is no template, nor is one that was named and says that it is a message.
    ///
    /// `hear` is told of each that may be a template at once: most are, and they can be read meanwhile.
    pub(super) fn add(
        &self,
        asked: &Asked,
        read: impl Fn(&Path) -> Vec<u8>,
        hear: &mut dyn FnMut(&Path),
        found: &mut Found,
    ) {
        let before = found.count();
        for path in &asked.paths {
            let messages = self.messages.as_ref().map(|discovery| discovery.files(path, &mut found.amiss));
            let messages: BTreeSet<PathBuf> = messages.into_iter().flatten().collect();
            if path.is_dir() {
                let templates = self.templates_within(path, &mut found.amiss, hear);
                found.templates.extend(templates.into_iter().filter(|path| !messages.contains(path)));
                found.messages.extend(messages);
            } else if let Some(project_file) = self.other_project(asked, path) {
                let named = asked.written.clone().filter(|_| asked.paths.len() == 1);
                found.foreign.push((named.unwrap_or_else(|| path.clone()), project_file));
            } else if path.file_name().is_none_or(|name| name != FILE_NAME) {
                let is_message = !messages.is_empty() || says_message(&read(path));
                let files = if is_message { &mut found.messages } else { &mut found.templates };
                files.push(path.clone());
                hear(path);
            }
        }
        if found.count() == before {
            found.amiss.extend(self.without_use(asked));
        }
    }

    /// Adds the files that the globs would find, were they there already.
    pub(super) fn add_unsaved<'f>(&self, files: impl Iterator<Item = &'f PathBuf>, found: &mut Found) {
        let would_find = |globs: &Option<Discovery>, path| globs.as_ref().is_some_and(|globs| globs.would_find(path));
        for path in files.filter(|path| !path.exists()) {
            if would_find(&self.messages, path) {
                found.messages.push(path.clone());
            }
            if would_find(&self.templates, path) {
                found.templates.push(path.clone());
            }
        }
    }

    /// Whether a file would be a template or a message of the project, were it there.
    pub(super) fn would_find(&self, path: &Path) -> bool {
        [&self.templates, &self.messages].into_iter().flatten().any(|globs| globs.would_find(path))
    }

    /// Whether the templates of a folder are found in their order.
    pub(super) fn is_in_order(&self) -> bool {
        self.templates.as_ref().is_none_or(Discovery::is_in_order)
    }

    fn templates_within(
        &self,
        folder: &Path,
        amiss: &mut Vec<ProjectError>,
        hear: &mut dyn FnMut(&Path),
    ) -> Vec<PathBuf> {
        match &self.templates {
            Some(discovery) => discovery.files_heard(folder, amiss, hear),
            None => Discovery::of_folder(folder).files_heard(folder, amiss, hear),
        }
    }

    /// The project file of another project, where that is the one that a named file belongs to.
    fn other_project(&self, asked: &Asked, path: &Path) -> Option<PathBuf> {
        asked.written.as_ref()?;
        find(path).filter(|file| self.project_file.is_none_or(|own| own != file) && !self.would_find(path))
    }

    /// Why what a user asked for gave nothing. The project itself may well be without templates yet, and its file is
    /// looked at in any case.
    fn without_use(&self, asked: &Asked) -> Option<ProjectError> {
        let written = asked.written.as_ref()?;
        let path = asked.paths.first()?;
        if self.project_file.is_some_and(|file| file.starts_with(path)) {
            return None;
        }
        match find(path).filter(|file| self.project_file.is_some_and(|own| own != file)) {
            Some(project_file) => Some(ProjectError::OfAnotherProject { path: written.clone(), project_file }),
            None => Some(ProjectError::NothingIn(written.clone())),
        }
    }
}

impl Found {
    /// How much it is, faults included.
    fn count(&self) -> usize {
        self.templates.len() + self.messages.len() + self.foreign.len() + self.amiss.len()
    }

    /// Each file once, by path.
    pub(super) fn sort(&mut self) {
        for files in [&mut self.templates, &mut self.messages] {
            files.sort();
            files.dedup();
        }
    }

    /// Names each place that cannot be read once, however many globs lead there.
    pub(super) fn name_once(&mut self) {
        let mut seen = BTreeSet::new();
        self.amiss.retain(|error| match error {
            ProjectError::Unreadable { path, .. } => seen.insert(path.clone()),
            _ => true,
        });
    }
}

/// Whether a text says of itself that it is a message: by its key `message_type`.
fn says_message(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"message_type:"))
}
