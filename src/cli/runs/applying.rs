//! An apply under way: the last checks, the question, progress, interruption, the review, and what is told at the end.

use super::arguments::RunArguments;
use super::events::Events;
use super::history::RUNS;
use super::progress::RunProgress;
use crate::apply::{Event, Interrupt, Journal, Report, Run, Until, Verdict, Waiting};
use crate::cli::plan;
use crate::cli::planning::Planning;
use crate::cli::question::agreed;
use crate::cli::runtime::asked_to_end;
use crate::cli::target::{self, OpenTarget};
use crate::cli::{Exit, Failure, Output, remembered};
use crate::context::Context;
use crate::model::Variant;
use crate::plan::{Plan, permitted, retirements};
use crate::remote::AuditStatus;
use crate::report::{Ink, visible};

/// Everything that an apply needs.
pub(super) struct Applying<'a> {
    /// The project and the environment.
    pub(super) planning: &'a Planning,
    /// Where it is applied.
    pub(super) target: &'a OpenTarget,
    /// What is applied.
    pub(super) plan: &'a Plan,
    /// The run that this one finishes.
    pub(super) retries: Option<&'a str>,
    /// How.
    pub(super) arguments: &'a RunArguments,
    /// The world.
    pub(super) context: &'a Context,
    /// Who is told.
    pub(super) output: &'a Output,
}

impl<'a> Applying<'a> {
    /// The same with other arguments.
    pub(super) fn with(self, arguments: &'a RunArguments) -> Self {
        Self { arguments, ..self }
    }

    /// Shows the plan, checks, asks, carries out, and waits for the review.
    pub(super) async fn run(&self) -> Result<Exit, Failure> {
        self.output.result(&plan::text(self.plan, self.output));
        if self.output.is_cut_off() {
            // Nobody saw the plan: nothing of it is carried out. That output failed is said, and decides the exit code.
            return Ok(Exit::Ok);
        }
        self.check()?;
        if !self.plan.has_writes() {
            return Ok(if self.plan.counts().blocked > 0 { Exit::Incomplete } else { Exit::Ok });
        }
        self.target.guard_account(&self.planning.settings).await?;
        if !self.arguments.yes && !agreed("Apply this?", self.output) {
            self.output.talk("nothing was written: the answer was not `yes`");
            return Ok(Exit::Refused);
        }
        let events = Events::open(self.arguments.events.as_deref(), self.context)?;
        let runs = self.planning.project.root.join(RUNS);
        let journal = Journal::begin(&runs, self.plan, self.retries, self.context)?;
        events.began(&journal.id, self.plan);
        self.carry_out(&journal, &events).await
    }

    /// What the project file allows now, and the ceilings of the environment.
    fn check(&self) -> Result<(), Failure> {
        let Planning { project, name, settings, .. } = self.planning;
        permitted(self.plan, &target::policy(settings)?, &retirements(project, name)).map_err(|forbidden| {
            Failure::new(Exit::Refused, forbidden.to_string()).help("plan again: the project file has changed since")
        })?;
        self.arguments.check_gates(self.plan, settings)
    }

    /// The writes and the review. The first Ctrl-C finishes what is under way, the second gives it up.
    async fn carry_out(&self, journal: &Journal, events: &Events<'_>) -> Result<Exit, Failure> {
        let interrupt = Interrupt::default();
        let writes = self.plan.items.iter().filter(|item| item.operation.writes()).count();
        let progress = RunProgress::new(writes, self.context, self.output);
        let observer = |event: &Event| {
            events.happened(event);
            progress.show(event);
        };
        let run = Run {
            plan: self.plan,
            space: &self.target.space,
            journal,
            observer: &observer,
            interrupt: &interrupt,
            options: self.arguments.options(),
        };
        let report = tokio::select! {
            report = run.carry_out() => report?,
            () = self.given_up_by(&interrupt, "finishing what is under way") => {
                return Ok(self.given_up(journal, events));
            }
        };
        self.output.end_progress();
        // From the first request on the signal is ours: it ends the waiting too, or nothing would.
        let verdicts = tokio::select! {
            verdicts = self.review(&report, &interrupt, events) => verdicts,
            () = self.given_up_by(&interrupt, "no longer waiting for the review") => None,
        };
        self.output.end_progress();
        let exit = self.summary(&report, verdicts.as_deref(), journal, interrupt.asked());
        self.ended(events, Some(report.tally), exit);
        Ok(exit)
    }

    /// Ends at the second Ctrl-C; the first asks, and is answered with what is done about it.
    async fn given_up_by(&self, interrupt: &Interrupt, answer: &str) {
        while asked_to_end().await.is_ok() {
            if interrupt.asked() {
                return;
            }
            interrupt.ask();
            self.output.talk(&format!("{answer}; Ctrl-C again gives it up"));
        }
        std::future::pending().await
    }

