//! What a command was asked to look at: a project, some paths of it, or a text that is not on the disk yet.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::found::{Found, Search};
use super::many;
use super::paths::{Asked, expanded};
use super::place::{FILE_NAME, display_name, find, normal};
use super::{Loaded, MessageFile, Opened, Project, ProjectError, TemplateFile};
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
    asked: Vec<Asked>,
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
        let asked = expanded(paths, &current_dir)?;
        let project_file = find(&current_dir).or_else(|| find(asked.first()?.paths.first()?));
        if project_file.is_none() && asked.is_empty() {
            return Err(ProjectError::NotFound(current_dir));
        }
        Ok(Self { current_dir, project_file, asked, buffers: BTreeMap::new() })
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
        let asked = Asked::by_nobody(paths);
        Self { current_dir, project_file, asked, buffers: BTreeMap::from([(path, buffer.text)]) }
    }

    /// The whole project of a project file in a folder, and further files that its globs do not match.
    pub fn of_project(root: &Path, further: &[PathBuf]) -> Self {
        let root = normal(root);
        let whole = if further.is_empty() { None } else { Some(root.clone()) };
        let asked = Asked::by_nobody(whole.into_iter().chain(further.iter().map(|path| normal(path))).collect());
        let project_file = Some(root.join(FILE_NAME));
        Self { current_dir: root, project_file, asked, buffers: BTreeMap::new() }
    }

    /// One file that belongs to no project.
    pub fn of_file(path: &Path) -> Self {
        let path = normal(path);
        let current_dir = path.parent().unwrap_or(&path).to_owned();
        Self { current_dir, project_file: None, asked: Asked::by_nobody(vec![path]), buffers: BTreeMap::new() }
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

    /// Reads the project, all of it or nothing.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, or a path that was asked for and gives nothing.
    pub fn open(&self) -> Result<Project, ProjectError> {
        Ok(self.open_with(|_, file| (file, ()), &|_, _| {})?.complete()?.0)
    }

    /// Reads the project as far as it can be read, and shows each template to `look` as it comes, on every core; what
    /// that gives back is kept, in the order of the files. The project that `look` sees has neither templates nor
    /// messages yet. `done` hears now and then how many templates are looked at, of how many that are found so far, from
    /// any thread.
    ///
    /// # Errors
    ///
    /// The project file cannot be read.
    pub fn open_with<C: Send>(
        &self,
        look: impl Fn(&Project, TemplateFile) -> (TemplateFile, C) + Sync,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Opened<C>, ProjectError> {
        let document = self.document()?;
        let file = document.as_ref().and_then(|document| document.value.as_deref().cloned()).unwrap_or_default();
        let root = self.root().to_owned();
        let mut project =
            Project { root, is_whole: self.is_whole(), document, file, files: Vec::new(), messages: Vec::new() };
        let (found, looked) = many::each_found(
            |finds| self.found(&project.file, &mut |path| finds.add(path.to_owned())),
            |path: &PathBuf| Ok(look(&project, self.template(path)?)),
            done,
        );
        let Found { templates, messages: message_paths, foreign, mut amiss } = found;
        amiss.extend(
            foreign.into_iter().map(|(path, project_file)| ProjectError::OfAnotherProject { path, project_file }),
        );
        let mut messages = Vec::with_capacity(message_paths.len());
        for read in message_paths.iter().map(|path| self.message(path)) {
            read.map_or_else(|error| amiss.push(error), |message| messages.push(message));
        }
        let (mut files, mut kept) = (Vec::with_capacity(templates.len()), Vec::with_capacity(templates.len()));
        // Of what was heard of, a few are no templates after all, or are known by another name.
        let mut templates = templates.iter().peekable();
        for (_, looked) in looked.filter(|(heard, _)| templates.next_if(|path| *path == heard).is_some()) {
            match looked {
                Ok((file, of_file)) => {
                    files.push(file);
                    kept.push(of_file);
                }
                Err(error) => amiss.push(error),
            }
        }
        project.messages = messages;
        project.files = files;
        project.is_whole &= amiss.is_empty();
        Ok(Opened { project, kept, amiss })
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
    ///
    /// # Errors
    ///
    /// A folder that cannot be read, or a path that was asked for and gives nothing.
    pub fn files(&self) -> Result<BTreeSet<PathBuf>, ProjectError> {
        let (files, amiss) = self.files_there()?;
        amiss.into_iter().next().map_or(Ok(files), Err)
    }

    /// The same as far as there are any, with what is amiss.
    ///
    /// # Errors
    ///
    /// The project file cannot be read.
    pub fn files_there(&self) -> Result<(BTreeSet<PathBuf>, Vec<ProjectError>), ProjectError> {
        let document = self.document()?;
        let file = document.and_then(|document| document.value).map(|file| *file).unwrap_or_default();
        let Found { templates, messages, foreign, amiss } = self.found(&file, &mut |_| {});
        let foreign = foreign.into_iter().map(|(path, _)| normal(&self.current_dir.join(path)));
        let files = templates.into_iter().chain(messages).chain(foreign).chain(self.project_file.clone());
        Ok((files.collect(), amiss))
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
        let mut paths = self.asked.iter().flat_map(|asked| &asked.paths).peekable();
        self.project_file.is_some() && (paths.peek().is_none() || paths.any(|path| root.starts_with(path)))
    }

    fn document(&self) -> Result<Option<Loaded<ProjectFile>>, ProjectError> {
        let Some(path) = &self.project_file else { return Ok(None) };
        let document = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::project_schema());
        Ok(Some(document.at(display_name(path, self.root()))))
    }

    /// The paths of the templates and messages, sorted. `hear` is told of all templates in their order, as early as may
    /// be, and of some that are none after all.
    fn found(&self, file: &ProjectFile, hear: &mut dyn FnMut(&Path)) -> Found {
        let search = Search::of(self.project_file.as_deref(), file);
        let root = self.project_file.as_deref().and_then(Path::parent);
        let whole = Asked::by_nobody(root.map(Path::to_owned).into_iter().collect());
        let all = if self.asked.is_empty() { &whole } else { &self.asked };
        let mut found = Found::default();
        let paths: usize = all.iter().map(|asked| asked.paths.len()).sum();
        let needs_sorting = paths > 1 || !self.buffers.is_empty();
        let is_in_order = !needs_sorting && search.is_in_order();
        for asked in all {
            let mut hear_early = |path: &Path| {
                if is_in_order {
                    hear(path);
                }
            };
            search.add(asked, |path| self.bytes(path).unwrap_or_default(), &mut hear_early, &mut found);
        }
        search.add_unsaved(self.buffers.keys(), &mut found);
        if needs_sorting {
            found.sort();
        }
        found.name_once();
        let Found { templates, messages, .. } = &mut found;
        templates.retain(|path| messages.is_empty() || !messages.contains(path));
        if !is_in_order {
            templates.iter().for_each(|path| hear(path));
        }
        found
    }

    /// Reads a free-form message by its path.
    pub fn message(&self, path: &Path) -> Result<MessageFile, ProjectError> {
        let message = Loaded::of(&self.name_of(path), &self.bytes(path)?, schema::message_schema());
        Ok(message.at(display_name(path, self.root())))
    }

    /// Whether a file would be a template or a message of the project, were it there.
    pub fn would_find(&self, file: &ProjectFile, path: &Path) -> bool {
        Search::of(self.project_file.as_deref(), file).would_find(path)
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, ProjectError> {
        match self.buffers.get(path) {
            Some(text) => Ok(text.clone()),
            None => read(path).map_err(|error| ProjectError::Unreadable { path: path.to_owned(), error }),
        }
    }
}

/// Reads a file without asking for its length first: most are shorter than what is made room for.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    // A file by itself would ask for its length all the same.
    File::open(path)?.take(u64::MAX).read_to_end(&mut bytes)?;
    Ok(bytes)
}
