//! `lint`: all findings of a project, or of some files.

mod baseline;
mod focus;
mod settings;
mod watch;

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::Args;

use super::formats::{self, Format, Formats};
use super::progress::Progress;
use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::lint::{Linted, Survey};
use crate::project::Project;
use crate::report::{self, Findings};
use crate::rules::{self, Facts};
use baseline::{BaselineArguments, Baselined};
use focus::{Focus, FocusArguments};
use settings::Settings;
use watch::watch;

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub(super) struct Lint {
    /// Files, folders and globs to check; the whole project when left out
    paths: Vec<PathBuf>,
    #[command(flatten)]
    formats: Formats,
    /// Fail with more warnings than this
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
    #[command(flatten)]
    environment: EnvironmentArgument,
    #[command(flatten)]
    focus: FocusArguments,
    #[command(flatten)]
    baseline: BaselineArguments,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with = "stdin_filename")]
    watch: bool,
    /// Only say what would be used: files, environments, levels, baseline
    #[arg(long, conflicts_with = "watch")]
    show_settings: bool,
}

impl Lint {
    /// Checks and reports, once or until it is interrupted.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        self.formats.check()?;
        match self.watch {
            true => watch(&self.paths, context, output, || self.once(context, output)),
            false => self.once(context, output),
        }
    }

    fn once(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let selection = self.focus.selection(&self.paths, context)?;
        let facts = Facts { today: Some(today(context)), ..Facts::default() };
        let asked_for = self.environment.environment.as_deref();
        let progress = Progress::new(context, output);
        let mut survey = Survey::of(&selection, asked_for, &facts, &|done, all| progress.show(done, all))?;
        let environment = self.environment.known(&survey.project.file)?;
        let focus = self.focus.of(&selection, &survey.project, context)?;
        if self.show_settings {
            let (project, focus, baseline) = (&survey.project, focus.as_ref(), self.baseline.file());
            let max_warnings = self.max_warnings;
            output.result(&Settings { project, environment, focus, baseline, max_warnings }.table());
            return Ok(Exit::Ok);
        }
        if let Some(focus) = &focus {
            survey.put_last(|name| focus.has(name));
        }
        survey.bring_together(environment)?;
        let linted = survey.linted(environment, &facts);
        let project = &survey.project;
        let Baselined { mut linted, mut remarks } =
            self.baseline.apply(linted, project, &context.environment.current_dir)?;
        if let Some(focus) = &focus {
            linted = linted.only(project, |name| focus.has(name));
            // They are about all files.
            remarks.clear();
        }
        let mut files = names(project);
        files.retain(|name| focus.as_ref().is_none_or(|focus| focus.has(name)));
        self.show(&linted, &files, context, output)?;
        remarks.iter().for_each(|remark| output.talk(remark));
        Ok(self.exit(&linted, focus.as_ref(), output))
    }

    fn show(&self, linted: &Linted<'_>, files: &[&str], context: &Context, output: &Output) -> Result<(), Failure> {
        let findings = Findings {
            command: "lint",
            diagnostics: &linted.diagnostics(),
            summary: linted.summary(),
            rules: rules::metas(),
            files,
            base: &formats::base(&context.environment),
            time: context.clock.now(),
        };
        self.formats.write(&findings, context, output)?;
        say_what_next(linted, output, self.formats.printed());
        Ok(())
    }

    fn exit(&self, linted: &Linted<'_>, focus: Option<&Focus>, output: &Output) -> Exit {
        let summary = linted.summary();
        if linted.project_is_broken {
            if focus.is_some_and(|focus| !focus.with_project_file) {
                output.talk("chatform.yaml itself has errors\n  help: `chatform lint` shows them");
            }
            return Exit::Project;
        }
        if let Some(focus) = focus.filter(|_| linted.templates + linted.messages == 0) {
            output.talk(&focus.nothing);
        } else if linted.templates + linted.messages == 0 {
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

/// The names of the project file and of all templates and messages.
fn names(project: &Project) -> Vec<&str> {
    let document = project.document.iter().map(|document| document.source.name.as_str());
    let templates = project.files.iter().map(|file| file.source.name.as_str());
    document.chain(templates).chain(project.messages.iter().map(|file| file.source.name.as_str())).collect()
}

/// Shows findings to people: what `plan` and `apply` do too when templates have errors.
pub(super) fn show(linted: &Linted<'_>, output: &Output) {
    let diagnostics = linted.diagnostics();
    output.result(&report::pretty(&diagnostics, output.result_look()));
    say_what_next(linted, output, Some(Format::Pretty));
}

/// The counts, and for people where to read on.
fn say_what_next(linted: &Linted<'_>, output: &Output, format: Option<Format>) {
    if linted.templates > 0 || !linted.findings.is_empty() {
        output.talk(&linted.summary().line());
    }
    let worst = linted.findings.iter().map(|located| &located.finding).min_by_key(|finding| Reverse(finding.level));
    if let Some(finding) = worst.filter(|_| format == Some(Format::Pretty)) {
        output.talk(&format!("`chatform explain {}` says more about it", finding.rule.id));
    }
}

/// Today where the machine is in UTC: rules need no more than a day.
pub(super) fn today(context: &Context) -> jiff::civil::Date {
    context.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
