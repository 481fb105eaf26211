//! What a command was asked to look at: a project, some paths of it, or a text that is not on the disk yet.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::discovery::Discovery;
use super::paths::expanded;
use super::place::{FILE_NAME, display_name, find, normal};
use super::{Loaded, Project, ProjectError, TemplateFile};
use crate::model::ProjectFile;
use crate::schema;

/// A text that stands for a file: what an editor holds and has not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buffer {
    /// The file, which need not exist.
    pub path: PathBuf,
    /// Its text.
    pub text: Vec<u8>,
}

/// A project that is found but not read yet, or loose files that belong to none.
#[derive(Clone, Debug)]
pub struct Selection {
    current_dir: PathBuf,
    project_file: Option<PathBuf>,
    paths: Vec<PathBuf>,
    buffer: Option<Buffer>,
}

impl Selection {
    /// The project around a folder, with the templates in or at `paths`; with all of them if `paths` is empty.
    ///
    /// The project file is looked for from the folder upwards, and then from the first path upwards. Without one,
    /// `paths` say what to read. A path that does not exist may be a glob.
    pub fn of(current_dir: &Path, paths: &[PathBuf]) -> Result<Self, ProjectError> {
        let current_dir = normal(current_dir);
        let paths = expanded(paths, &current_dir)?;
        let project_file = find(&current_dir).or_else(|| find(paths.first()?.as_path()));
        if project_file.is_none() && paths.is_empty() {
            return Err(ProjectError::NotFound(current_dir));
        }
        Ok(Self { current_dir, project_file, paths, buffer: None })
    }

    /// The whole project around a file whose text is given; without a project, that file alone.
    ///
    /// The project file is looked for from the file upwards first: an editor may have been started anywhere.
    pub fn around(current_dir: &Path, buffer: Buffer) -> Self {
        let current_dir = normal(current_dir);
        let path = normal(&current_dir.join(&buffer.path));
        let project_file = match path.file_name() {
            Some(name) if name == FILE_NAME => Some(path.clone()),
            _ => find(&path).or_else(|| find(&current_dir)),
        };
        let root = project_file.as_deref().and_then(Path::parent).map(Path::to_owned);
        let paths = root.into_iter().chain([path.clone()]).collect();
        Self { current_dir, project_file, paths, buffer: Some(Buffer { path, ..buffer }) }
    }

    /// Reads the project.
    pub fn open(&self) -> Result<Project, ProjectError> {
        let document = self.document()?;
        let file = document.as_ref().and_then(|document| document.value.clone()).unwrap_or_default();
        let root = self.root().to_owned();
        let files = self.templates(&file)?;
        let files = files.iter().map(|path| self.template(path)).collect::<Result<_, _>>()?;
        Ok(Project { root, is_whole: self.is_whole(), document, file, files })
    }

    /// Every file that opening the project reads, and is there.
    pub fn files(&self) -> Result<BTreeSet<PathBuf>, ProjectError> {
        let document = self.document()?;
        let file = document.and_then(|document| document.value).unwrap_or_default();
        let mut files = self.templates(&file)?;
        files.extend(self.project_file.clone());
        Ok(files)
    }

    /// How a file is called in reports.
    pub fn name_of(&self, path: &Path) -> String {
        display_name(path, &self.current_dir)
    }

    /// The folder of the project file, or else the working directory.
    fn root(&self) -> &Path {
        self.project_file.as_deref().and_then(Path::parent).unwrap_or(&self.current_dir)
    }

    /// Whether all templates of a project are read.
    fn is_whole(&self) -> bool {
        let root = self.root();
        self.project_file.is_some() && (self.paths.is_empty() || self.paths.iter().any(|path| root.starts_with(path)))
    }

    fn document(&self) -> Result<Option<Loaded<ProjectFile>>, ProjectError> {
        let Some(path) = &self.project_file else { return Ok(None) };
        let document = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::project_schema());
        Ok(Some(document.at(display_name(path, self.root()))))
    }

    /// The paths of the templates, sorted: of a folder those that the globs find, a file whatever it is called.
    fn templates(&self, file: &ProjectFile) -> Result<BTreeSet<PathBuf>, ProjectError> {
        let root = self.project_file.as_deref().and_then(Path::parent);
        let of_project = root.map(|root| Discovery::of_project(root, file.templates.as_deref()));
        let within = |folder: &Path| match &of_project {
            Some(discovery) => discovery.files(folder),
            None => Discovery::of_folder(folder).files(folder),
        };
        let whole: Vec<PathBuf> = root.map(Path::to_owned).into_iter().collect();
        let mut found = BTreeSet::new();
        for path in if self.paths.is_empty() { &whole } else { &self.paths } {
            if path.is_dir() {
                found.extend(within(path)?);
            } else if path.file_name().is_none_or(|name| name != FILE_NAME) {
                found.insert(path.clone());
            }
        }
        Ok(found)
    }

    fn template(&self, path: &Path) -> Result<TemplateFile, ProjectError> {
        let template = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::template_schema());
        Ok(template.at(display_name(path, self.root())))
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ProjectError> {
        match &self.buffer {
            Some(buffer) if buffer.path == path => Ok(buffer.text.clone()),
            _ => fs::read(path).map_err(|error| ProjectError::Unreadable { path: path.to_owned(), error }),
        }
    }
}
