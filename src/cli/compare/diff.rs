//! `diff`: two environments, two commits, or one of each, side by side.

use clap::Args;
use serde_json::json;

use super::page::Page;
use super::side::Side;
use crate::cli::plan::{Chosen, PlanView, RefreshChoice};
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime, target};
use crate::context::Context;
use crate::plan::side_by_side;
use crate::project::Project;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Diff {
    /// An environment, a commit, a snapshot (FILE.json), or . for the files as they are
    #[arg(value_name = "LEFT")]
    left: String,
    /// The same again
    #[arg(value_name = "RIGHT")]
    right: String,
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// End with 2 when something differs
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

impl Diff {
    /// Reads both sides and shows what differs.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let choice = self.chosen.read()?;
        let project = Project::open(&context.environment.current_dir, &[])?;
        let sides = [Side::of(&self.left, &project), Side::of(&self.right, &project)];
        let values = self.values(&project, &sides)?;
        let mut read = Vec::new();
        runtime::block_on(async {
            for side in &sides {
                let refresh = self.refresh.into();
                let mut variants = side.variants(&project, values.as_deref(), refresh, context, output).await?;
                variants.retain(|variant| choice.has(&variant.key()));
                read.push(variants);
            }
            Ok::<_, Failure>(())
        })??;
        let (found, same) = side_by_side(&read[0], &read[1]);
        let differs = !found.is_empty();
        let count = |is: fn(&&crate::plan::Difference<'_>) -> bool| found.iter().filter(is).count();
        let parts = [
            (count(|one| one.left.is_some() && one.right.is_some()), "different"),
            (count(|one| one.right.is_none()), "only on the left"),
            (count(|one| one.left.is_none()), "only on the right"),
            (same, "the same"),
        ];
        let said: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let page = Page {
            summary: if said.is_empty() { "Nothing".to_owned() } else { said.join(", ") },
            between: format!("between `{}` and `{}`", target::in_code(&self.left), target::in_code(&self.right)),
            more: format!("chatform diff {} {}", self.left, self.right),
            head: json!({ "left": self.left, "right": self.right, "same": same }),
            kinds: found.iter().map(|one| json!({ "left": one.left, "right": one.right })).collect(),
            changes: found.iter().map(crate::plan::Difference::as_change).collect(),
        };
        page.show(&self.view, context, output)?;
        Ok(if self.detailed_exitcode && differs { Exit::Changes } else { Exit::Ok })
    }

    /// The environment whose values fill files in: the one that is named, or the only one there is on either side.
    fn values(&self, project: &Project, sides: &[Side]) -> Result<Option<String>, Failure> {
        if let Some(asked) = self.environment.known(&project.file)? {
            return Ok(Some(asked.to_owned()));
        }
        let mut of_sides = sides.iter().filter_map(Side::environment);
        if let Some(first) = of_sides.next() {
            return Ok(Some(first.to_owned()));
        }
        let mut all = project.file.environments.iter().flatten();
        match (all.next(), all.next()) {
            (Some((only, _)), None) => Ok(Some(only.clone())),
            _ => Ok(None),
        }
    }
}
