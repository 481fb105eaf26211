//! The one place that turns the errors of modules into help and an exit code.

use std::fmt;

use super::Exit;

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
        write!(out, "error: {}", self.message)?;
        for line in self.help.iter().flat_map(|help| help.lines()) {
            write!(out, "\n  help: {line}")?;
        }
        Ok(())
    }
}
