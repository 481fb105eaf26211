//! `exit-codes`: the table of exit codes.

use std::fmt::Write;

use clap::Args;

use super::{Exit, Output};

/// Arguments of `exit-codes`: none.
#[derive(Debug, Args)]
pub(super) struct ExitCodes {}

impl ExitCodes {
    /// Prints the table.
    pub(super) fn run(&self, output: &Output) -> Exit {
        let mut table = String::new();
        for exit in Exit::ALL {
            let _ = writeln!(table, "{:>3}  {}", exit.code(), exit.meaning());
        }
        output.result(&table);
        Exit::Ok
    }
}
