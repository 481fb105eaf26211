//! `drift`: what differs at the service, and who moved it.

use clap::Args;
use serde_json::json;

use super::history::Versions;
use super::page::Page;
use crate::cli::plan::{Chosen, PlanView, RefreshChoice};
use crate::cli::planning::Planning;
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime, spaces, target};
use crate::context::Context;
use crate::plan::{self, DriftClass};

/// Arguments of `drift`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Drift {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// End with 2 when something was moved by the console, by the files or by the platform
    #[arg(long)]
    detailed_exitcode: bool,
    /// Which templates are read again: `changed` since they were last read, or `full` for all
    #[arg(long, value_name = "WHAT", value_enum, default_value = "changed", hide_possible_values = true)]
    refresh: RefreshChoice,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    view: PlanView,
}

impl Drift {
    /// Reads the service, compares, and asks the history of the files.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let choice = self.chosen.read()?;
        let planning = Planning::begin(&self.environment, context, output)?.choosing(choice)?;
        spaces::each(&planning, output, |planning| self.of_one(planning, context, output))
    }

    /// The same for one space.
    fn of_one(&self, planning: &Planning, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let plan = runtime::block_on(async {
            let target = planning.open(context).await?;
            planning.plan_after(self.refresh.into(), &target, context, output).await
        })??;
        let values = planning.values();
        let versions = Versions::of(&planning.project, &values, output);
        let found = plan::drift(&plan, &planning.desired(), &|file| versions.of_file(file));
        let count = |class: DriftClass| found.iter().filter(|drift| drift.class == class).count();
        let said: Vec<String> = DriftClass::ALL
            .iter()
            .filter(|class| count(**class) > 0)
            .map(|class| format!("{} {}", count(*class), class.in_words()))
            .collect();
        let summary = if said.is_empty() { "No drift".to_owned() } else { format!("Drift: {}", said.join(", ")) };
        let differs = found.iter().any(|drift| drift.class.is_difference());
        let page = Page {
            summary,
            between: format!("in {}", target::described(&plan.target)),
            more: format!("chatform drift --env {}", plan.target.environment),
            head: json!({ "target": plan.target }),
            kinds: found
                .iter()
                .map(|drift| json!({ "class": drift.class, "template_code": drift.template_code }))
                .collect(),
            changes: found.into_iter().map(|drift| drift.change).collect(),
        };
        page.show(&self.view, context, output)?;
        Ok(if self.detailed_exitcode && differs { Exit::Changes } else { Exit::Ok })
    }
}
