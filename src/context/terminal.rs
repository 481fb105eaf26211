//! What the output streams are connected to.

use std::io::IsTerminal;

use super::Environment;

/// Plain data about the two output streams.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terminal {
    /// Standard input is a terminal: a question can be asked.
    pub stdin: bool,
    /// Standard output is a terminal.
    pub stdout: bool,
    /// Standard error is a terminal.
    pub stderr: bool,
    /// Colours are wanted where the stream is a terminal (`NO_COLOR` unset, `TERM` not `dumb`).
    pub color: bool,
    /// Columns, where known.
    pub width: Option<usize>,
}

impl Terminal {
    /// The streams of this process.
    pub fn of_process(environment: &Environment) -> Self {
        Self {
            stdin: std::io::stdin().is_terminal(),
            stdout: std::io::stdout().is_terminal(),
            stderr: std::io::stderr().is_terminal(),
            color: environment.variable("NO_COLOR").is_none() && environment.variable("TERM") != Some("dumb"),
            width: environment.variable("COLUMNS").and_then(|columns| columns.parse().ok()),
        }
    }
}
