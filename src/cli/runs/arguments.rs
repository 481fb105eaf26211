//! What `apply` and `retry` have in common on the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use crate::apply::RunOptions;
use crate::cli::{Exit, Failure, Output, target};
use crate::model::EnvironmentSettings;
use crate::plan::{Gates, Plan};

/// How a run goes about its writes.
#[derive(Clone, Debug, Args)]
pub(super) struct RunArguments {
    /// Do not ask
    #[arg(long)]
    pub(super) yes: bool,
    /// Accept so many updates, where the gate of the environment allows fewer
    #[arg(long, value_name = "N")]
    accept_updates: Option<usize>,
    /// Accept so many deletions, where the gate of the environment allows fewer
    #[arg(long, value_name = "N")]
    accept_deletes: Option<usize>,
    /// So many items are under way at a time; the service's rates are kept apart from this
    #[arg(long, value_name = "N", default_value_t = RunOptions::JOBS)]
    jobs: NonZeroUsize,
    /// Begin nothing new after the first item that failed or is unknown
    #[arg(long, conflicts_with = "max_failures")]
    fail_fast: bool,
    /// Begin nothing new after so many items that failed or are unknown
    #[arg(long, value_name = "N")]
    max_failures: Option<NonZeroUsize>,
    /// Write what happens to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(super) events: Option<PathBuf>,
}

impl RunArguments {
    /// The options of the run.
    pub(super) fn options(&self) -> RunOptions {
        let max_failures = if self.fail_fast { Some(NonZeroUsize::MIN) } else { self.max_failures };
        RunOptions { jobs: self.jobs, max_failures }
    }

    /// Without a terminal nobody can answer: said before anything is read.
    pub(super) fn refuse_without_answer(&self, command: &str, output: &Output) -> Result<(), Failure> {
        if self.yes || output.terminal().stdin {
            return Ok(());
        }
        Err(Failure::new(Exit::Usage, format!("{command} asks before it writes, and there is no terminal to ask on"))
            .help("give --yes, or save a plan with `chatform plan -o plan.json` and apply that with --yes"))
    }

    /// Holds a plan against the ceilings of its environment.
    pub(super) fn check_gates(&self, plan: &Plan, settings: &EnvironmentSettings) -> Result<(), Failure> {
        let gates = Gates {
            accepted_updates: self.accept_updates,
            accepted_deletes: self.accept_deletes,
            ..target::gates(settings)
        };
        gates.check(plan).map_err(|refusal| {
            Failure::new(Exit::Refused, refusal.to_string())
                .help(format!("give --accept-{} {} if that is meant", refusal.verb, refusal.planned))
        })
    }
}
