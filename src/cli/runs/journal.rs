//! `journal`: the runs of a project, what one of them did, and whether the journals are whole.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::history::{History, id};
use crate::apply::{Outcome, PastItem, PastRun};
use crate::cli::{Exit, Failure, Output, target};
use crate::context::Context;
use crate::report::{Ink, Look, counted, visible};
use crate::store::StoreError;

/// The version of the JSON form.
const VERSION: u32 = 1;

/// How runs are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum JournalFormat {
    /// For people
    #[default]
    Text,
    /// For other programs
    Json,
}

/// Arguments of `journal`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Journal {
    /// The run, or the beginning of its id; all when left out
    #[arg(value_name = "RUN")]
    run: Option<String>,
    /// Check that each journal is whole, unchanged and complete
    #[arg(long)]
    verify: bool,
    /// How runs are shown: text or json
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text", hide_possible_values = true)]
    format: JournalFormat,
}

/// A journal, as far as it can be read.
type Read = (String, Result<PastRun, StoreError>);

impl Journal {
    /// Reads the journals and shows them.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let history = History::open(context)?;
        let journals = match &self.run {
            Some(run) => vec![history.find(run)?.to_owned()],
            None => history.journals,
        };
        let runs: Vec<Read> = journals.iter().map(|path| (id(path), PastRun::read(path))).collect();
        if runs.is_empty() {
            output.talk("there are no runs yet; `chatform apply` begins one");
        }
        let look = output.result_look();
        output.result(&match (self.format, self.verify, &self.run) {
            (JournalFormat::Json, ..) => as_json(&runs, self.run.is_some()),
            (JournalFormat::Text, true, _) => runs.iter().map(|run| verified(run, look)).collect(),
            (JournalFormat::Text, false, Some(_)) => runs.iter().map(|run| told(run, look)).collect::<String>(),
            (JournalFormat::Text, false, None) => listed(&runs, look),
        });
        let is_damaged = runs.iter().any(|run| damage(run).next().is_some());
        Ok(if is_damaged { Exit::Findings } else { Exit::Ok })
    }
}

/// What is wrong with a journal, a sentence each.
fn damage(run: &Read) -> impl Iterator<Item = String> {
    let (unreadable, faults) = match &run.1 {
        Ok(run) => (None, run.faults.clone()),
        Err(error) => (Some(error.to_string()), Vec::new()),
    };
    unreadable.into_iter().chain(faults)
}

/// How far a run came, in words.
fn course(run: &PastRun) -> String {
    match (&run.began, &run.ended) {
        (None, _) => "stopped before it began, nothing was sent".to_owned(),
        (Some(_), None) => format!("stopped: {}", run.tally().in_words()),
        (Some(_), Some(_)) => run.tally().in_words(),
    }
}

fn listed(runs: &[Read], look: Look) -> String {
    let mut text = String::new();
    for read in runs {
        let (id, run) = read;
        let environment =
            run.as_ref().ok().and_then(|run| run.began.as_ref()).map(|began| &began.plan.target.environment);
        let environment = visible(environment.map_or("-", String::as_str)).into_owned();
        let state = match (run, damage(read).next()) {
            (_, Some(_)) => look.paint(Ink::Bad, "damaged: `chatform journal --verify` says where"),
            (Ok(run), None) if run.is_finished() => course(run),
            (Ok(run), None) => look.paint(Ink::Warn, &course(run)),
            (Err(error), None) => error.to_string(),
        };
        text.push_str(&format!("  {}  {environment:10}  {state}\n", visible(id)));
    }
    text
}

