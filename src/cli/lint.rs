//! `lint`: all findings of a project, or of some files.

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::lint::{self, Linted};
use crate::project::Project;
use crate::report;
use crate::rules::Facts;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Files and folders to check; the whole project when left out
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail with more warnings than this
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    #[command(flatten)]
    environment: EnvironmentArgument,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With excerpts, for people
    #[default]
    Pretty,
    /// One line each: file:line:column: level[rule] message
    Concise,
    /// One JSON object
    Json,
}

impl Lint {
    /// Checks and reports.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let project = Project::open(&context.environment.current_dir, &self.paths)?;
        let environment = self.environment.known(&project.file)?;
        let facts = Facts { today: Some(today(context)), ..Facts::default() };
        let linted = lint::run(&project, environment, &facts);
        show(&linted, self.format, output);
        Ok(self.exit(&linted, output))
    }

    fn exit(&self, linted: &Linted<'_>, output: &Output) -> Exit {
        let summary = linted.summary();
        if linted.project_is_broken {
            return Exit::Project;
        }
        if linted.templates == 0 {
            output.talk("no template matched\n  help: `templates` in chatform.yaml says which files are templates");
            return Exit::NothingMatched;
        }
        if self.max_warnings.is_some_and(|most| summary.warnings > most) {
            output.talk("more warnings than --max-warnings allows");
            return Exit::Findings;
        }
        if summary.errors > 0 { Exit::Findings } else { Exit::Ok }
    }
}

/// Shows findings; what `plan` and `apply` show too when templates have errors.
pub(super) fn show(linted: &Linted<'_>, format: Format, output: &Output) {
    let (diagnostics, summary) = (linted.diagnostics(), linted.summary());
    match format {
        Format::Pretty => output.result(&report::pretty(&diagnostics, output.result_look())),
        Format::Concise => output.result(&report::concise(&diagnostics)),
        Format::Json => output.result(&report::json(&diagnostics, &summary)),
    }
    if linted.templates > 0 || !diagnostics.is_empty() {
        output.talk(&summary.line());
    }
    let first_of_the_worst = diagnostics.iter().min_by_key(|diagnostic| Reverse(diagnostic.level));
    if let Some(diagnostic) = first_of_the_worst.filter(|_| format == Format::Pretty) {
        output.talk(&format!("`chatform explain {}` says more about it", diagnostic.rule));
    }
}

/// Today where the machine is in UTC: rules need no more than a day.
pub(super) fn today(context: &Context) -> jiff::civil::Date {
    context.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
