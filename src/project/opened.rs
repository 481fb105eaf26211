//! An opened project: its file and its templates.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::discovery::Discovery;
use super::place::{FILE_NAME, display_name, find, normal};
use super::{Loaded, ProjectError};
use crate::model::{ProjectFile, Template};
use crate::schema;

/// One template file, read.
pub type TemplateFile = Loaded<Template>;

/// A project, or loose files that belong to none.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the project file; of loose files, the working directory.
    pub root: PathBuf,
    /// The project file, where there is one.
    pub document: Option<Loaded<ProjectFile>>,
    /// What the project file says; nothing, where there is none.
    pub file: ProjectFile,
    /// The templates, by path.
    pub files: Vec<TemplateFile>,
}

impl Project {
    /// Opens the project around a folder, with the templates in or at `paths`; with all of them if `paths` is empty.
    ///
    /// The project file is looked for from the folder upwards, and then from the first path upwards. Without one,
    /// `paths` say what to read.
    pub fn open(current_dir: &Path, paths: &[PathBuf]) -> Result<Self, ProjectError> {
        if let Some(missing) = paths.iter().find(|path| !current_dir.join(path).exists()) {
            return Err(ProjectError::NoSuchPath(missing.clone()));
        }
        let paths: Vec<PathBuf> = paths.iter().map(|path| normal(&current_dir.join(path))).collect();
        let file = find(current_dir).or_else(|| find(paths.first()?.as_path()));
        match file {
            Some(file) => Self::of_file(&file, current_dir, &paths),
            None if paths.is_empty() => Err(ProjectError::NotFound(current_dir.to_owned())),
            None => Self::loose(current_dir, &paths),
        }
    }

    /// The levels, values and environments of the project file may be missing: something in it is wrong.
    pub fn is_doubtful(&self) -> bool {
        self.document.as_ref().is_some_and(|document| document.value.is_none() || !document.holes.is_empty())
    }

    fn of_file(file: &Path, current_dir: &Path, paths: &[PathBuf]) -> Result<Self, ProjectError> {
        let root = file.parent().unwrap_or(current_dir).to_owned();
        let bytes = read(file)?;
        let document: Loaded<ProjectFile> =
            Loaded::of(&display_name(file, current_dir), &bytes, schema::project_schema());
        let settings = document.value.clone().unwrap_or_default();
        let discovery = Discovery::of_project(&root, settings.templates.as_deref());
        let whole = [root.clone()];
        let paths = if paths.is_empty() { &whole } else { paths };
        let files = templates(|folder| discovery.files(folder), paths, current_dir)?;
        Ok(Self { root, document: Some(document), file: settings, files })
    }

    fn loose(current_dir: &Path, paths: &[PathBuf]) -> Result<Self, ProjectError> {
        let files = templates(|folder| Discovery::of_folder(folder).files(folder), paths, current_dir)?;
        Ok(Self { root: current_dir.to_owned(), document: None, file: ProjectFile::default(), files })
    }
}

/// The templates at the paths, by path: of a folder those that `within` finds, a file whatever it is called.
fn templates(
    within: impl Fn(&Path) -> Result<Vec<PathBuf>, ProjectError>,
    paths: &[PathBuf],
    current_dir: &Path,
) -> Result<Vec<TemplateFile>, ProjectError> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            found.extend(within(path)?);
        } else if path.file_name().is_none_or(|name| name != FILE_NAME) {
            found.insert(path.clone());
        }
    }
    let schema = schema::template_schema();
    found.iter().map(|path| template(path, current_dir, schema)).collect()
}

fn template(path: &Path, current_dir: &Path, schema: &Value) -> Result<TemplateFile, ProjectError> {
    Ok(Loaded::of(&display_name(path, current_dir), &read(path)?, schema))
}

fn read(path: &Path) -> Result<Vec<u8>, ProjectError> {
    fs::read(path).map_err(|error| ProjectError::Unreadable { path: path.to_owned(), error })
}
