//! `emulator`: the emulated API as a process of its own.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::runtime::{asked_to_end, block_on};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::emulator::{self, EmulatorConfig, Key, ReviewPolicy};
use crate::report::visible;

/// Arguments of `emulator`.
#[derive(Debug, Args)]
pub(super) struct Emulator {
    /// Where to listen, on this machine only; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder that keeps the templates; in memory when left out
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A key pair that is let in; test-ak-id:test-ak-secret when left out
    #[arg(long = "key", value_name = "ID:SECRET")]
    keys: Vec<String>,
    /// When reviews end: instant, after=30s or manual
    #[arg(long, value_name = "POLICY", default_value = "instant")]
    review: String,
}

impl Emulator {
    /// Serves until it is interrupted.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let config = self.config(context)?;
        let keys: Vec<String> = config.keys.iter().map(|key| visible(&key.id).into_owned()).collect();
        block_on(async {
            let emulator =
                emulator::Emulator::start(config, context).await.map_err(|error| self.not_started(&error))?;
            let endpoint = emulator.endpoint();
            output.result(&endpoint);
            output.talk(&self.instructions(&endpoint, &keys));
            asked_to_end().await.map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
            output.talk("ended");
            emulator.stop().await.map_err(|error| self.not_started(&error))?;
            Ok(Exit::Ok)
        })?
    }

    fn config(&self, context: &Context) -> Result<EmulatorConfig, Failure> {
        let review = ReviewPolicy::parse(&self.review)
            .map_err(|error| Failure::new(Exit::Usage, format!("--review: {error}")))?;
        let state = self.state.as_ref().map(|folder| context.environment.current_dir.join(folder));
        let mut config = EmulatorConfig { listen: self.listen, state, review, ..EmulatorConfig::default() };
        if !self.keys.is_empty() {
            config.keys = self.keys.iter().map(|key| key_pair(key)).collect::<Result<_, _>>()?;
        }
        Ok(config)
    }

    fn not_started(&self, error: &std::io::Error) -> Failure {
        let message = format!("the emulator cannot listen at {}: {error}", self.listen);
        match error.kind() {
            ErrorKind::AddrInUse => {
                Failure::new(Exit::Unavailable, message).help("take another port, or 0 for a free one")
            }
            ErrorKind::InvalidInput => {
                Failure::new(Exit::Usage, error.to_string()).help("listen at 127.0.0.1 or [::1]")
            }
            _ => Failure::new(Exit::Unavailable, format!("the emulator cannot start: {error}")),
        }
    }

    fn instructions(&self, endpoint: &str, keys: &[String]) -> String {
        let state = match &self.state {
            Some(folder) => format!("kept in {}", visible(&folder.display().to_string())),
            None => "in memory".to_owned(),
        };
        let address = endpoint.trim_start_matches("http://");
        format!(
            "the emulator serves until Ctrl-C; templates are {state}, reviewed {review}\n  \
             chatform: `endpoint: {endpoint}` in an environment of chatform.yaml\n  \
             SDKs:     endpoint {address}, protocol http\n  \
             key:      {keys}, its secret in ALIBABA_CLOUD_ACCESS_KEY_SECRET",
            review = visible(&self.review),
            keys = keys.join(" or "),
        )
    }
}

fn key_pair(text: &str) -> Result<Key, Failure> {
    match text.split_once(':') {
        Some((id, secret)) if !id.is_empty() && !secret.is_empty() => Ok(Key::new(id, secret)),
        // What was given may be a secret: it is not repeated.
        _ => Err(Failure::new(Exit::Usage, "--key is no pair").help("write it as ID:SECRET")),
    }
}
