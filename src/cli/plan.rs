//! `plan`: what would change.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::planning::Planning;
use super::{EnvironmentArgument, Exit, Failure, Output, runtime};
use crate::context::Context;
use crate::plan::{self, Plan as ThePlan};
use crate::remote::Refresh;
use crate::report::{Ink, changes, visible};
use crate::store::write_atomic;

/// How a plan is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PlanFormat {
    /// For people
    #[default]
    Text,
    /// The plan file
    Json,
}

/// Which templates are read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum RefreshChoice {
    /// Those whose row in the list has moved
    #[default]
    Changed,
    /// All of them
    Full,
}

impl From<RefreshChoice> for Refresh {
    fn from(choice: RefreshChoice) -> Self {
        match choice {
            RefreshChoice::Changed => Self::Changed,
            RefreshChoice::Full => Self::Full,
        }
    }
}

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub(super) struct Plan {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// Save the plan, to show or apply it later
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
    /// End with 2 when something would change or is blocked
    #[arg(long)]
    detailed_exitcode: bool,
    /// Which templates are read again: `changed` since they were last read, or `full` for all
    #[arg(long, value_name = "WHAT", value_enum, default_value = "changed", hide_possible_values = true)]
    refresh: RefreshChoice,
    /// How the plan is shown: text or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text", hide_possible_values = true)]
    format: PlanFormat,
}

impl Plan {
    /// Reads the service, compares, and shows the difference.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let planning = Planning::begin(self.environment.environment.as_deref(), context, output)?;
        let plan = runtime::block_on(async {
            let target = planning.open(context).await?;
            planning.plan_after(self.refresh.into(), &target, context, output).await
        })??;
        if let Some(out) = &self.out {
            let path = context.environment.current_dir.join(out);
            write_atomic(&path, plan::write(&plan).as_bytes())?;
        }
        show(&plan, self.format, output);
        if let Some(out) = &self.out {
            output.talk(&format!("saved; `chatform apply {}` carries it out", out.display()));
        }
        let differs = plan.has_writes() || plan.counts().blocked > 0;
        Ok(if self.detailed_exitcode && differs { Exit::Changes } else { Exit::Ok })
    }
}

/// Shows a plan as the result of a command.
pub(super) fn show(plan: &ThePlan, format: PlanFormat, output: &Output) {
    if format == PlanFormat::Json {
        return output.result(&plan::write(plan));
    }
    output.result(&text(plan, output));
}

fn text(plan: &ThePlan, output: &Output) -> String {
    let look = output.result_look();
    let mut text = changes(&plan.changes(), look);
    let unmanaged = plan.unmanaged_changes();
    if !unmanaged.is_empty() {
        text.push_str("  In the space, but in no file; never touched:\n");
        text.push_str(&changes(&unmanaged, look));
        text.push('\n');
    }
    for warning in &plan.warnings {
        text.push_str(&format!("  {} {}\n\n", look.paint(Ink::Warn, "warning:"), visible(warning)));
    }
    let summary = plan.summary();
    let verdict = if plan.has_writes() || plan.counts().blocked > 0 { "Plan: " } else { "No changes: " };
    text + &format!("{verdict}{summary} in {}\n", super::target::described(&plan.target))
}
