//! The command line: arguments, exit codes, and the only place that writes to the two output streams.
//! Each command is one file. Commands turn module errors into a [`Failure`] and never print on their own.

mod apply;
mod applying;
mod arguments;
mod baseline;
mod bug;
mod checked;
mod command;
mod emulator;
mod entry;
mod error;
mod exit;
mod exit_codes;
mod explain;
mod focus;
mod formats;
mod import;
mod lint;
mod listing;
mod output;
mod plan;
mod planning;
mod progress;
mod rules;
mod runtime;
mod schema;
mod settings;
mod show;
mod status;
mod step_summary;
mod target;
mod watch;

pub use arguments::{Arguments, EnvironmentArgument};
pub use entry::{main, run};
pub use error::Failure;
pub use exit::Exit;
pub use output::{ColorChoice, Output};
