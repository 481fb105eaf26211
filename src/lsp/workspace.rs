//! The projects that are open: those of the editor's folders, those around its documents, and documents that belong to
//! none. Decides which project a file belongs to, and looks again at what has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::address::is_on_disk;
use super::documents::Documents;
use crate::lint::Live;
use crate::project::{FILE_NAME, ProjectError, Selection};
use crate::rules::Facts;

/// Keys that tell a template, two of them, where no project says what one is.
const TELLING_KEYS: &[&str] = &["name:", "category:", "languages:"];
/// The key that tells a free-form message.
const MESSAGE_KEY: &str = "message_type:";
/// What the first line of a template may name.
const SCHEMA_FILE: &str = "template.schema.json";

/// What belongs together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// A project, by its folder.
    Project(PathBuf),
    /// A file that belongs to no project.
    File(PathBuf),
}

/// A home that is open.
struct Opened {
    live: Live,
    /// Documents of a project that its globs do not match.
    further: BTreeSet<PathBuf>,
}

/// Everything that is open.
#[derive(Default)]
pub(super) struct Workspace {
    folders: BTreeSet<PathBuf>,
    facts: Facts,
    homes: BTreeMap<Home, Opened>,
    /// Files whose text may have changed.
    dirty: BTreeSet<PathBuf>,
    /// Files may belong elsewhere than before.
    is_unsettled: bool,
    /// What went wrong, to be told.
    troubles: BTreeSet<String>,
    /// What was told before: once is enough while somebody types.
    told: BTreeSet<String>,
}

impl Workspace {
    pub(super) fn new(folders: impl IntoIterator<Item = PathBuf>, facts: Facts) -> Self {
        Self { folders: folders.into_iter().collect(), facts, is_unsettled: true, ..Self::default() }
    }

    /// Folders were opened and closed.
    pub(super) fn change_folders(&mut self, opened: impl IntoIterator<Item = PathBuf>, closed: &[PathBuf]) {
        self.folders.retain(|folder| !closed.contains(folder));
        self.folders.extend(opened);
        self.is_unsettled = true;
    }

    /// A document was opened or closed, or a file came or went.
    pub(super) fn came_or_went(&mut self, path: &Path) {
        self.is_unsettled = true;
        self.changed(path);
    }

    /// A text has changed.
    pub(super) fn changed(&mut self, path: &Path) {
        self.is_unsettled |= path.file_name().is_some_and(|name| name == FILE_NAME);
        self.dirty.insert(path.to_owned());
    }

    /// Begins anew: what is known may be wrong.
    pub(super) fn begin_again(&mut self) {
        self.is_unsettled = true;
        self.homes.clear();
    }

    /// The open project that a file belongs to, or the file alone.
    pub(super) fn live(&self, path: &Path) -> Option<&Live> {
        self.homes.values().map(|opened| &opened.live).find(|live| live.has(path))
    }

    /// As [`Self::live`], to read templates in.
    pub(super) fn live_mut(&mut self, path: &Path) -> Option<&mut Live> {
        self.homes.values_mut().map(|opened| &mut opened.live).find(|live| live.has(path))
    }

    /// What went wrong since somebody asked last.
    pub(super) fn troubles(&mut self) -> BTreeSet<String> {
        let troubles = std::mem::take(&mut self.troubles);
        troubles.into_iter().filter(|trouble| self.told.insert(trouble.clone())).collect()
    }

