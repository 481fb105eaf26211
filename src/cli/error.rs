//! The one place that turns the errors of modules into help and an exit code.

use std::fmt;

use super::Exit;
use crate::project::ProjectError;
use crate::report::{visible, visible_lines};

/// Why a command ended early: what happened, what to do, and the exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What happened: a lower-case fragment with its data.
    pub message: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
}

impl Failure {
    /// A failure that ends with `exit`.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "error: {}", visible(&self.message))?;
        match &self.help {
            Some(help) => write!(out, "\n  help: {}", visible_lines(help).replace('\n', "\n        ")),
            None => Ok(()),
        }
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        let (exit, help) = match &error {
            ProjectError::NotFound(_) => {
                (Exit::Project, "go to a project, name its folder with -C, or name the files to look at")
            }
            ProjectError::NoSuchPath(_) => (Exit::NothingMatched, "name files and folders that exist"),
            ProjectError::Unreadable { .. } => {
                (Exit::Unavailable, "make it readable: nothing is done on half a project")
            }
        };
        Self::new(exit, error.to_string()).help(help)
    }
}
