//! `rules`: the table of rules.

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::{Exit, Output, listing};
use crate::finding::{Level, RuleMeta};
use crate::report::Ink;
use crate::{import, rules};

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Rules {
    /// How the table is shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Columns of a level with the blanks around it.
const LEVEL: usize = 11;

/// How the table is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line each
    #[default]
    Text,
    /// One JSON object
    Json,
}

#[derive(Serialize)]
struct Listing<'a> {
    version: u32,
    rules: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    level: String,
    /// Whether it is silent until the project file names it.
    opt_in: bool,
    summary: &'a str,
}

impl Rules {
    /// Prints the table.
    pub(in crate::cli) fn run(&self, output: &Output) -> Exit {
        match self.format {
            Format::Text => output.result(&table(&metas(), output)),
            Format::Json => output.result(&listing()),
        }
        Exit::Ok
    }
}

/// Everything that can be reported about templates, project files and imported JSON, sorted by id.
pub(in crate::cli) fn metas() -> Vec<&'static RuleMeta> {
    let mut metas: Vec<&RuleMeta> = rules::metas().iter().copied().chain(import::metas()).collect();
    metas.sort_by_key(|meta| meta.id);
    metas
}

/// One line per rule: id, level, summary, and whether it is opt-in.
pub(in crate::cli) fn table(metas: &[&RuleMeta], output: &Output) -> String {
    let look = output.result_look();
    let width = metas.iter().map(|meta| meta.id.len()).max().unwrap_or_default();
    let line = |meta: &&RuleMeta| {
        let ink = match meta.level {
            Level::Error => Ink::Bad,
            Level::Warning => Ink::Warn,
            Level::Info => Ink::Hint,
        };
        let level = look.paint(ink, &format!("{:<7}", meta.level.to_string()));
        let summary = if meta.opt_in { format!("opt-in: {}", meta.summary) } else { meta.summary.to_owned() };
        listing::line(&format!("{:<width$}  {level}  ", meta.id), width + LEVEL, &summary, output)
    };
    metas.iter().map(line).collect()
}

fn listing() -> String {
    let row = |meta: &&'static RuleMeta| Row {
        id: meta.id,
        level: meta.level.to_string(),
        opt_in: meta.opt_in,
        summary: meta.summary,
    };
    let listing = Listing { version: 1, rules: metas().iter().map(row).collect() };
    serde_json::to_string_pretty(&listing).expect("plain data without maps always serialises")
}
