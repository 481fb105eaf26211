//! How a running emulator is found.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Exit, Failure};
use crate::context::Context;
use crate::emulator::{RemoteControl, RemoteError};

/// Where the examples keep the state of an emulator.
const FOLDER: &str = ".chatform/emulator";

/// Which emulator, and which space of it.
#[derive(Debug, Args)]
pub(super) struct Reach {
    /// The address of the emulator, such as http://127.0.0.1:8401
    #[arg(long, value_name = "URL", conflicts_with = "state")]
    endpoint: Option<String>,
    /// Its state folder; .chatform/emulator when neither is given
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// The space (CustSpaceId); the default one when left out
    #[arg(long, value_name = "ID", default_value = "", hide_default_value = true)]
    space: String,
}

impl Reach {
    /// The running emulator.
    pub(super) fn control(&self, context: &Context) -> Result<RemoteControl, Failure> {
        let control = match &self.endpoint {
            Some(endpoint) => RemoteControl::at(endpoint),
            None => {
                let folder = self.state.clone().unwrap_or_else(|| PathBuf::from(FOLDER));
                RemoteControl::on(&context.environment.current_dir.join(folder))
            }
        };
        Ok(control.map_err(failure)?.space(self.space.clone()))
    }
}

/// What went wrong, for people.
pub(super) fn failure(error: RemoteError) -> Failure {
    let (exit, help) = match &error {
        RemoteError::Address(_) => (Exit::Usage, "write it as http://127.0.0.1:PORT"),
        RemoteError::NotRunning(_) => {
            (Exit::Unavailable, "start one with `chatform emulator --state DIR`, or name it with --endpoint")
        }
        RemoteError::Silent { .. } => (Exit::Unavailable, "it may have ended: start it again"),
        RemoteError::Refused(_) => return Failure::new(Exit::Usage, error.to_string()),
    };
    Failure::new(exit, error.to_string()).help(help)
}
