//! What every command needs: exit codes, failures, the two output streams, progress, formats, the runtime.

pub(super) mod bug;
mod error;
mod exit;
pub(super) mod formats;
pub(super) mod listing;
mod output;
pub(super) mod progress;
pub(super) mod question;
pub(super) mod runtime;

pub use error::Failure;
pub use exit::Exit;
pub use output::{ColorChoice, Output};