fn told(read: &Read, look: Look) -> String {
    let Ok(run) = &read.1 else { return verified(read, look) };
    let mut text = format!("Run {}", visible(&run.id));
    if let Some(began) = &run.began {
        text.push_str(&format!(" in {}\n  began at {}", target::described(&began.plan.target), visible(&began.at)));
        if let Some(retried) = &began.retries {
            text.push_str(&format!(", to finish {}", visible(retried)));
        }
        text.push_str(&format!("\n  plan {}\n", visible(&began.digest)));
    }
    text.push('\n');
    let width = run.items.iter().map(|item| item.key.chars().count()).max().unwrap_or(0);
    for item in &run.items {
        let ending = item.ending();
        let ink = if ending.is_settled() { Ink::Good } else { Ink::Bad };
        let word = look.paint(ink, &format!("{:13}", ending.as_str()));
        let key = visible(&item.key);
        let line = format!("  {word} {:10} {key:width$}  {}", item.operation.as_str(), visible(detail(&ending)));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&format!("\n{}\n", course(run)));
    text.push_str(&remarks(read, look));
    if !run.is_finished() && run.began.is_some() {
        text.push_str(&format!("`chatform retry {}` goes on where it ended\n", visible(&run.id)));
    }
    text
}

/// What there is to say of an ending besides its word.
fn detail(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Done { template_code } => template_code,
        Outcome::Stale { reason } | Outcome::Failed { reason, .. } | Outcome::Unknown { reason } => reason,
        Outcome::Unchanged | Outcome::NotStarted => "",
    }
}

fn verified(read: &Read, look: Look) -> String {
    let (id, run) = read;
    let is_damaged = damage(read).next().is_some();
    let word = if is_damaged { look.paint(Ink::Bad, "damaged") } else { look.paint(Ink::Good, "ok     ") };
    let facts = match run {
        Ok(run) => {
            let intents = run.items.iter().filter(|item| item.intended).count();
            let open = run.items.iter().filter(|item| is_open(item)).count();
            let ended = if run.ended.is_some() { "" } else { ", stopped before its end" };
            format!("{}, {open} of them without an outcome{ended}", counted(intents, "intent"))
        }
        Err(_) => String::new(),
    };
    format!("{word}  {}  {facts}", visible(id)).trim_end().to_owned() + "\n" + &remarks(read, look)
}

/// What is wrong with a journal, and what of it is not known, a line each.
fn remarks(read: &Read, look: Look) -> String {
    let mut text: String =
        damage(read).map(|fault| format!("  {}\n", look.paint(Ink::Bad, &visible(&fault)))).collect();
    let Ok(run) = &read.1 else { return text };
    if let Some(torn) = run.torn {
        text.push_str(&format!("  line {} was cut off after {} bytes: it does not count\n", torn.line, torn.bytes));
    }
    for item in run.items.iter().filter(|item| is_open(item)) {
        text.push_str(&format!("  unknown: {} {}: it may have been written\n", item.operation, visible(&item.key)));
    }
    text
}

/// Whether nobody noted what came of an intent.
fn is_open(item: &PastItem) -> bool {
    item.intended && item.outcome.is_none()
}

fn as_json(runs: &[Read], with_items: bool) -> String {
    let runs: Vec<Value> = runs.iter().map(|read| run_as_json(read, with_items)).collect();
    format!("{:#}\n", json!({ "version": VERSION, "runs": runs }))
}

fn run_as_json(read: &Read, with_items: bool) -> Value {
    let faults: Vec<String> = damage(read).collect();
    let Ok(run) = &read.1 else { return json!({ "id": read.0, "faults": faults }) };
    let item = |item: &PastItem| json!({ "key": item.key, "operation": item.operation, "intended": item.intended, "outcome": item.ending() });
    let mut value = json!({
        "id": run.id, "journal": run.path, "ended": run.ended.is_some(), "finished": run.is_finished(),
        "tally": run.tally(), "torn_bytes": run.torn.map(|torn| torn.bytes), "faults": faults,
    });
    if let Some(began) = &run.began {
        value["began_at"] = json!(began.at);
        value["plan"] = json!(began.digest);
        value["target"] = json!(began.plan.target);
        value["retries"] = json!(began.retries);
    }
    if with_items {
        value["items"] = run.items.iter().map(item).collect();
    }
    value
}
