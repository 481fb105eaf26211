//! `completions`: what a shell offers after `chatform`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::{Arguments, Exit, Output};

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub(in crate::cli) fn run(&self, output: &Output) -> Exit {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "chatform", &mut script);
        output.result(&String::from_utf8_lossy(&script));
        Exit::Ok
    }
}
