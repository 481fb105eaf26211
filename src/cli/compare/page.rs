//! Differences as text, JSON or Markdown: what `drift` and `diff` have in common.

use serde_json::{Value, json};

use crate::cli::plan::{PlanFormat, PlanView};
use crate::cli::{Exit, Failure, Output, plan_page};
use crate::context::Context;
use crate::report::{Change, ChangePage, changes, changes_markdown};

/// A page of differences.
pub(super) struct Page {
    /// One line that counts them.
    pub(super) summary: String,
    /// Between which two.
    pub(super) between: String,
    /// What differs, in order.
    pub(super) changes: Vec<Change>,
    /// The command that shows everything.
    pub(super) more: String,
    /// What JSON says besides the changes.
    pub(super) head: Value,
    /// What JSON says besides of each change.
    pub(super) kinds: Vec<Value>,
}

impl Page {
    /// Shows it as the result of the command.
    pub(super) fn show(self, view: &PlanView, context: &Context, output: &Output) -> Result<(), Failure> {
        let text = match view.format {
            PlanFormat::Text => {
                let list = changes(&self.changes, output.result_look());
                let gap = if self.changes.last().is_some_and(|last| last.fields.is_empty() && last.remarks.is_empty()) {
                    "\n"
                } else {
                    ""
                };
                format!("{list}{gap}{} {}\n", self.summary, self.between)
            }
            PlanFormat::Json => format!("{:#}\n", self.json()),
            PlanFormat::Markdown => self.markdown(view.max_bytes, context)?,
        };
        output.result(&text);
        Ok(())
    }

    fn json(&self) -> Value {
        let mut head = self.head.clone();
        let items = self.changes.iter().zip(&self.kinds).map(|(change, kind)| {
            let fields = change.fields.iter();
            let fields =
                fields.map(|field| json!({ "path": field.path, "before": field.before, "after": field.after }));
            let mut item = kind.clone();
            item["key"] = change.title.clone().into();
            item["place"] = change.place.clone().into();
            item["remarks"] = change.remarks.clone().into();
            item["fields"] = fields.collect();
            item
        });
        head["version"] = 1.into();
        head["items"] = items.collect();
        head
    }

    fn markdown(self, limit: usize, context: &Context) -> Result<String, Failure> {
        let page = ChangePage {
            title: format!("{} {}", self.summary, self.between),
            changes: self.changes,
            base: plan_page::base(&context.environment),
            more: self.more,
            ..ChangePage::default()
        };
        changes_markdown(&page, limit).ok_or_else(|| {
            Failure::new(Exit::Usage, format!("--max-bytes {limit} has no room for the head of the page"))
                .help("give some thousand")
        })
    }
}
