//! `status`: what the review says, on the line of the file that it is about.

mod findings;
mod shown;

use std::collections::HashSet;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::planning::{Planning, read_space};
use super::runtime::asked_to_end;
use super::{EnvironmentArgument, Exit, Failure, Output, listen, remembered, runtime, spaces, target};
use crate::apply::{Interrupt, Until, Waiting};
use crate::callbacks::Latest;
use crate::context::Context;
use crate::model::parse_duration;
use crate::plan::Desired;
use crate::remote::{AuditStatus, Refresh, Row, SpaceContent};
use crate::status::{Standing, standings};
use shown::Shown;

/// How the status is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    /// For people
    #[default]
    Table,
    /// For other programs
    Json,
    /// For comments and summaries
    Markdown,
    /// Annotations in GitHub Actions
    Github,
    /// JUnit XML
    Junit,
    /// SARIF 2.1.0
    Sarif,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum For {
    /// Everything has a verdict
    #[default]
    Decided,
    /// Everything is approved; ends early once that cannot come any more
    Pass,
}

/// Arguments of `status`.
#[derive(Clone, Debug, Args)]
pub(super) struct Status {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// Wait until the review has decided
    #[arg(long)]
    wait: bool,
    /// What to wait for: decided, or pass, which ends early once it cannot come any more
    #[arg(
        long = "for",
        value_name = "WHAT",
        value_enum,
        default_value = "decided",
        requires = "wait",
        hide_possible_values = true
    )]
    until: For,
    /// How long to wait, such as 30s, 10m or 24h
    #[arg(long, value_name = "TIME", default_value = "24h", requires = "wait")]
    timeout: String,
    /// Show the quality too; it takes a request for each template, five a second
    #[arg(long)]
    quality: bool,
    /// How it is shown: table, json, markdown, github, junit or sarif
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "table", hide_possible_values = true)]
    format: StatusFormat,
}

/// What the service was found to hold.
struct Found {
    content: SpaceContent,
    /// The environment in words.
    described: String,
    /// Whether the quality was asked for.
    quality: bool,
    /// Somebody ended the waiting.
    interrupted: bool,
}

impl Status {
    /// Waits if asked to, reads the list, and shows each declared variant.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let patience = self.patience()?;
        let planning = Planning::begin(&self.environment, context, output)?;
        spaces::each(&planning, output, |planning| self.of_one(planning, patience, context, output))
    }

    /// The same for one space.
    fn of_one(
        &self,
        planning: &Planning,
        patience: Duration,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let desired = planning.desired();
        let found = runtime::block_on(self.find(planning, &desired, patience, context, output))??;
        let Some(found) = found else { return Ok(Exit::Interrupted) };
        remembered::rejections(&planning.project.root, &found.content.details, context);
        let standings = standings(&desired, &found.content.rows, &found.content.details);
        let exit = if found.interrupted { Exit::Interrupted } else { exit(&standings) };
        let reported = Latest::read(&planning.project.root.join(listen::FOLDER))
            .map_err(|error| Failure::new(Exit::Unavailable, error.to_string()))?;
        let (desired, standings, found) = (&*desired, &*standings, &found);
        let shown = Shown { planning, desired, standings, found, reported: &reported, exit, context };
        output.result(&shown.as_format(self.format, output.result_look()));
        Ok(exit)
    }

    fn patience(&self) -> Result<Duration, Failure> {
        parse_duration(&self.timeout).ok_or_else(|| {
            Failure::new(Exit::Usage, format!("`{}` is no duration", self.timeout)).help("write 30s, 10m or 24h")
        })
    }

    /// Waits and reads; `None` when it was given up. The first Ctrl-C ends the waiting, the second everything.
    async fn find(
        &self,
        planning: &Planning,
        desired: &[Desired],
        patience: Duration,
        context: &Context,
        output: &Output,
    ) -> Result<Option<Found>, Failure> {
        let interrupt = Interrupt::default();
        let work = async {
            let open = planning.open(context).await?;
            if self.wait {
                let variants: Vec<_> = desired.iter().map(|desired| &desired.variant).collect();
                let waiting = Waiting {
                    space: &open.space,
                    variants: &variants,
                    until: if self.until == For::Pass { Until::Passed } else { Until::Decided },
                    limit: patience,
                    context,
                    interrupt: &interrupt,
                    observer: &|pending| output.progress(&format!("waiting for the review of {pending}")),
                };
                waiting.wait().await?;
                output.end_progress();
            }
            // The quality moves without its row.
            let refresh = if self.quality { Refresh::Full } else { Refresh::Changed };
            let declared: HashSet<String> = desired.iter().map(|desired| desired.variant.key()).collect();
            let wanted = |row: &Row| self.wants(row) && declared.contains(&row.key());
            let content = read_space(&planning.project.root, wanted, refresh, &open, context, output).await?;
            let described = target::described(&open.target);
            Ok::<_, Failure>(Found { content, described, quality: self.quality, interrupted: interrupt.asked() })
        };
        tokio::select! {
            found = work => found.map(Some),
            () = given_up(&interrupt, output) => Ok(None),
        }
    }

    /// Whether the content of a row is read: the list knows no quality, and not what was rejected.
    fn wants(&self, row: &Row) -> bool {
        row.status == AuditStatus::Fail || (self.quality && !row.status.is_pending())
    }
}

/// Ends at the second Ctrl-C.
async fn given_up(interrupt: &Interrupt, output: &Output) {
    while asked_to_end().await.is_ok() {
        if interrupt.asked() {
            return;
        }
        interrupt.ask();
        output.talk("no longer waiting; Ctrl-C again gives it up");
    }
    std::future::pending().await
}

/// 0 says that everything declared is approved: whoever sends may rely on it.
fn exit(standings: &[Standing]) -> Exit {
    if standings.iter().any(Standing::is_trouble) {
        Exit::Findings
    } else if standings.iter().any(Standing::is_pending) {
        Exit::Pending
    } else {
        Exit::Ok
    }
}
