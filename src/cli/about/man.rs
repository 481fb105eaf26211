//! `man`: man pages of all commands.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use crate::cli::{Arguments, Exit, Failure, Output};
use crate::context::Context;
use crate::report::counted;
use crate::store;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Man {
    /// The folder for a page of each command; the main page is printed when left out
    #[arg(short = 'o', long = "output", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    /// Prints the main page, or writes all of them.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let unwritten = |error: String| Failure::new(Exit::Unavailable, error);
        let mut command = Arguments::command();
        // Names the pages of commands after the program: `chatform-lint`.
        command.build();
        let Some(folder) = &self.folder else {
            output.result(&page(command).map_err(|error| unwritten(error.to_string()))?);
            return Ok(Exit::Ok);
        };
        let folder = context.environment.current_dir.join(folder);
        let mut written = 0;
        for part in with_parts(command) {
            let file = folder.join(format!("{}.1", part.get_display_name().unwrap_or_else(|| part.get_name())));
            let text = page(part).map_err(|error| unwritten(error.to_string()))?;
            store::write_atomic(&file, text.as_bytes()).map_err(|error| unwritten(error.to_string()))?;
            written += 1;
        }
        output.talk(&format!("wrote {}", counted(written, "page")));
        Ok(Exit::Ok)
    }
}

/// A command and its commands, and theirs.
fn with_parts(command: clap::Command) -> Vec<clap::Command> {
    let parts: Vec<clap::Command> = command.get_subcommands().filter(|part| !part.is_hide_set()).cloned().collect();
    std::iter::once(command).chain(parts.into_iter().flat_map(with_parts)).collect()
}

fn page(command: clap::Command) -> std::io::Result<String> {
    let mut text = Vec::new();
    Page::new(command).render(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
