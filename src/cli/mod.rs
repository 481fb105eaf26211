//! The command line: arguments, exit codes, and the only place that writes to the two output streams.
//! Each command is one file. Commands turn module errors into a [`Failure`] and never print on their own.

mod about;
mod arguments;
mod auth;
mod checked;
mod command;
mod compare;
mod emulator;
mod entry;
mod fmt;
mod frame;
mod import;
mod init;
mod lint;
mod listen;
mod lsp;
mod metrics;
mod plan;
mod plan_page;
mod planning;
mod preview;
mod remembered;
mod resolve;
mod runs;
mod send;
mod service;
mod show;
mod spaces;
mod status;
mod target;

pub use arguments::{Arguments, EnvironmentArgument};
pub use entry::{main, run};
pub use frame::{ColorChoice, Exit, Failure, Output};
use frame::{bug, formats, listing, progress, question, runtime};
