//! Which files' findings a command shows. Everything is looked at all the same: some faults lie between two files.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Exit, Failure};
use crate::context::Context;
use crate::git::Repository;
use crate::lint::Survey;
use crate::project::{Buffer, Selection};
use crate::report::visible;

/// Arguments that narrow what is shown.
#[derive(Debug, Args)]
pub(super) struct FocusArguments {
    /// Show only files that changed since this branch left REF
    #[arg(long, value_name = "REF", conflicts_with = "stdin_filename")]
    changed_since: Option<String>,
    /// Show only this file, its text taken from standard input
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

/// The files that are shown.
pub(super) struct Focus {
    names: BTreeSet<String>,
    /// The project file is one of them.
    pub(super) with_project_file: bool,
    /// Why they are: "changed since main (1a2b3c4d5e6f)".
    pub(super) reason: String,
    /// What is said when none of them is a template.
    pub(super) nothing: String,
}

impl FocusArguments {
    /// The files that are looked at.
    pub(super) fn selection(&self, paths: &[PathBuf], context: &Context) -> Result<Selection, Failure> {
        let current_dir = &context.environment.current_dir;
        let Some(path) = &self.stdin_filename else { return Ok(Selection::of(current_dir, paths)?) };
        // A lone `-` says the same again, as people are used to.
        if !paths.is_empty() && paths != [Path::new("-")] {
            let message = "--stdin-filename names the file, and there are other paths";
            return Err(Failure::new(Exit::Usage, message).help("leave the paths out"));
        }
        if current_dir.join(path).is_dir() {
            let message = format!("--stdin-filename: {} is a folder", path.display());
            return Err(Failure::new(Exit::Usage, message).help("name the file that the text is of"));
        }
        let mut text = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut text)
            .map_err(|error| Failure::new(Exit::Unavailable, format!("standard input cannot be read: {error}")))?;
        Ok(Selection::around(current_dir, Buffer { path: path.clone(), text }))
    }

    /// The name of the file whose text comes from standard input.
    pub(super) fn standard_input(&self, focus: Option<&Focus>) -> Option<String> {
        self.stdin_filename.as_ref().and(focus)?.names.first().cloned()
    }

    /// The files that are shown, where not all are.
    pub(super) fn of(
        &self,
        selection: &Selection,
        survey: &Survey<'_>,
        context: &Context,
    ) -> Result<Option<Focus>, Failure> {
        let (project, current_dir) = (&survey.project, &context.environment.current_dir);
        let project_file = project.document.as_ref().map(|document| &document.source.name);
        if let Some(path) = &self.stdin_filename {
            let name = selection.name_of(&current_dir.join(path));
            let with_project_file = project_file == Some(&name);
            let (reason, nothing) = (format!("{name}, from standard input"), format!("{name} is no template"));
            return Ok(Some(Focus { names: [name].into(), with_project_file, reason, nothing }));
        }
        let Some(reference) = &self.changed_since else { return Ok(None) };
        let changes = Repository::around(&project.root)?.changed_since(reference)?;
        let has_changed = |name: &&String| changes.contain(&current_dir.join(name.as_str()));
        // Levels and values come from the project file: when it changes, every template may mean something else.
        if project.files.is_empty() || project_file.is_some_and(|name| has_changed(&name)) {
            return Ok(None);
        }
        let templates = project.files.iter().map(|file| &file.source.name);
        let all = templates.chain(project.messages.iter().map(|file| &file.source.name));
        let mut names: BTreeSet<String> = all.filter(has_changed).cloned().collect();
        // A picture that is gone or too large now is a fault of the template that shows it.
        let with_media = survey.media().filter(|(_, media)| media.iter().any(|path| changes.contain(path)));
        names.extend(with_media.map(|(name, _)| name.to_owned()));
        let base = changes.base.as_ref().map_or("no commit yet".to_owned(), |base| base.chars().take(12).collect());
        let reason = format!("changed since {} ({base})", visible(reference));
        let nothing = format!("no template has {reason}");
        Ok(Some(Focus { names, with_project_file: false, reason, nothing }))
    }
}

impl Focus {
    /// Whether a file is shown.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}
