//! Which files are templates: by the globs of the project file, minding `.gitignore`.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::Glob;
use ignore::WalkBuilder;

use super::ProjectError;
use super::matcher::Matcher;
use super::place::{FILE_NAME, below, normal, relative};
use crate::model::glob::file_glob;

/// The globs of a project that names none.
pub const DEFAULT_GLOBS: &[&str] = &["templates/**/*.yaml"];
/// The globs of a folder that belongs to no project.
const LOOSE_GLOBS: &[&str] = &["**/*.yaml", "**/*.yml"];

/// Globs relative to a folder.
pub(super) struct Discovery {
    root: PathBuf,
    globs: Vec<Glob>,
    /// Folders match too.
    folders: bool,
}

impl Discovery {
    /// The templates of a project. A glob that is none matches nothing: a rule reports it.
    pub(super) fn of_project(root: &Path, globs: Option<&[String]>) -> Self {
        match globs {
            Some(globs) => Self::of(root, globs.iter().map(String::as_str)),
            None => Self::of(root, DEFAULT_GLOBS.iter().copied()),
        }
    }

    /// The free-form messages of a project.
    pub(super) fn of_messages(root: &Path, globs: &[String]) -> Self {
        Self::of(root, globs.iter().map(String::as_str))
    }

    /// Every YAML file of a folder.
    pub(super) fn of_folder(root: &Path) -> Self {
        Self::of(root, LOOSE_GLOBS.iter().copied())
    }

    /// What matches a glob below a folder, folders included.
    pub(super) fn of_glob(root: &Path, glob: &str) -> Self {
        Self { folders: true, ..Self::of(root, [glob].into_iter()) }
    }

    fn of<'a>(root: &Path, globs: impl Iterator<Item = &'a str>) -> Self {
        let globs = globs.filter_map(|glob| file_glob(glob).ok()).collect();
        Self { root: normal(root), globs, folders: false }
    }

    /// The matching files in or at `within`, sorted, each once however often it is linked. What cannot be read is added
    /// to `amiss`.
    pub(super) fn files(&self, within: &Path, amiss: &mut Vec<ProjectError>) -> Vec<PathBuf> {
        self.files_heard(within, amiss, &mut |_| {})
    }

    /// The same; `hear` is told of all of them as they are found, and of links to them.
    pub(super) fn files_heard(
        &self,
        within: &Path,
        amiss: &mut Vec<ProjectError>,
        hear: &mut dyn FnMut(&Path),
    ) -> Vec<PathBuf> {
        let matcher = Matcher::of(&self.globs);
        let (mut found, mut has_links) = (Vec::new(), false);
        let starts = self.starts();
        let mut add = |path: PathBuf| {
            hear(&path);
            found.push(path);
        };
        for start in &starts {
            // Only where both overlap can there be a match inside both.
            let start = match (start.starts_with(within), within.starts_with(start)) {
                (true, _) => start.as_path(),
                (false, true) => within,
                (false, false) => continue,
            };
            if start.exists() {
                has_links |= is_link(start, within) | self.walk(start, &matcher, &mut add, amiss);
            }
        }
        if starts.len() > 1 {
            found.sort();
            found.dedup();
        }
        if !has_links {
            return found;
        }
        let mut seen = BTreeSet::new();
        found.into_iter().filter(|file| seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone()))).collect()
    }

    /// Whether all matches lie below one folder, so that they are found in their order.
    pub(super) fn is_in_order(&self) -> bool {
        self.starts().len() == 1
    }

    /// Whether a file would be among the matches, were it there.
    pub(super) fn would_find(&self, path: &Path) -> bool {
        let is_named = path.file_name().is_some_and(|name| name != FILE_NAME);
        is_named && below(path, &self.root).is_some_and(|below| Matcher::of(&self.globs).is_match(Path::new(below)))
    }

    /// The folders in which each glob's matches lie: what stands before its first wildcard.
    fn starts(&self) -> BTreeSet<PathBuf> {
        let before_wildcard = |glob: &Glob| {
            let literal = glob.glob().split('/').take_while(|part| !part.contains(['*', '?', '[', '{', '\\']));
            literal.fold(self.root.clone(), |folder, part| folder.join(part))
        };
        self.globs.iter().map(|glob| normal(&before_wildcard(glob))).collect()
    }

    /// Adds the matches below a folder, sorted, and says whether there is a link among what was walked.
    fn walk(
        &self,
        start: &Path,
        matcher: &Matcher,
        add: &mut dyn FnMut(PathBuf),
        amiss: &mut Vec<ProjectError>,
    ) -> bool {
        let mut has_links = false;
        let mut walk = WalkBuilder::new(start);
        // What a user has set for all repositories must not decide what is deployed from this one.
        walk.git_global(false).ignore(false).follow_links(true).sort_by_file_path(by_bytes);
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if is_harmless(&error) => continue,
                Err(error) => {
                    amiss.push(unreadable(start, &error));
                    continue;
                }
            };
            has_links |= entry.path_is_symlink();
            let matches = match below(entry.path(), &self.root) {
                Some(below) => matcher.is_match(Path::new(below)),
                None => matcher.is_match(&relative(entry.path(), &self.root)),
            };
            let fits = entry.file_type().is_some_and(|kind| kind.is_file() || (self.folders && kind.is_dir()));
            if matches && fits && !is_project_file(entry.path()) {
                add(entry.into_path());
            }
        }
        has_links
    }
}

/// In one folder this is the order of the names, without taking the paths apart.
fn by_bytes(one: &Path, other: &Path) -> Ordering {
    one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes())
}

fn is_project_file(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(FILE_NAME.as_bytes())
        && path.file_name().is_some_and(|name| name == FILE_NAME)
}

/// Whether a link leads from one folder down to another.
fn is_link(folder: &Path, below: &Path) -> bool {
    folder.ancestors().take_while(|folder| folder.starts_with(below)).any(Path::is_symlink)
}

/// A link that leads back to where it lies, or nowhere, hides nothing.
fn is_harmless(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_harmless(err),
        ignore::Error::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn unreadable(start: &Path, error: &ignore::Error) -> ProjectError {
    let path = match error {
        ignore::Error::WithDepth { err, .. } => path_of(err),
        other => path_of(other),
    };
    // The walk's own words would name the path a second time.
    let reason = error.io_error().map(|error| error.kind().into());
    let error = reason.unwrap_or_else(|| std::io::Error::other(error.to_string()));
    ProjectError::Unreadable { path: path.unwrap_or(start).to_owned(), error }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        _ => None,
    }
}
