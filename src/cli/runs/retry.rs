//! `retry`: finishes a run that did not come to its end, or not with every item.

use clap::Args;

use super::apply::{locked, refuse_foreign, refuse_out_of_date};
use super::applying::Applying;
use super::arguments::RunArguments;
use super::history::History;
use crate::apply::PastRun;
use crate::cli::planning::Planning;
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime};
use crate::context::Context;
use crate::plan::Plan;

/// Arguments of `retry`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Retry {
    /// The run, or the beginning of its id; the newest when left out
    #[arg(value_name = "RUN")]
    run: Option<String>,
    #[command(flatten)]
    environment: EnvironmentArgument,
    #[command(flatten)]
    arguments: RunArguments,
}

impl Retry {
    /// Carries out what is left of a run. Each item is looked at first: what is there already is not sent again.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let run = self.past(context)?;
        let plan = rest(&run)?;
        if !plan.has_writes() {
            output.result(&format!("Nothing is left of run {}: {}", run.id, run.tally().in_words()));
            return Ok(Exit::Ok);
        }
        refuse_out_of_date(&plan, context)?;
        let made_for = EnvironmentArgument { environment: Some(plan.target.environment.clone()), space: None };
        let planning = Planning::begin(&made_for, context, output)?.made_for(plan.target.space.as_deref());
        self.arguments.refuse_without_answer("retry", output)?;
        let _lock = locked(&planning)?;
        runtime::block_on(async {
            let target = planning.open(context).await?;
            refuse_foreign(&plan, &target)?;
            planning.settle(&plan, context, output)?;
            let applying = Applying {
                planning: &planning,
                target: &target,
                plan: &plan,
                retries: Some(&run.id),
                arguments: &self.arguments,
                context,
                output,
            };
            applying.run().await
        })?
    }

    /// The run that is meant.
    fn past(&self, context: &Context) -> Result<PastRun, Failure> {
        let history = History::open(context)?;
        if let Some(run) = &self.run {
            return Ok(PastRun::read(history.find(run)?)?);
        }
        for journal in history.journals.iter().rev() {
            let run = PastRun::read(journal)?;
            let of = run.began.as_ref().map(|began| &began.plan.target.environment);
            if self.environment.environment.is_none() || self.environment.environment.as_ref() == of {
                return Ok(run);
            }
        }
        Err(Failure::new(Exit::NothingMatched, format!("no runs in {}", history.folder.display()))
            .help("`chatform apply` begins one"))
    }
}

/// What is left of a run; only of one that its journal tells truly.
fn rest(run: &PastRun) -> Result<Plan, Failure> {
    if let Some(fault) = run.faults.first() {
        let message = format!("{} is damaged: {fault}", run.path.display());
        return Err(
            Failure::new(Exit::Refused, message).help("plan again: the service is read for that, not the journal")
        );
    }
    run.rest().ok_or_else(|| {
        Failure::new(Exit::NothingMatched, format!("run {} was stopped before it began, nothing was sent", run.id))
            .help("`chatform apply` plans again")
    })
}
