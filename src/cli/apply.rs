//! `apply`: carries a plan out.

use std::io::BufRead;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::applying::Applying;
use super::plan::{PlanFormat, show};
use super::planning::Planning;
use super::target::{self, OpenTarget};
use super::{EnvironmentArgument, Exit, Failure, Output, runtime};
use crate::context::Context;
use crate::plan::{Gates, Plan, permitted, retirements};
use crate::report::visible;

/// Arguments of `apply`.
#[derive(Debug, Args)]
pub(super) struct Apply {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// A saved plan; without one, a plan is made and shown first
    #[arg(value_name = "PLAN")]
    plan: Option<PathBuf>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Accept so many updates, where the gate of the environment allows fewer
    #[arg(long, value_name = "N")]
    accept_updates: Option<usize>,
    /// Accept so many deletions, where the gate of the environment allows fewer
    #[arg(long, value_name = "N")]
    accept_deletes: Option<usize>,
}

impl Apply {
    /// Plans, or reads the plan; asks; carries out; waits for the review.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match &self.plan {
            Some(file) => self.saved(super::show::read(file, context)?, context, output),
            None => self.fresh(context, output),
        }
    }

    fn fresh(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let planning = Planning::begin(self.environment.environment.as_deref(), context, output)?;
        self.refuse_without_answer(output)?;
        runtime::block_on(async {
            let target = planning.open(context).await?;
            let plan = planning.plan(&target, context, output).await?;
            self.carry_out(&planning, &target, &plan, context, output).await
        })?
    }

    fn saved(&self, plan: Plan, context: &Context, output: &Output) -> Result<Exit, Failure> {
        if plan.is_expired(context.clock.now()) {
            let message = format!("the plan expired at {}", plan.expires_at);
            return Err(Failure::new(Exit::Refused, message).help("plan again, and apply that"));
        }
        let wanted = self.environment.environment.as_deref().unwrap_or(&plan.target.environment);
        let planning = Planning::begin(Some(wanted), context, output)?;
        self.refuse_without_answer(output)?;
        runtime::block_on(async {
            let target = planning.open(context).await?;
            if target.target != plan.target {
                let (made, here) = (target::described(&plan.target), target::described(&target.target));
                return Err(Failure::new(Exit::Refused, format!("the plan was made for {made}, this is {here}"))
                    .help("apply it where it was made for, or plan again"));
            }
            planning.settle(&plan, context, output)?;
            self.carry_out(&planning, &target, &plan, context, output).await
        })?
    }

    /// Without a terminal nobody can answer: said before anything is read.
    fn refuse_without_answer(&self, output: &Output) -> Result<(), Failure> {
        if self.yes || output.terminal().stdin {
            return Ok(());
        }
        Err(Failure::new(Exit::Usage, "apply asks before it writes, and there is no terminal to ask on")
            .help("give --yes, or save a plan with `chatform plan -o plan.json` and apply that with --yes"))
    }

    async fn carry_out(
        &self,
        planning: &Planning,
        target: &OpenTarget,
        plan: &Plan,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        show(plan, PlanFormat::Text, output);
        if output.is_cut_off() {
            // Nobody saw the plan: nothing of it is carried out. That output failed is said, and decides the exit code.
            return Ok(Exit::Ok);
        }
        let policy = target::policy(&planning.settings)?;
        permitted(plan, &policy, &retirements(&planning.project, &planning.name)).map_err(|forbidden| {
            Failure::new(Exit::Refused, forbidden.to_string()).help("plan again: the project file has changed since")
        })?;
        let gates = Gates {
            accepted_updates: self.accept_updates,
            accepted_deletes: self.accept_deletes,
            ..target::gates(&planning.settings)
        };
        gates.check(plan).map_err(|refusal| {
            Failure::new(Exit::Refused, refusal.to_string())
                .help(format!("give --accept-{} {} if that is meant", refusal.verb, refusal.planned))
        })?;
        if !plan.has_writes() {
            return Ok(if plan.counts().blocked > 0 { Exit::Incomplete } else { Exit::Ok });
        }
        if let Some(account) = &planning.settings.account {
            let account = visible(account);
            output.talk(&format!(
                "the key is not checked against the account {account}: it alone decides where this goes"
            ));
        }
        if !self.yes && !agreed(output) {
            output.talk("nothing was written: the answer was not `yes`");
            return Ok(Exit::Refused);
        }
        let patience: Duration = target::patience(&planning.settings);
        Applying { root: &planning.project.root, target, plan, patience, context, output }.run().await
    }
}

fn agreed(output: &Output) -> bool {
    output.talk("Apply this? Only `yes` is taken as one.");
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).is_ok() && answer.trim() == "yes"
}
