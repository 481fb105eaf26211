//! What a command was asked to look at: a project, some paths of it, or a text that is not on the disk yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::discovery::Discovery;
use super::many;
use super::paths::expanded;
use super::place::{FILE_NAME, display_name, find, normal};
use super::{Loaded, MessageFile, Project, ProjectError, TemplateFile};
use crate::model::ProjectFile;
use crate::schema;

/// Most templates are shorter.
const USUAL_BYTES: usize = 8 * 1024;

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
    /// Texts that stand for files, by the files' paths.
    buffers: BTreeMap<PathBuf, Vec<u8>>,
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
        Ok(Self { current_dir, project_file, paths, buffers: BTreeMap::new() })
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
        Self { current_dir, project_file, paths, buffers: BTreeMap::from([(path, buffer.text)]) }
    }

    /// The whole project of a project file in a folder, and further files that its globs do not match.
    pub fn of_project(root: &Path, further: &[PathBuf]) -> Self {
        let root = normal(root);
        let whole = if further.is_empty() { None } else { Some(root.clone()) };
        let paths = whole.into_iter().chain(further.iter().map(|path| normal(path))).collect();
        let project_file = Some(root.join(FILE_NAME));
        Self { current_dir: root, project_file, paths, buffers: BTreeMap::new() }
    }

    /// One file that belongs to no project.
    pub fn of_file(path: &Path) -> Self {
        let path = normal(path);
        let current_dir = path.parent().unwrap_or(&path).to_owned();
        Self { current_dir, project_file: None, paths: vec![path], buffers: BTreeMap::new() }
    }

    /// Lets a text stand for a file, which need not exist; or the file for itself again.
    pub fn hold(&mut self, path: &Path, text: Option<Vec<u8>>) {
        match text {
            Some(text) => self.buffers.insert(normal(path), text),
            None => self.buffers.remove(&normal(path)),
        };
    }

    /// The text that stands for a file, by the name of the file in reports.
    pub fn text_of(&self, name: &str) -> Option<&[u8]> {
        self.buffers.get(&normal(&self.current_dir.join(name))).map(Vec::as_slice)
    }

    /// Whether a text stands for a file.
    pub fn holds(&self, path: &Path) -> bool {
        self.buffers.contains_key(path)
    }

    /// Reads the project.
    pub fn open(&self) -> Result<Project, ProjectError> {
        Ok(self.open_with(|_, file| (file, ()), &|_, _| {})?.0)
    }

    /// Reads the project, and shows each template to `look` as it comes, on every core; what that gives back is kept,
    /// in the order of the files. The project that `look` sees has no files yet. `done` hears now and then how many
    /// templates of how many are looked at, from any thread.
    pub fn open_with<C: Send>(
        &self,
        look: impl Fn(&Project, TemplateFile) -> (TemplateFile, C) + Sync,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<(Project, Vec<C>), ProjectError> {
        let document = self.document()?;
        let file = document.as_ref().and_then(|document| document.value.as_deref().cloned()).unwrap_or_default();
        let root = self.root().to_owned();
        let Found { templates: paths, messages } = self.found(&file)?;
        let messages = messages.iter().map(|path| self.message(path)).collect::<Result<_, _>>()?;
        let mut project = Project { root, is_whole: self.is_whole(), document, file, files: Vec::new(), messages };
        let look = |path: &PathBuf| Ok(look(&project, self.template(path)?));
        let all = paths.len();
        let looked = many::each(&paths, look, &|count| done(count, all));
        drop(paths);
        let (mut files, mut kept) = (Vec::with_capacity(all), Vec::with_capacity(all));
        for looked in looked {
            let (file, of_file) = looked?;
            files.push(file);
            kept.push(of_file);
        }
        project.files = files;
        Ok((project, kept))
    }

    /// Reads a template again that was [forgotten](Loaded::forget).
    pub fn read_again(&self, file: &mut TemplateFile) -> Result<(), ProjectError> {
        *file = self.template(&self.path_of(file))?;
        Ok(())
    }

    /// Reads a template by its path.
    pub fn template(&self, path: &Path) -> Result<TemplateFile, ProjectError> {
        let template = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::template_schema());
        Ok(template.at(display_name(path, self.root())))
    }

    /// Where a file of the project is.
    pub fn path_of<T>(&self, file: &Loaded<T>) -> PathBuf {
        normal(&self.root().join(&file.path))
    }

    /// Every file that opening the project reads, and is there.
    pub fn files(&self) -> Result<BTreeSet<PathBuf>, ProjectError> {
        let document = self.document()?;
        let file = document.and_then(|document| document.value).map(|file| *file).unwrap_or_default();
        let Found { templates, messages } = self.found(&file)?;
        Ok(templates.into_iter().chain(messages).chain(self.project_file.clone()).collect())
    }

    /// How a file is called in reports.
    pub fn name_of(&self, path: &Path) -> String {
        display_name(path, &self.current_dir)
    }

    /// The folder of the project file, or else the working directory.
    pub fn root(&self) -> &Path {
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

    /// The paths of the templates and messages, sorted: of a folder those that the globs find, a file whatever it is
    /// called. A file that the globs of messages find is no template, nor is one that was named and says that it is a
    /// message.
    fn found(&self, file: &ProjectFile) -> Result<Found, ProjectError> {
        let root = self.project_file.as_deref().and_then(Path::parent);
        let of_project = root.map(|root| Discovery::of_project(root, file.templates.as_deref()));
        let templates_within = |folder: &Path| match &of_project {
            Some(discovery) => discovery.files(folder),
            None => Discovery::of_folder(folder).files(folder),
        };
        let of_messages = root.zip(file.messages.as_deref()).map(|(root, globs)| Discovery::of_messages(root, globs));
        let messages_within =
            |place: &Path| of_messages.as_ref().map_or(Ok(Vec::new()), |discovery| discovery.files(place));
        let whole: Vec<PathBuf> = root.map(Path::to_owned).into_iter().collect();
        let paths = if self.paths.is_empty() { &whole } else { &self.paths };
        let mut found = Found::default();
        for path in paths {
            let messages: BTreeSet<PathBuf> = messages_within(path)?.into_iter().collect();
            if path.is_dir() {
                found.templates.extend(templates_within(path)?.into_iter().filter(|path| !messages.contains(path)));
                found.messages.extend(messages);
            } else if path.file_name().is_none_or(|name| name != FILE_NAME) {
                let is_message = !messages.is_empty() || says_message(&self.bytes(path).unwrap_or_default());
                let found = if is_message { &mut found.messages } else { &mut found.templates };
                found.push(path.clone());
            }
        }
        found.messages.extend(self.unsaved(of_messages.as_ref()));
        found.templates.extend(self.unsaved(of_project.as_ref()));
        let may_repeat = paths.len() > 1 || !self.buffers.is_empty();
        for found in [&mut found.templates, &mut found.messages].into_iter().filter(|_| may_repeat) {
            found.sort();
            found.dedup();
        }
        found.templates.retain(|path| found.messages.is_empty() || !found.messages.contains(path));
        Ok(found)
    }

    /// Reads a free-form message by its path.
    pub fn message(&self, path: &Path) -> Result<MessageFile, ProjectError> {
        let message = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::message_schema());
        Ok(message.at(display_name(path, self.root())))
    }

    /// Whether a file would be a template or a message of the project, were it there.
    pub fn would_find(&self, file: &ProjectFile, path: &Path) -> bool {
        let Some(root) = self.project_file.as_deref().and_then(Path::parent) else { return false };
        let messages = file.messages.as_deref().map(|globs| Discovery::of_messages(root, globs));
        Discovery::of_project(root, file.templates.as_deref()).would_find(path)
            || messages.is_some_and(|discovery| discovery.would_find(path))
    }

    /// What would be found, were it a file already.
    fn unsaved(&self, discovery: Option<&Discovery>) -> Vec<PathBuf> {
        let is_found = |path: &&PathBuf| discovery.is_some_and(|globs| globs.would_find(path)) && !path.exists();
        self.buffers.keys().filter(is_found).cloned().collect()
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ProjectError> {
        match self.buffers.get(path) {
            Some(text) => Ok(text.clone()),
            None => read(path).map_err(|error| ProjectError::Unreadable { path: path.to_owned(), error }),
        }
    }
}

/// The files of a project, by what they are.
#[derive(Default)]
struct Found {
    templates: Vec<PathBuf>,
    messages: Vec<PathBuf>,
}

/// Whether a text says of itself that it is a message: by its key `message_type`.
fn says_message(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"message_type:"))
}

/// Reads a file without asking for its length first: most are shorter than what is made room for.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    // A file by itself would ask for its length all the same.
    File::open(path)?.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}