    fn given_up(&self, journal: &Journal, events: &Events<'_>) -> Exit {
        let (unknown, noted) = journal.give_up(self.plan);
        for key in &unknown {
            self.output.talk(&format!("unknown: {}", visible(key)));
        }
        if let Err(error) = noted {
            self.output.talk(&visible(&error.to_string()));
        }
        let count = unknown.len();
        self.output.talk(&format!("given up, {count} unknown; the journal is {}", journal.path.display()));
        self.output
            .talk(&format!("  help: `chatform retry {}` goes on: it reads first what the service has", journal.id));
        self.ended(events, None, Exit::Interrupted);
        Exit::Interrupted
    }

    fn ended(&self, events: &Events<'_>, tally: Option<crate::apply::Tally>, exit: Exit) {
        if let Some(lost) = events.ended(tally, exit) {
            self.output.talk(&format!("the events are not all in their file: {}", visible(&lost)));
        }
    }

    /// The verdicts on what was written, waiting as long as the environment says; `None` where they could not be asked for.
    async fn review(&self, report: &Report, interrupt: &Interrupt, events: &Events<'_>) -> Option<Vec<Verdict>> {
        let written = self.plan.items.iter().filter(|item| item.operation.writes());
        let settled = written.zip(&report.outcomes).filter(|(_, (.., outcome))| outcome.is_settled());
        let variants: Vec<_> = settled.filter_map(|(item, _)| item.desired.as_ref()).collect();
        if variants.is_empty() {
            return Some(Vec::new());
        }
        let progress = |pending: usize| {
            events.waiting(pending);
            self.output.progress(&format!("waiting for the review of {pending}"));
        };
        let waiting = Waiting {
            space: &self.target.space,
            variants: &variants,
            until: Until::Decided,
            limit: target::patience(&self.planning.settings),
            context: self.context,
            interrupt,
            observer: &progress,
        };
        match waiting.wait().await {
            Ok(waited) => {
                waited.verdicts.iter().for_each(|verdict| events.verdict(verdict));
                self.remember(&variants, &waited.verdicts);
                Some(waited.verdicts)
            }
            Err(error) => {
                self.output.talk(&format!(
                    "the review could not be asked for: {}\n  help: `chatform status` asks again",
                    visible(&error.to_string())
                ));
                None
            }
        }
    }

    /// Keeps what was rejected, so that a plan warns before it is sent again.
    fn remember(&self, variants: &[&Variant], verdicts: &[Verdict]) {
        let reason = |variant: &Variant| {
            let is_it = |verdict: &&Verdict| verdict.status == AuditStatus::Fail && verdict.key == variant.key();
            verdicts.iter().find(is_it).map(|verdict| verdict.reason.as_str())
        };
        let rejected: Vec<(&Variant, &str)> =
            variants.iter().filter_map(|variant| Some((*variant, reason(variant)?))).collect();
        remembered::remember(&self.planning.project.root, &rejected, self.context);
    }

    fn summary(&self, report: &Report, reviewed: Option<&[Verdict]>, journal: &Journal, interrupted: bool) -> Exit {
        let verdicts = reviewed.unwrap_or_default();
        let tally = report.tally.in_words();
        self.output.result(&format!("\n{}\nApplied: {tally}\n", self.table(verdicts)));
        self.output.talk(&format!("journal: {}", journal.path.display()));
        let refused =
            verdicts.iter().filter(|verdict| !verdict.status.is_pending() && !verdict.status.is_sendable()).count();
        if !report.tally.is_settled() {
            self.output.talk(&format!("`chatform retry {}` goes on where this run ended", journal.id));
        }
        if refused > 0 {
            self.output.talk("`chatform status` shows each rejection on its line of the file");
        }
        if let Some(error) = &report.unnoted {
            self.output.talk(&format!("{}\n  help: make room for it, and plan again", visible(&error.to_string())));
        }
        if report.rows.is_none() {
            self.output.talk(
                "the list could not be read after the last write\n  help: apply again, it confirms what was written",
            );
        }
        let pending = reviewed.is_none_or(|verdicts| verdicts.iter().any(|verdict| verdict.status.is_pending()));
        let complete = report.tally.is_settled()
            && report.rows.is_some()
            && report.unnoted.is_none()
            && refused == 0
            && report.tally.blocked == 0
            && !self.output.is_cut_off();
        match (interrupted, complete, pending) {
            (true, ..) => Exit::Interrupted,
            (_, false, _) => Exit::Incomplete,
            (_, _, true) if !target::patience(&self.planning.settings).is_zero() => Exit::Pending,
            _ => Exit::Ok,
        }
    }

    fn table(&self, verdicts: &[Verdict]) -> String {
        let look = self.output.result_look();
        let width = verdicts.iter().map(|verdict| verdict.key.chars().count()).max().unwrap_or(0);
        let mut text = String::new();
        for verdict in verdicts {
            let ink = match verdict.status {
                AuditStatus::Pass => Ink::Good,
                AuditStatus::Fail => Ink::Bad,
                _ => Ink::Warn,
            };
            let state = look.paint(ink, &visible(verdict.status.in_words()));
            let reason =
                if verdict.reason.is_empty() { String::new() } else { format!(": {}", visible(&verdict.reason)) };
            let (key, code) = (visible(&verdict.key), visible(&verdict.template_code));
            text.push_str(&format!("  {key:width$}  {code}  {state}{reason}\n"));
        }
        text
    }
}
