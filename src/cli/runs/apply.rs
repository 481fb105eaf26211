//! `apply`: carries a plan out.

use std::path::PathBuf;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::applying::Applying;
use super::arguments::RunArguments;
use crate::cli::plan::text;
use crate::cli::planning::Planning;
use crate::cli::target::{self, OpenTarget};
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime, spaces};
use crate::context::Context;
use crate::plan::Plan;
use crate::report::visible;
use crate::store::{Lock, StoreError};

/// So far apart the clocks of two machines may be.
const CLOCKS_DIFFER_BY: SignedDuration = SignedDuration::from_mins(15);

/// Arguments of `apply`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Apply {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// A saved plan; without one, a plan is made and shown first
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Plan again, and without asking carry out what has this digest, or nothing
    #[arg(long, value_name = "DIGEST", conflicts_with = "plan")]
    approve: Option<String>,
    #[command(flatten)]
    run: RunArguments,
}

impl Apply {
    /// Plans, or reads the plan; asks; carries out; waits for the review.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match &self.plan {
            Some(file) => self.saved(crate::cli::show::read(file, context)?, context, output),
            None => self.fresh(context, output),
        }
    }

    fn fresh(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let planning = Planning::begin(&self.environment, context, output)?;
        let mut arguments = self.run.clone();
        arguments.yes |= self.approve.is_some();
        arguments.refuse_without_answer("apply", output)?;
        let _lock = locked(&planning)?;
        if self.approve.is_some() && planning.spaces().len() > 1 {
            return Err(Failure::new(Exit::Usage, "a digest approves the plan of one space")
                .help("name the space with --space ID"));
        }
        spaces::each_writing(&planning, output, |planning| {
            runtime::block_on(async {
                let target = planning.open(context).await?;
                let plan = planning.plan(&target, context, output).await?;
                self.refuse_unapproved(&plan, output)?;
                self.applying(planning, &target, &plan, context, output).with(&arguments).run().await
            })?
        })
    }

    /// Refuses a plan that is not the one that somebody approved.
    fn refuse_unapproved(&self, plan: &Plan, output: &Output) -> Result<(), Failure> {
        let Some(approved) = &self.approve else { return Ok(()) };
        let now = plan.approval();
        if *approved == now {
            return Ok(());
        }
        output.result(&text(plan, output));
        Err(Failure::new(Exit::Refused, format!("what would be done has the digest {now}, approved is {approved}"))
            .help("the files or the service have changed since: look at the new plan, and approve that"))
    }

    fn saved(&self, plan: Plan, context: &Context, output: &Output) -> Result<Exit, Failure> {
        refuse_out_of_date(&plan, context)?;
        let mut wanted = self.environment.clone();
        wanted.environment.get_or_insert_with(|| plan.target.environment.clone());
        let planning = Planning::begin(&wanted, context, output)?.made_for(plan.target.space.as_deref());
        self.run.refuse_without_answer("apply", output)?;
        let _lock = locked(&planning)?;
        runtime::block_on(async {
            let target = planning.open(context).await?;
            refuse_foreign(&plan, &target)?;
            planning.settle(&plan, context, output)?;
            self.applying(&planning, &target, &plan, context, output).run().await
        })?
    }

    fn applying<'a>(
        &'a self,
        planning: &'a Planning,
        target: &'a OpenTarget,
        plan: &'a Plan,
        context: &'a Context,
        output: &'a Output,
    ) -> Applying<'a> {
        Applying { planning, target, plan, retries: None, arguments: &self.run, context, output }
    }
}

/// Refuses a plan that is too old, or that was made in the future: then one of the two clocks is wrong.
pub(super) fn refuse_out_of_date(plan: &Plan, context: &Context) -> Result<(), Failure> {
    let now = context.clock.now();
    if plan.is_expired(now) {
        let message = format!("the plan expired at {}", plan.expires_at);
        return Err(Failure::new(Exit::Refused, message).help("plan again, and apply that"));
    }
    let made = plan.created_at.parse::<Timestamp>();
    if made.is_ok_and(|made| made > now.saturating_add(CLOCKS_DIFFER_BY).unwrap_or(now)) {
        let message = format!("the plan was made at {}, and it is {now} now", plan.created_at);
        return Err(Failure::new(Exit::Refused, message).help("set the clock right, and plan again"));
    }
    Ok(())
}

/// Refuses a plan that was made for something else.
pub(super) fn refuse_foreign(plan: &Plan, target: &OpenTarget) -> Result<(), Failure> {
    if target.target == plan.target {
        return Ok(());
    }
    let (made, here) = (target::described(&plan.target), target::described(&target.target));
    Err(Failure::new(Exit::Refused, format!("the plan was made for {made}, this is {here}"))
        .help("apply it where it was made for, or plan again"))
}

/// Keeps a second run of the same environment away until the first has ended, however it ends.
pub(super) fn locked(planning: &Planning) -> Result<Lock, Failure> {
    let name = utf8_percent_encode(&planning.name, NON_ALPHANUMERIC).to_string();
    Lock::acquire(&planning.project.root.join(".chatform/locks").join(name)).map_err(|error| match error {
        StoreError::Held { holder, .. } => {
            let who = holder.map_or_else(String::new, |process| format!(" (process {process})"));
            let name = visible(&planning.name);
            Failure::new(Exit::Refused, format!("another run for the environment `{name}` is under way{who}"))
                .help("wait until it has ended")
        }
        error => Failure::new(Exit::Refused, error.to_string())
            .help("make `.chatform` writable: nothing is sent that cannot be noted first"),
    })
}
