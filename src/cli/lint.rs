//! `lint`: all findings of a project, or of some files.

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::focus::{Focus, FocusArguments};
use super::watch::watch;
use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::lint::{self, Linted};
use crate::report;
use crate::rules::Facts;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Files, folders and globs to check; the whole project when left out
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail with more warnings than this
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    #[command(flatten)]
    environment: EnvironmentArgument,
    #[command(flatten)]
    focus: FocusArguments,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with = "stdin_filename")]
    watch: bool,
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
    /// Checks and reports, once or until it is interrupted.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match self.watch {
            true => watch(&self.paths, context, output, || self.once(context, output)),
            false => self.once(context, output),
        }
    }

    fn once(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let selection = self.focus.selection(&self.paths, context)?;
        let mut project = selection.open()?;
        let environment = self.environment.known(&project.file)?;
        let focus = self.focus.of(&selection, &project, context)?;
        if let Some(focus) = &focus {
            project.put_last(|name| focus.has(name));
        }
        let facts = Facts { today: Some(today(context)), ..Facts::default() };
        let mut linted = lint::run(&project, environment, &facts);
        if let Some(focus) = &focus {
            linted = linted.only(&project, |name| focus.has(name));
        }
        show(&linted, self.format, output);
        Ok(self.exit(&linted, focus.as_ref(), output))
    }

    fn exit(&self, linted: &Linted<'_>, focus: Option<&Focus>, output: &Output) -> Exit {
        let summary = linted.summary();
        if linted.project_is_broken {
            if focus.is_some_and(|focus| !focus.with_project_file) {
                output.talk("chatform.yaml itself has errors\n  help: `chatform lint` shows them");
            }
            return Exit::Project;
        }
        if let Some(focus) = focus.filter(|_| linted.templates == 0) {
            output.talk(&focus.nothing);
        } else if linted.templates == 0 {
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
