//! `plan`: what would change.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use globset::GlobSet;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::planning::Planning;
use super::{EnvironmentArgument, Exit, Failure, Output, compare, plan_page, runtime, spaces, target};
use crate::context::Context;
use crate::plan::{self, Plan as ThePlan};
use crate::remote::{Refresh, Snapshot};
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
    /// For the comment on a pull request
    Markdown,
}

/// How a plan is shown, and how much of it.
#[derive(Clone, Debug, Args)]
pub(super) struct PlanView {
    /// How the plan is shown: text, json or markdown
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text", hide_possible_values = true)]
    pub(super) format: PlanFormat,
    /// With markdown: at most so many bytes, whole items only
    #[arg(long, value_name = "N", default_value_t = 60_000)]
    pub(super) max_bytes: usize,
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

/// Which templates a command is about.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Chosen {
    /// Only these, as globs `name/language`; may be given several times
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// All but these, as globs `name/language`; may be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
}

/// The globs of [`Chosen`], read.
#[derive(Clone)]
pub(super) struct Choice {
    only: Option<GlobSet>,
    exclude: GlobSet,
}

impl Chosen {
    /// Reads the globs.
    pub(super) fn read(&self) -> Result<Choice, Failure> {
        let globs = |option: &str, patterns: &[String]| {
            target::glob_set(patterns).map_err(|error| {
                Failure::new(Exit::Usage, format!("--{option}: {error}")).help("write `name/language`, with `*`")
            })
        };
        let only = if self.only.is_empty() { None } else { Some(globs("only", &self.only)?) };
        Ok(Choice { only, exclude: globs("exclude", &self.exclude)? })
    }
}

impl Choice {
    /// Whether a `name/language` is among them.
    pub(super) fn has(&self, key: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.is_match(key)) && !self.exclude.is_match(key)
    }

    /// Whether it is a choice at all.
    pub(super) fn is_all(&self) -> bool {
        self.only.is_none() && self.exclude.is_empty()
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
    /// Compare with a snapshot instead of the service: no credentials, nothing is sent
    #[arg(long, value_name = "SNAPSHOT", conflicts_with = "refresh")]
    against: Option<PathBuf>,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    view: PlanView,
}

impl Plan {
    /// Reads the service, compares, and shows the difference.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let choice = self.chosen.read()?;
        let snapshot = self.against.as_ref().map(|file| compare::read_snapshot(file, context)).transpose()?;
        let mut asked = self.environment.clone();
        asked.environment = asked.environment.or(snapshot.as_ref().map(|snapshot| snapshot.environment.clone()));
        let mut planning = Planning::begin(&asked, context, output)?.choosing(choice)?;
        if let Some(snapshot) = &snapshot {
            planning = planning.made_for(snapshot.space.as_deref());
        }
        let is_one_of_several = planning.spaces().len() > 1;
        spaces::each(&planning, output, |planning| {
            self.of_one(planning, snapshot.as_ref(), is_one_of_several, context, output)
        })
    }

    /// The same for one space.
    fn of_one(
        &self,
        planning: &Planning,
        snapshot: Option<&Snapshot>,
        is_one_of_several: bool,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let plan = match snapshot {
            Some(snapshot) => planning.plan_against(snapshot, context, output)?,
            None => runtime::block_on(async {
                let target = planning.open(context).await?;
                planning.plan_after(self.refresh.into(), &target, context, output).await
            })??,
        };
        let out = self.out.as_ref().map(|out| Self::file_of(out, &plan, is_one_of_several));
        if let Some(out) = &out {
            let path = context.environment.current_dir.join(out);
            write_atomic(&path, plan::write(&plan).as_bytes())?;
        }
        show(&plan, &self.view, context, output)?;
        if self.out.is_none() && self.view.format == PlanFormat::Text && plan.has_writes() {
            output.talk(&format!("`chatform apply --approve {}` carries out exactly this", plan.approval()));
        }
        if let Some(out) = &out {
            output.talk(&format!("saved; `chatform apply {}` carries it out", out.display()));
        }
        let differs = plan.has_writes() || plan.counts().blocked > 0;
        Ok(if self.detailed_exitcode && differs { Exit::Changes } else { Exit::Ok })
    }
}

impl Plan {
    /// The file of a plan: with the name of its space in it, where there are several.
    fn file_of(out: &Path, plan: &ThePlan, is_one_of_several: bool) -> PathBuf {
        let Some(space) = plan.target.space.as_ref().filter(|_| is_one_of_several) else {
            return out.to_owned();
        };
        let space = utf8_percent_encode(space, NON_ALPHANUMERIC).to_string().replace("%2D", "-");
        let name = out.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let extension = out.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
        out.with_file_name(format!("{name}.{space}{extension}"))
    }
}

/// Shows a plan as the result of a command.
pub(super) fn show(plan: &ThePlan, view: &PlanView, context: &Context, output: &Output) -> Result<(), Failure> {
    output.result(&match view.format {
        PlanFormat::Json => plan::write(plan),
        PlanFormat::Text => text(plan, output),
        PlanFormat::Markdown => plan_page::of(plan, view.max_bytes, context)?,
    });
    Ok(())
}

/// A plan for people.
pub(super) fn text(plan: &ThePlan, output: &Output) -> String {
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
    text + &format!("{verdict}{summary} in {}\n", target::described(&plan.target))
}
