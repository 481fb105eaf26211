//! What came of sending, for people and for programs.

use serde_json::{Value, json};

use super::ResultFormat;
use super::shown::Numbers;
use crate::callbacks::Latest;
use crate::cli::{Failure, Output};
use crate::report::{Ink, visible};
use crate::send::campaign::{RowState, Span, States, Tally};
use crate::send::people::{Columns, People};

/// So many rows are shown to people one by one.
const MOST: usize = 20;
/// So many rows are written at a time.
const AT_ONCE: usize = 1000;

/// One message.
pub(super) fn one(format: ResultFormat, to: &str, message_id: &str) -> String {
    match format {
        ResultFormat::Table => format!("sent to {to}: {}", visible(message_id)),
        ResultFormat::Json => format!("{:#}", json!({ "to": to, "status": "sent", "message_id": message_id })),
        ResultFormat::Csv => format!("to,status,message_id\n{to},sent,{}", visible(message_id)),
    }
}

/// What came of a list.
pub(super) struct Results<'a> {
    /// The list.
    pub(super) people: &'a People,
    /// Its columns.
    pub(super) columns: &'a Columns,
    /// Where its rows stand.
    pub(super) states: &'a States,
    /// What the service reported since, where somebody listened.
    pub(super) reported: &'a Latest,
    /// How numbers are shown.
    pub(super) numbers: Numbers,
}

/// One row of it.
struct Line<'a> {
    row: u32,
    to: String,
    status: &'static str,
    message_id: &'a str,
    /// How far it got, as the service reported: `delivered`.
    delivery: String,
    reason: &'a str,
}

impl Results<'_> {
    /// Writes the results, and counts.
    pub(super) fn show(&self, format: ResultFormat, output: &Output) -> Result<Tally, Failure> {
        match format {
            ResultFormat::Table => self.table(output),
            ResultFormat::Csv => {
                output.result("row,to,status,message_id,delivery,reason");
                self.written(output, |line| {
                    let reason = format!("\"{}\"", line.reason.replace('"', "\"\""));
                    let (id, delivery) = (visible(line.message_id), visible(&line.delivery));
                    format!("{},{},{},{id},{delivery},{reason}\n", line.row, line.to, line.status)
                })
            }
            ResultFormat::Json => {
                output.result("{\"messages\": [");
                let first = std::cell::Cell::new(true);
                let tally = self.written(output, |line| {
                    let comma = if first.replace(false) { "" } else { "," };
                    format!("{comma}{}\n", line.json())
                })?;
                let Tally { sent, failed, unknown, open } = tally;
                let counts = json!({ "sent": sent, "failed": failed, "unknown": unknown, "not_sent": open });
                output.result(&format!("], \"tally\": {counts}}}"));
                Ok(tally)
            }
        }
    }

    fn written(&self, output: &Output, write: impl Fn(&Line<'_>) -> String) -> Result<Tally, Failure> {
        let (mut text, mut count) = (String::new(), 0);
        let tally = self.each(|line| {
            text.push_str(&write(line));
            count += 1;
            if count % AT_ONCE == 0 {
                output.result(&std::mem::take(&mut text));
            }
        })?;
        output.result(&text);
        Ok(tally)
    }

    /// The first rows of each kind, and how many there are.
    fn table(&self, output: &Output) -> Result<Tally, Failure> {
        let look = output.result_look();
        let (mut shown, mut sent, mut unknown) = (String::new(), 0, Vec::new());
        let mut troubles = 0;
        let tally = self.each(|line| {
            let is_sent = line.status == "sent";
            let shows = if is_sent { &mut sent } else { &mut troubles };
            if line.status == "unknown" {
                unknown.push(line.row);
            }
            *shows += 1;
            if *shows > MOST {
                return;
            }
            let ink = if is_sent { Ink::Good } else { Ink::Bad };
            let told = if is_sent { format!("{}  {}", line.message_id, line.delivery) } else { line.reason.to_owned() };
            let status = look.paint(ink, &format!("{:8}", line.status));
            shown.push_str(format!("  {:>6}  {:16}  {status}  {}", line.row, line.to, visible(&told)).trim_end());
            shown.push('\n');
        })?;
        output.result(&shown);
        if sent > MOST || troubles > MOST {
            output.talk("the first of each kind; --format csv has them all");
        }
        output.result(&format!("\nSent: {}\n", in_words(tally)));
        if !unknown.is_empty() {
            let spans: Vec<String> = Span::of(unknown).into_iter().map(span_in_words).collect();
            output.talk(&format!(
                "unknown: row {}\n  help: look for them in the console or in the callbacks; --resend-unknown sends \
                 them again",
                spans.join(", ")
            ));
        }
        if tally.failed + tally.open > 0 {
            output.talk("the same command again sends what failed and what was not sent, and nothing twice");
        }
        Ok(tally)
    }

    fn each(&self, mut look: impl FnMut(&Line<'_>)) -> Result<Tally, Failure> {
        let mut rows = self.people.rows()?;
        let mut tally = Tally::default();
        while let Some(row) = rows.read()? {
            let to = self.numbers.show(&self.columns.letter(&row).0.to);
            let message_id = self.states.message_id(row.number).unwrap_or_default();
            let state = self.states.of(row.number);
            let (status, count) = match state {
                RowState::Open => ("not sent", &mut tally.open),
                RowState::Unknown => ("unknown", &mut tally.unknown),
                RowState::Sent(_) | RowState::SentInGroup(_) => ("sent", &mut tally.sent),
                RowState::Failed(_) => ("failed", &mut tally.failed),
            };
            *count += 1;
            let life = self.reported.message(message_id);
            let delivery = life.map(|life| life.state.to_lowercase()).unwrap_or_default();
            let reason = match state {
                RowState::Failed(reason) => reason,
                _ => life.and_then(|life| life.error.as_deref()).unwrap_or_default(),
            };
            look(&Line { row: row.number, to, status, message_id, delivery, reason });
        }
        Ok(tally)
    }
}

impl Line<'_> {
    fn json(&self) -> Value {
        let text = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        json!({
            "row": self.row,
            "to": self.to,
            "status": self.status,
            "message_id": text(self.message_id),
            "delivery": text(&self.delivery),
            "reason": text(self.reason),
        })
    }
}

fn in_words(tally: Tally) -> String {
    let Tally { sent, failed, unknown, open } = tally;
    let parts = [(failed, "failed"), (unknown, "unknown"), (open, "not sent")];
    let parts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    format!("{sent} of {}{}", sent + failed + unknown + open, parts.collect::<String>())
}

fn span_in_words(span: Span) -> String {
    if span.0 == span.1 { span.0.to_string() } else { format!("{}-{}", span.0, span.1) }
}
