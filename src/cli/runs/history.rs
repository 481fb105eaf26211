//! The journals of a project: found, and named on the command line.

use std::path::{Path, PathBuf};

use crate::apply::PastRun;
use crate::cli::{Exit, Failure};
use crate::context::Context;
use crate::project::Project;
use crate::report::visible;

/// Where the journals are, from the project's folder.
pub(in crate::cli) const RUNS: &str = ".chatform/runs";

/// The journals of one project, the oldest first.
pub(super) struct History {
    /// Their folder.
    pub(super) folder: PathBuf,
    /// The files.
    pub(super) journals: Vec<PathBuf>,
}

impl History {
    /// Looks into the project of the working directory.
    pub(super) fn open(context: &Context) -> Result<Self, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let folder = project.root.join(RUNS);
        let journals = PastRun::journals(&folder)?;
        Ok(Self { folder, journals })
    }

    /// The journal of a run: its id, or the beginning of it that no other has.
    pub(super) fn find(&self, run: &str) -> Result<&Path, Failure> {
        let fitting: Vec<&PathBuf> = self.journals.iter().filter(|path| id(path).starts_with(run)).collect();
        let exact = fitting.iter().find(|path| id(path) == run).copied();
        match (exact, fitting.as_slice()) {
            (Some(path), _) => Ok(path),
            (None, [path]) => Ok(path),
            (None, []) => {
                let message = format!("no run {} in {}", visible(run), self.folder.display());
                Err(Failure::new(Exit::NothingMatched, message).help("`chatform journal` lists the runs"))
            }
            (None, several) => {
                let ids: Vec<String> = several.iter().map(|path| id(path)).collect();
                let message = format!("{} runs begin with {}", several.len(), visible(run));
                Err(Failure::new(Exit::Usage, message).help(format!("name one: {}", ids.join(", "))))
            }
        }
    }
}

/// The id of a journal's run.
pub(super) fn id(journal: &Path) -> String {
    journal.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
