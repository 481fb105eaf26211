//! The commands.

use clap::Subcommand;

use super::{Exit, Failure, Output, exit_codes};
use crate::context::Context;

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// List the exit codes
    ExitCodes(exit_codes::ExitCodes),
}

impl Command {
    /// Runs it.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match self {
            Self::ExitCodes(command) => Ok(command.run(output)),
        }
    }
}
