//! Serving: the emulated API as a process of its own.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use crate::cli::runtime::{asked_to_end, block_on};
use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::emulator::{self, CallbackAddress, EmulatorConfig, Fates, FaultRule, Key, ReviewPolicy};
use crate::report::visible;

/// How to serve.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen, on this machine only; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The folder that keeps everything; in memory when left out
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// A key pair that is let in; test-ak-id:test-ak-secret when left out
    #[arg(long = "key", value_name = "ID:SECRET")]
    keys: Vec<String>,
    /// The number of the account that the keys belong to
    #[arg(long, value_name = "NUMBER", default_value = "1234567890123456")]
    account: String,
    /// When reviews end: instant, after=30s, polls=3, manual or script=FILE
    #[arg(long, value_name = "POLICY", default_value = "instant")]
    review: String,
    /// Whether an approved template may be modified, within Meta's quota
    #[arg(long, value_enum, default_value_t, value_name = "POLICY")]
    modify_approved: ModifyApproved,
    /// What the clock shows at the start, such as 2026-11-20T14:25:35Z
    #[arg(long, value_name = "TIME")]
    clock: Option<Timestamp>,
    /// Let that clock stand still until it is moved on
    #[arg(long, requires = "clock")]
    still: bool,
    /// A number that messages are sent from; those that send join
    #[arg(long = "number", value_name = "NUMBER")]
    numbers: Vec<String>,
    /// Post reports there, on this machine only
    #[arg(long, value_name = "URL")]
    callback: Option<CallbackAddress>,
    /// What goes wrong, such as CreateChatappTemplate:nth=3:lost-answer
    #[arg(long = "fault", value_name = "RULE")]
    faults: Vec<FaultRule>,
    /// A file of such rules, one a line
    #[arg(long, value_name = "FILE")]
    faults_file: Option<PathBuf>,
    /// Draw chances and the fates of messages from this number
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Leave the documented requests a second alone
    #[arg(long)]
    no_rates: bool,
    /// Check as strictly as is known; the default
    #[arg(long, conflicts_with = "loose")]
    strict: bool,
    /// Take what strict checks refuse
    #[arg(long)]
    loose: bool,
}

/// Whether an approved template may be modified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ModifyApproved {
    /// No, as the page of the action says
    #[default]
    Refuse,
    /// Once a day and ten times a month, as Meta says
    Allow,
}

impl Serve {
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
        let here = &context.environment.current_dir;
        let review = match review {
            ReviewPolicy::Script(file) => ReviewPolicy::Script(here.join(file)),
            other => other,
        };
        let mut config = EmulatorConfig {
            listen: self.listen,
            state: self.state.as_ref().map(|folder| here.join(folder)),
            account: self.account.clone(),
            review,
            allow_edit_approved: self.modify_approved == ModifyApproved::Allow,
            clock: self.clock,
            clock_still: self.still,
            numbers: self.numbers.clone(),
            callback: self.callback.clone(),
            faults: self.rules(context)?,
            fault_seed: self.seed,
            fates: Fates { seed: self.seed.unwrap_or_default(), ..Fates::default() },
            rates_enforced: !self.no_rates,
            ticks: true,
            ..EmulatorConfig::default()
        };
        if !self.keys.is_empty() {
            config.keys = self.keys.iter().map(|key| key_pair(key)).collect::<Result<_, _>>()?;
        }
        Ok(if self.loose { config.loose() } else { config })
    }

    fn rules(&self, context: &Context) -> Result<Vec<FaultRule>, Failure> {
        let mut rules = self.faults.clone();
        if let Some(file) = &self.faults_file {
            let name = file.display().to_string();
            let unusable = |fact: String| Failure::new(Exit::Usage, format!("{}: {fact}", visible(&name)));
            let text = std::fs::read_to_string(context.environment.current_dir.join(file));
            let text = text.map_err(|error| unusable(error.to_string()))?;
            rules.extend(FaultRule::all_of(&text).map_err(|error| unusable(error.to_string()))?);
        }
        Ok(rules)
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
