//! `status`: what the review says, on the line of the file that it is about.

use std::time::Duration;

use clap::Args;

use super::planning::Planning;
use super::{EnvironmentArgument, Exit, Failure, Output, runtime, target};
use crate::apply::{Interrupt, wait_for_review};
use crate::context::Context;
use crate::finding::At;
use crate::finding::Level;
use crate::model::{Template, Variant, origin, parse_duration};
use crate::remote::AuditStatus;
use crate::report::{Diagnostic, Ink, Place, pretty, visible};
use crate::status::{Standing, standings, subject};

/// Arguments of `status`.
#[derive(Debug, Args)]
pub(super) struct Status {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// Wait until the review has decided about everything
    #[arg(long)]
    wait: bool,
    /// How long to wait, such as 30s, 10m or 24h
    #[arg(long, value_name = "TIME", default_value = "24h", requires = "wait")]
    timeout: String,
}

impl Status {
    /// Reads the list, waits if asked to, and shows each declared variant.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let patience = self.patience()?;
        let planning = Planning::begin(self.environment.environment.as_deref(), context, output)?;
        let desired = planning.desired();
        let (rows, described) = runtime::block_on(async {
            let open = planning.open(context).await?;
            let variants: Vec<_> = desired.iter().map(|desired| &desired.variant).collect();
            if self.wait {
                let told = |pending: usize| output.progress(&format!("waiting for the review of {pending}"));
                wait_for_review(&open.space, &variants, patience, context, &Interrupt::default(), &told).await?;
            }
            output.end_progress();
            Ok::<_, Failure>((open.space.list().await?, target::described(&open.target)))
        })??;
        let standings = standings(&desired, &rows);
        output.result(&table(&standings, &described, output));
        show_rejections(&planning, &standings, output);
        Ok(self.exit(&standings))
    }

    fn patience(&self) -> Result<Duration, Failure> {
        parse_duration(&self.timeout).ok_or_else(|| {
            Failure::new(Exit::Usage, format!("`{}` is no duration", self.timeout)).help("write 30s, 10m or 24h")
        })
    }

    fn exit(&self, standings: &[Standing]) -> Exit {
        if standings.iter().any(Standing::is_trouble) {
            Exit::Findings
        } else if self.wait && standings.iter().any(Standing::is_pending) {
            Exit::Pending
        } else {
            Exit::Ok
        }
    }
}

fn table(standings: &[Standing], described: &str, output: &Output) -> String {
    let look = output.result_look();
    let width = standings.iter().map(|standing| standing.desired.variant.key().chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    let mut approved = 0;
    for standing in standings {
        let key = standing.desired.variant.key();
        let (ink, words, code) = match &standing.row {
            None => (Ink::Faint, "not there", ""),
            Some(row) => {
                let ink = match row.status {
                    AuditStatus::Pass => Ink::Good,
                    AuditStatus::Auditing | AuditStatus::Unaudit => Ink::Warn,
                    _ => Ink::Bad,
                };
                approved += usize::from(row.status.is_sendable());
                (ink, row.status.in_words(), row.template_code.as_str())
            }
        };
        let (key, state) = (visible(&key), look.paint(ink, &visible(words)));
        text.push_str(format!("  {key:width$}  {:20}  {state}", visible(code)).trim_end());
        text.push('\n');
    }
    text + &format!("\n{approved} of {} approved in {described}\n", standings.len())
}

/// Each rejection as a finding on its line.
fn show_rejections(planning: &Planning, standings: &[Standing], output: &Output) {
    let rejected = standings.iter().filter(|standing| standing.is_trouble());
    let diagnostics: Vec<Diagnostic<'_>> = rejected.filter_map(|standing| rejection(planning, standing)).collect();
    if !diagnostics.is_empty() {
        output.result(&pretty(&diagnostics, output.result_look()));
    }
}

fn rejection<'p>(planning: &'p Planning, standing: &Standing) -> Option<Diagnostic<'p>> {
    let row = standing.row.as_ref()?;
    let variant = &standing.desired.variant;
    let file = planning.project.files.iter().find(|file| file.source.name == standing.desired.source.file)?;
    let template = file.value.as_ref()?;
    let at = origin(template, &variant.language, place(template, variant, &row.reason));
    let reason = if row.reason.is_empty() { "the service gives no reason" } else { row.reason.as_str() };
    let help = match row.status {
        AuditStatus::Fail => "mend it here and apply again: a rejected template is modified in place",
        _ => "look at it in the console; a new `revision` can take its place",
    };
    Some(Diagnostic {
        level: Level::Error,
        rule: "review/rejected",
        message: format!("{} is {}: {reason}", variant.key(), row.status.in_words()),
        source: &file.source,
        primary: Place { range: file.locate(&at), text: String::new() },
        secondary: Vec::new(),
        notes: Vec::new(),
        help: Some(help.to_owned()),
        fix: None,
        edits: Vec::new(),
        fingerprint: String::new(),
    })
}

/// What a reason is about, as a place of the variant: of a text, its first line.
fn place(template: &Template, variant: &Variant, reason: &str) -> At {
    let path = subject(reason, variant);
    // Bytes count in the text as it is written: before the environment's values are filled in.
    let written = template.variants().into_iter().find(|written| written.language == variant.language);
    let texts = written.iter().flat_map(Variant::texts);
    let text = texts.into_iter().find(|(place, text)| *place == path && !text.is_empty());
    match text {
        Some((path, text)) => At::Text(path, 0..text.lines().next().unwrap_or_default().len()),
        None => At::Value(path),
    }
}
