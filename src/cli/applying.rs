//! An apply under way: progress, interruption, review, and what is told at the end.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::target::OpenTarget;
use super::{Exit, Failure, Output};
use crate::apply::{Event, Interrupt, Journal, Outcome, Report, Run, Verdict, wait_for_review};
use crate::context::Context;
use crate::plan::Plan;
use crate::remote::AuditStatus;
use crate::report::{Ink, visible};

/// Everything that an apply needs.
pub(super) struct Applying<'a> {
    /// The project's folder.
    pub(super) root: &'a Path,
    /// Where it is applied.
    pub(super) target: &'a OpenTarget,
    /// What is applied.
    pub(super) plan: &'a Plan,
    /// How long the review is waited for.
    pub(super) patience: Duration,
    /// The world.
    pub(super) context: &'a Context,
    /// Who is told.
    pub(super) output: &'a Output,
}

impl Applying<'_> {
    /// Carries the plan out. The first Ctrl-C finishes what is under way, the second gives it up.
    pub(super) async fn run(&self) -> Result<Exit, Failure> {
        let journal = Journal::begin(&self.root.join(".chatform/runs"), self.plan, self.context)?;
        let interrupt = Interrupt::default();
        let under_way = Mutex::new(BTreeSet::new());
        let writes = self.plan.items.iter().filter(|item| item.operation.writes()).count();
        let ended = AtomicUsize::new(0);
        let observer = |event: &Event| self.told(event, &under_way, &ended, writes);
        let run = Run {
            plan: self.plan,
            space: &self.target.space,
            journal: &journal,
            observer: &observer,
            interrupt: &interrupt,
        };
        let report = tokio::select! {
            report = run.carry_out() => report?,
            () = self.given_up_by(&interrupt, "finishing what is under way") => {
                return Ok(self.given_up(&under_way, &journal));
            }
        };
        self.output.end_progress();
        // From the first request on the signal is ours: it ends the waiting too, or nothing would.
        let verdicts = tokio::select! {
            verdicts = self.review(&report, &interrupt) => verdicts,
            () = self.given_up_by(&interrupt, "no longer waiting for the review") => None,
        };
        self.summary(&report, verdicts.as_deref(), &journal, interrupt.asked())
    }

    /// Ends at the second Ctrl-C; the first asks, and is answered with what is done about it.
    async fn given_up_by(&self, interrupt: &Interrupt, answer: &str) {
        while tokio::signal::ctrl_c().await.is_ok() {
            if interrupt.asked() {
                return;
            }
            interrupt.ask();
            self.output.talk(&format!("{answer}; Ctrl-C again gives it up"));
        }
        std::future::pending().await
    }

    fn told(&self, event: &Event, under_way: &Mutex<BTreeSet<String>>, ended: &AtomicUsize, writes: usize) {
        let mut under_way = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Sweeping => self.output.progress("reading the list of templates"),
            Event::Begun { key, operation } => {
                under_way.insert(key.clone());
                let done = ended.load(Ordering::Relaxed);
                self.output.progress(&format!("{done} of {writes}: {operation} {key}"));
            }
            Event::Ended { key, outcome, .. } => {
                under_way.remove(key);
                ended.fetch_add(1, Ordering::Relaxed);
                if !outcome.is_settled() {
                    self.output.talk(&trouble(key, outcome));
                }
            }
        }
    }

    fn given_up(&self, under_way: &Mutex<BTreeSet<String>>, journal: &Journal) -> Exit {
        let under_way = under_way.lock().unwrap_or_else(PoisonError::into_inner);
        for key in under_way.iter() {
            let outcome = Outcome::Unknown { reason: "it was given up before the service answered".to_owned() };
            // Its intent is in the journal already: without this line it is unknown just the same.
            let _ = journal.outcome(key, &outcome);
            self.output.talk(&format!("unknown: {}", visible(key)));
        }
        self.output.talk(&format!("given up; the journal is {}", journal.path.display()));
        self.output.talk("  help: apply again, it reads first what the service has");
        Exit::Interrupted
    }

    /// The verdicts on what was written, waiting as long as the environment says; `None` where they could not be asked for.
    async fn review(&self, report: &Report, interrupt: &Interrupt) -> Option<Vec<Verdict>> {
        let written = self.plan.items.iter().filter(|item| item.operation.writes());
        let settled = written.zip(&report.outcomes).filter(|(_, (.., outcome))| outcome.is_settled());
        let variants: Vec<_> = settled.filter_map(|(item, _)| item.desired.as_ref()).collect();
        if variants.is_empty() {
            return Some(Vec::new());
        }
        let progress = |pending: usize| self.output.progress(&format!("waiting for the review of {pending}"));
        let waited =
            wait_for_review(&self.target.space, &variants, self.patience, self.context, interrupt, &progress).await;
        self.output.end_progress();
        match waited {
            Ok(waited) => Some(waited.verdicts),
            Err(error) => {
                self.output.talk(&format!(
                    "the review could not be asked for: {}\n  help: `chatform status` asks again",
                    visible(&error.to_string())
                ));
                None
            }
        }
    }

    fn summary(
        &self,
        report: &Report,
        reviewed: Option<&[Verdict]>,
        journal: &Journal,
        interrupted: bool,
    ) -> Result<Exit, Failure> {
        let look = self.output.result_look();
        let verdicts = reviewed.unwrap_or_default();
        let mut text = String::from("\n");
        let width = verdicts.iter().map(|verdict| verdict.key.chars().count()).max().unwrap_or(0);
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
        let pending = reviewed.is_none_or(|verdicts| verdicts.iter().any(|verdict| verdict.status.is_pending()));
        let refused =
            verdicts.iter().filter(|verdict| !verdict.status.is_pending() && !verdict.status.is_sendable()).count();
        text.push_str(&format!("\nApplied: {}\n", tally(report, self.plan)));
        self.output.result(&text);
        self.output.talk(&format!("journal: {}", journal.path.display()));
        if report.tally.not_started > 0 {
            self.output.talk("apply again: it goes on where this run ended");
        }
        if refused > 0 {
            self.output.talk("`chatform status` shows each rejection on its line of the file");
        }
        if report.rows.is_none() {
            self.output.talk(
                "the list could not be read after the last write\n  help: apply again, it confirms what was written",
            );
        }
        let complete = report.tally.is_complete()
            && report.rows.is_some()
            && refused == 0
            && self.plan.counts().blocked == 0
            && !self.output.is_cut_off();
        Ok(match (interrupted, complete, pending) {
            (true, ..) => Exit::Interrupted,
            (_, false, _) => Exit::Incomplete,
            (_, _, true) if !self.patience.is_zero() => Exit::Pending,
            _ => Exit::Ok,
        })
    }
}

fn tally(report: &Report, plan: &Plan) -> String {
    let tally = report.tally;
    let parts = [
        (tally.done, "done"),
        (tally.unchanged, "there already"),
        (tally.stale, "stale"),
        (tally.failed, "failed"),
        (tally.unknown, "unknown"),
        (tally.not_started, "not started"),
        (plan.counts().blocked, "blocked"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    said.join(", ")
}

fn trouble(key: &str, outcome: &Outcome) -> String {
    let key = visible(key);
    match outcome {
        Outcome::Stale { reason } => format!("stale: {key}: {}\n  help: plan again", visible(reason)),
        Outcome::Failed { reason, help } => {
            let help = help.as_ref().map(|help| format!("\n  help: {}", visible(help))).unwrap_or_default();
            format!("failed: {key}: {}{help}", visible(reason))
        }
        Outcome::Unknown { reason } => {
            format!("unknown: {key}: {}\n  help: plan again: the service is read first", visible(reason))
        }
        Outcome::NotStarted => format!("not started: {key}"),
        Outcome::Done { .. } | Outcome::Unchanged => String::new(),
    }
}