    /// Looks at everything that has changed, and gives the files whose findings may have.
    pub(super) fn settle(&mut self, documents: &Documents) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let dirty = std::mem::take(&mut self.dirty);
        self.is_unsettled |=
            dirty.iter().any(|path| self.live(path).is_none() && self.may_be_template(path, documents));
        if std::mem::take(&mut self.is_unsettled) {
            files.extend(self.arrange(documents));
        }
        for opened in self.homes.values_mut() {
            let here: BTreeSet<PathBuf> = dirty.iter().filter(|path| concerns(path, &opened.live)).cloned().collect();
            if here.is_empty() {
                continue;
            }
            for path in &here {
                opened.live.hold(path, documents.get(path).map(|document| document.source.text.clone().into_bytes()));
            }
            match opened.live.look_again(&here) {
                Ok(changed) => files.extend(changed),
                Err(error) => drop(self.troubles.insert(error.to_string())),
            }
        }
        files
    }

    /// Opens what somebody looks at now, and closes what nobody does. Gives the files that are in other hands.
    fn arrange(&mut self, documents: &Documents) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let wanted = self.wanted(documents);
        let known = std::mem::take(&mut self.homes);
        let (kept, closed): (BTreeMap<_, _>, _) = known.into_iter().partition(|(home, _)| wanted.contains(home));
        self.homes = kept;
        files.extend(closed.into_values().flat_map(|opened: Opened| opened.live.files().collect::<Vec<_>>()));
        for home in wanted {
            let opened = self.homes.remove(&home);
            match self.opened(&home, opened, documents, &mut files) {
                Ok(opened) => drop(self.homes.insert(home, opened)),
                Err(error) => drop(self.troubles.insert(error.to_string())),
            }
        }
        files
    }

    fn wanted(&self, documents: &Documents) -> BTreeSet<Home> {
        let of_folders = self.folders.iter().filter_map(|folder| project_around(folder, documents)).map(Home::Project);
        let of_documents = documents.all().filter_map(|(path, document)| {
            let root = path.parent().and_then(|folder| project_around(folder, documents));
            let alone = || looks_like_template(&document.source.text).then(|| Home::File(path.clone()));
            root.map(Home::Project).or_else(alone)
        });
        of_folders.chain(of_documents).collect()
    }

    /// A home as it is to be: with the further documents of its project.
    fn opened(
        &self,
        home: &Home,
        opened: Option<Opened>,
        documents: &Documents,
        files: &mut BTreeSet<PathBuf>,
    ) -> Result<Opened, ProjectError> {
        let mut opened = match opened {
            Some(opened) => opened,
            None => self.open(home, BTreeSet::new(), documents, files)?,
        };
        let Home::Project(root) = home else { return Ok(opened) };
        let is_further = |path: &PathBuf, text: &str| {
            let is_here = path.parent().and_then(|folder| project_around(folder, documents)).as_ref() == Some(root);
            let is_known = opened.live.has(path) && !opened.further.contains(path);
            is_here && !is_known && path.file_name().is_some_and(|name| name != FILE_NAME) && looks_like_template(text)
        };
        let further = documents.all().filter(|(path, document)| is_further(path, &document.source.text));
        let further: BTreeSet<PathBuf> = further.map(|(path, _)| path.clone()).collect();
        if further != opened.further {
            files.extend(opened.live.files());
            opened = self.open(home, further, documents, files)?;
        }
        Ok(opened)
    }

    fn open(
        &self,
        home: &Home,
        further: BTreeSet<PathBuf>,
        documents: &Documents,
        files: &mut BTreeSet<PathBuf>,
    ) -> Result<Opened, ProjectError> {
        let mut selection = match home {
            Home::Project(root) => Selection::of_project(root, &further.iter().cloned().collect::<Vec<_>>()),
            Home::File(path) => Selection::of_file(path),
        };
        for (path, document) in documents.all() {
            let is_here = match home {
                Home::Project(root) => path.starts_with(root),
                Home::File(file) => path == file,
            };
            if is_here {
                selection.hold(path, Some(document.source.text.clone().into_bytes()));
            }
        }
        let live = Live::open(selection, self.facts)?;
        files.extend(live.files());
        Ok(Opened { live, further })
    }

    /// Whether a document that belongs nowhere may belong somewhere now.
    fn may_be_template(&self, path: &Path, documents: &Documents) -> bool {
        documents.get(path).is_some_and(|document| looks_like_template(&document.source.text))
    }
}

/// Whether a change of a file may change what is found in a project.
fn concerns(path: &Path, live: &Live) -> bool {
    let is_above = || is_on_disk(path) && live.files().any(|file| file.starts_with(path));
    live.has(path) || live.selection().would_find(&live.project().file, path) || is_above()
}

/// The folder of the nearest project file, on the disk or in the editor, from a folder upwards.
fn project_around(folder: &Path, documents: &Documents) -> Option<PathBuf> {
    let has_file = |folder: &&Path| {
        let file = folder.join(FILE_NAME);
        documents.get(&file).is_some() || file.is_file()
    };
    folder.ancestors().filter(|folder| is_on_disk(folder)).find(has_file).map(Path::to_owned)
}

/// Whether a text that no project knows is meant to be a template or a message: others' YAML is left alone.
fn looks_like_template(text: &str) -> bool {
    let has_key = |key: &&&str| text.lines().any(|line| line.starts_with(**key));
    let names_schema = text.lines().take(3).any(|line| line.starts_with('#') && line.contains(SCHEMA_FILE));
    names_schema || has_key(&&MESSAGE_KEY) || TELLING_KEYS.iter().filter(has_key).count() > 1
}
