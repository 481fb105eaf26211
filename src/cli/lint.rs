//! `lint`: all findings of a project, or of some files.

mod amiss;
mod baseline;
pub(super) mod fix;
mod focus;
mod settings;
mod watch;

use std::cmp::Reverse;
use std::path::PathBuf;

use clap::Args;

use super::formats::{self, Format, Formats, Stream};
use super::progress::Progress;
use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::lint::{Linted, Survey};
use crate::project::{Project, ProjectError, Selection};
use crate::report::{self, Findings};
use crate::rules::{self, Facts};
use baseline::{BaselineArguments, Baselined};
use fix::{FixArguments, Fixing};
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
    fix: FixArguments,
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
        let mut selection = self.focus.selection(&self.paths, context)?;
        let facts = Facts { today: Some(today(context)), ..Facts::default() };
        let asked_for = self.environment.environment.as_deref();
        let mut fixing = self.fix.begin();
        loop {
            let progress = Progress::new(context, output);
            let mut survey = Survey::of(&selection, asked_for, &facts, &|done, all| progress.show(done, all))?;
            let environment = self.environment.known(&survey.project.file)?;
            let focus = self.focus.of(&selection, &survey, context)?;
            if self.show_settings {
                let (project, focus) = (&survey.project, focus.as_ref());
                let baseline = self.baseline.shown(&context.environment.current_dir);
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
            let run = Run { linted, project, amiss: &survey.amiss, focus, remarks };
            if let Some(fixing) = &mut fixing {
                let texts = fixing.round(&run.linted, self.exit(&run).0);
                if texts.is_empty() {
                    return self.end_of_fixing(&run, fixing, &selection, context, output);
                }
                let current_dir = &context.environment.current_dir;
                for (name, text) in texts {
                    selection.hold(&current_dir.join(name), Some(text.into_bytes()));
                }
                continue;
            }
            let ended = self.end(&run, context, output);
            drop(run);
            if !self.watch {
                // The process ends now: to give back each little text of many files takes longer than to leave them.
                std::mem::forget(survey);
            }
            return ended;
        }
    }

    /// Shows what was found.
    fn end(&self, run: &Run<'_>, context: &Context, output: &Output) -> Result<Exit, Failure> {
        self.show(run, Stream::Result, context, output)?;
        say_what_next(&run.linted, output, self.formats.printed());
        run.remarks.iter().for_each(|remark| output.talk(remark));
        let (exit, remark) = self.exit(run);
        remark.iter().for_each(|remark| output.talk(remark));
        Ok(exit)
    }

    /// Writes or shows what the fixes changed, and shows what is left.
    fn end_of_fixing(
        &self,
        run: &Run<'_>,
        fixing: &Fixing,
        selection: &Selection,
        context: &Context,
        output: &Output,
    ) -> Result<Exit, Failure> {
        let standard_input = self.focus.standard_input(run.focus.as_ref());
        if fixing.is_trial {
            output.result(&fixing.diff(output));
            output.talk(&fixing.summary(&run.linted));
            return Ok(fixing.exit_before());
        }
        let Some(name) = standard_input else {
            fixing.write(&context.environment.current_dir)?;
            let exit = self.end(run, context, output)?;
            output.talk(&fixing.summary(&run.linted));
            return Ok(exit);
        };
        output.exactly(selection.text_of(&name).unwrap_or_default());
        self.show(run, Stream::Talk, context, output)?;
        output.talk(&fixing.summary(&run.linted));
        let (exit, remark) = self.exit(run);
        remark.iter().for_each(|remark| output.talk(remark));
        Ok(exit)
    }

    fn show(&self, run: &Run<'_>, stream: Stream, context: &Context, output: &Output) -> Result<(), Failure> {
        let linted = &run.linted;
        let mut files = names(run.project);
        files.retain(|name| run.focus.as_ref().is_none_or(|focus| focus.has(name)));
        let with_edits = self.formats.show_edits();
        let findings = Findings {
            command: "lint",
            diagnostics: &if with_edits { linted.diagnostics_with_edits() } else { linted.diagnostics() },
            summary: linted.summary(),
            rules: rules::metas(),
            files: &files,
            base: &formats::base(&context.environment),
            time: context.clock.now(),
        };
        self.formats.write(&findings, stream, context, output)
    }

    /// How the run ends, and what is to be said about that.
    fn exit(&self, run: &Run<'_>) -> (Exit, Option<String>) {
        let Run { linted, focus, amiss, .. } = run;
        let (summary, amiss) = (linted.summary(), amiss::said(amiss));
        if linted.project_is_broken {
            let is_hidden = focus.as_ref().is_some_and(|focus| !focus.with_project_file);
            let remark = "chatform.yaml itself has errors\n  help: `chatform lint` shows them";
            let remark = is_hidden.then(|| remark.to_owned());
            return (Exit::Project, amiss.map(|(_, amiss)| amiss).or(remark));
        }
        if let Some((exit, amiss)) = amiss {
            return (exit, Some(amiss));
        }
        let is_nothing = linted.templates + linted.messages == 0;
        if is_nothing && focus.is_none() {
            let remark = "no template matched\n  help: `templates` in chatform.yaml says which files are templates";
            return (Exit::NothingMatched, Some(remark.to_owned()));
        }
        if self.max_warnings.is_some_and(|most| summary.warnings > most) {
            return (Exit::Findings, Some("more warnings than --max-warnings allows".to_owned()));
        }
        let remark = focus.as_ref().filter(|_| is_nothing).map(|focus| focus.nothing.clone());
        (if summary.errors > 0 { Exit::Findings } else { Exit::Ok }, remark)
    }
}

/// What one look at the project gave.
struct Run<'p> {
    linted: Linted<'p>,
    project: &'p Project,
    /// What of the project could not be looked at.
    amiss: &'p [ProjectError],
    focus: Option<Focus>,
    remarks: Vec<String>,
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
