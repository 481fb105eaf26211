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
    /// Box-drawing characters can be shown: the locale says UTF-8.
    pub unicode: bool,
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
            unicode: says_utf8(environment),
            width: environment
                .variable("COLUMNS")
                .and_then(|columns| columns.parse().ok())
                .or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))),
        }
    }
}

/// Whether the character set of the locale is UTF-8; the Linux console draws few characters whatever it says.
fn says_utf8(environment: &Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| environment.variable(name));
    let locale = locale.unwrap_or_default().to_ascii_uppercase();
    environment.variable("TERM") != Some("linux") && (locale.ends_with("UTF-8") || locale.ends_with("UTF8"))
}
