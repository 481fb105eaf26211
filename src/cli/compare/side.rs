//! One side of a comparison: an environment, a snapshot, a commit, or the files as they are.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::snapshot;
use crate::cli::planning::{opened, read_space};
use crate::cli::{Exit, Failure, Output, target};
use crate::context::Context;
use crate::git::Repository;
use crate::model::Variant;
use crate::plan::desired_of;
use crate::project::Project;
use crate::remote::{Refresh, SpaceContent};

/// What a name on the command line stands for.
pub(super) enum Side {
    /// An environment of the project file.
    Environment(String),
    /// A snapshot file.
    Snapshot(PathBuf),
    /// The files of the project as they are: `.`.
    Files,
    /// The files of the project as they were in a commit.
    Commit(String),
}

impl Side {
    /// An environment of that name; else a snapshot where it ends in `.json`; else a commit.
    pub(super) fn of(name: &str, project: &Project) -> Self {
        let declared = project.file.environments.iter().flatten().any(|(known, _)| known == name);
        match name {
            name if declared => Self::Environment(name.to_owned()),
            "." => Self::Files,
            name if name.ends_with(".json") => Self::Snapshot(PathBuf::from(name)),
            name => Self::Commit(name.to_owned()),
        }
    }

    /// The name of the environment, where it is one.
    pub(super) fn environment(&self) -> Option<&str> {
        match self {
            Self::Environment(name) => Some(name),
            _ => None,
        }
    }

    /// All variants of it. `values` is the environment whose build-time values files are filled in with.
    pub(super) async fn variants(
        &self,
        project: &Project,
        values: Option<&str>,
        refresh: Refresh,
        context: &Context,
        output: &Output,
    ) -> Result<Vec<Variant>, Failure> {
        match self {
            Self::Environment(name) => {
                let (name, settings) = target::environment(&project.file, Some(name))?;
                let open = opened(project, name, settings, context).await?;
                let content = read_space(&project.root, |_| true, refresh, &open, context, output).await?;
                Ok(variants(content, output))
            }
            Self::Snapshot(file) => {
                let content = snapshot::read(file, context)?.content(|_| true);
                let content = content.map_err(|error| {
                    Failure::new(Exit::Refused, format!("{}: {error}", file.display())).help("take it again")
                })?;
                Ok(variants(content, output))
            }
            Self::Files => declared(project, values),
            Self::Commit(reference) => at(reference, project, values),
        }
    }
}

fn variants(content: SpaceContent, output: &Output) -> Vec<Variant> {
    for one in &content.unreadable {
        output.talk(&format!("left out: {}", one.reason));
    }
    content.details.into_iter().map(|detail| detail.variant).collect()
}

/// What the files of a project say.
fn declared(project: &Project, environment: Option<&str>) -> Result<Vec<Variant>, Failure> {
    let values = match environment {
        Some(name) => target::environment(&project.file, Some(name))?.1.values.clone().unwrap_or_default(),
        None => IndexMap::new(),
    };
    if let Some(broken) = project.files.iter().find(|file| !file.is_as_written()) {
        return Err(Failure::new(Exit::Findings, format!("{} cannot be read whole", broken.path))
            .help("`chatform lint` says what is wrong with it"));
    }
    Ok(desired_of(project, &values).into_iter().map(|desired| desired.variant).collect())
}

/// What the files of a project said in a commit: laid out in a folder of their own, and read as a project.
fn at(reference: &str, project: &Project, environment: Option<&str>) -> Result<Vec<Variant>, Failure> {
    let repository = Repository::around(&project.root)?;
    let failed = |error: std::io::Error| {
        Failure::new(Exit::Unavailable, format!("cannot lay out {reference}: {error}"))
            .help("make room for temporary files")
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    for (name, bytes) in repository.files_at(reference, &project.root)? {
        let is_ours = matches!(name.extension().and_then(|extension| extension.to_str()), Some("yaml" | "yml"));
        if is_ours && name.components().all(|part| matches!(part, std::path::Component::Normal(_))) {
            let path = folder.path().join(&name);
            std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
            std::fs::write(path, bytes).map_err(failed)?;
        }
    }
    let then = Project::open(folder.path(), &[])?;
    // An environment that did not exist then has no values then.
    let known = then.file.environments.iter().flatten().any(|(name, _)| Some(name.as_str()) == environment);
    declared(&then, environment.filter(|_| known))
}
