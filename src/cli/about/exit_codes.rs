//! `exit-codes`: the table of exit codes.

use clap::Args;

use crate::cli::{Exit, Output, listing};

/// Arguments of `exit-codes`: none.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExitCodes {}

impl ExitCodes {
    /// Prints the table.
    pub(in crate::cli) fn run(&self, output: &Output) -> Exit {
        let line = |exit: &Exit| listing::line(&format!("{:>3}  ", exit.code()), 5, exit.meaning(), output);
        output.result(&Exit::ALL.iter().map(line).collect::<String>());
        Exit::Ok
    }
}
