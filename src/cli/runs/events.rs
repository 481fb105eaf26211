//! `--events FILE`: what happens during a run, one JSON object a line, for other programs.
//!
//! The shape is versioned in the first line and described in `docs/apply.md`.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::apply::{Event, Outcome, Tally, Verdict};
use crate::cli::{Exit, Failure};
use crate::context::{Clock, Context};
use crate::plan::{Operation, Plan};

/// The version of the shape.
const VERSION: u32 = 1;

/// The open file; a run without one tells nobody.
pub(super) struct Events<'c> {
    file: Mutex<Option<File>>,
    clock: &'c dyn Clock,
    /// Why it took no more.
    lost: Mutex<Option<String>>,
}

impl<'c> Events<'c> {
    /// Opens the file anew; one that cannot be written ends the command before anything is sent.
    pub(super) fn open(path: Option<&Path>, context: &'c Context) -> Result<Self, Failure> {
        let clock = context.clock.as_ref();
        let Some(path) = path else { return Ok(Self { file: Mutex::default(), clock, lost: Mutex::default() }) };
        let unwritten = |error: std::io::Error| {
            Failure::new(Exit::Refused, format!("cannot write {}: {error}", path.display()))
                .help("name a file that can be written, or leave --events out")
        };
        let mut file = File::create(context.environment.current_dir.join(path)).map_err(unwritten)?;
        let header = json!({ "format": "chatform-events", "version": VERSION });
        writeln!(file, "{header}").map_err(unwritten)?;
        Ok(Self { file: Mutex::new(Some(file)), clock, lost: Mutex::default() })
    }

    /// A run begins.
    pub(super) fn began(&self, run: &str, plan: &Plan) {
        let items = plan.items.iter().filter(|item| item.operation.writes()).count();
        self.write(json!({
            "event": "began", "run": run, "environment": plan.target.environment, "space": plan.target.space,
            "plan": plan.digest(), "items": items, "blocked": plan.counts().blocked,
        }));
    }

    /// Something happened to an item, or the list is read.
    pub(super) fn happened(&self, event: &Event) {
        self.write(match event {
            Event::Sweeping => json!({ "event": "reading" }),
            Event::Begun { item, key, operation } => {
                json!({ "event": "item_began", "item": item, "key": key, "operation": operation })
            }
            Event::Ended { item, key, operation, outcome } => ending("item_ended", *item, key, *operation, outcome),
            Event::Settled { item, key, operation, outcome } => ending("item_settled", *item, key, *operation, outcome),
        });
    }

    /// The review of so many is waited for.
    pub(super) fn waiting(&self, pending: usize) {
        self.write(json!({ "event": "waiting", "pending": pending }));
    }

    /// What the review said, or did not say yet.
    pub(super) fn verdict(&self, verdict: &Verdict) {
        self.write(json!({
            "event": "verdict", "key": verdict.key, "status": verdict.status.to_string(),
            "reason": verdict.reason, "template_code": verdict.template_code,
        }));
    }

    /// The run ended; gives what a file that took no more left out.
    pub(super) fn ended(&self, tally: Option<Tally>, exit: Exit) -> Option<String> {
        self.write(json!({ "event": "ended", "tally": tally, "exit": exit.code() }));
        self.lost.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn write(&self, mut line: Value) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = file.as_mut() else { return };
        line["at"] = self.clock.now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string().into();
        if let Err(error) = open.write_all(format!("{line}\n").as_bytes()) {
            // A run under way goes on: the journal has it all.
            *self.lost.lock().unwrap_or_else(PoisonError::into_inner) = Some(error.to_string());
            *file = None;
        }
    }
}

fn ending(event: &str, item: usize, key: &str, operation: Operation, outcome: &Outcome) -> Value {
    json!({ "event": event, "item": item, "key": key, "operation": operation, "outcome": outcome })
}
