//! A project that may be compared with an environment: opened, linted with that environment's values, without errors.

use super::lint::{show, today};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::finding::Level;
use crate::lint::{self, Approved, Linted};
use crate::project::Project;
use crate::rules::Facts;

/// What linting alone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// There are no errors.
    Clean,
    /// There are errors of grandfathered rules only: they are none where the service has approved exactly this.
    Unsettled,
}

/// Lints a project for an environment. Errors are shown and end the command with nothing read or written at the
/// service; warnings are counted. Errors of grandfathered rules are left to [`settle`].
pub(super) fn check(
    project: &Project,
    environment: &str,
    context: &Context,
    output: &Output,
) -> Result<Verdict, Failure> {
    let linted = lint::run(project, Some(environment), &facts(context));
    let mut errors = linted.findings.iter().filter(|located| located.finding.level == Level::Error).peekable();
    let is_unsettled = errors.peek().is_some() && errors.all(|located| located.finding.rule.grandfathered);
    if linted.has_errors() && !is_unsettled {
        return Err(refusal(&linted, "the templates have errors, so nothing was read or written", output));
    }
    if project.files.is_empty() {
        return Err(Failure::new(Exit::NothingMatched, "no template matched")
            .help("`templates` in chatform.yaml says which files are templates"));
    }
    if is_unsettled {
        return Ok(Verdict::Unsettled);
    }
    count_warnings(&linted, output);
    Ok(Verdict::Clean)
}

/// Lints a project again, now that it is known what the service has approved. Errors are shown and end the command
/// with nothing written.
pub(super) fn settle(
    project: &Project,
    environment: &str,
    approved: &Approved,
    context: &Context,
    output: &Output,
) -> Result<(), Failure> {
    let linted = lint::run_knowing(project, Some(environment), &facts(context), approved);
    if linted.has_errors() {
        return Err(refusal(&linted, "the templates have errors, so nothing was written", output));
    }
    count_warnings(&linted, output);
    Ok(())
}

fn facts(context: &Context) -> Facts {
    Facts { today: Some(today(context)), ..Facts::default() }
}

fn refusal(linted: &Linted<'_>, message: &str, output: &Output) -> Failure {
    show(linted, output);
    let exit = if linted.project_is_broken { Exit::Project } else { Exit::Findings };
    Failure::new(exit, message).help("mend them; `chatform lint` shows them again")
}

fn count_warnings(linted: &Linted<'_>, output: &Output) {
    let summary = linted.summary();
    if summary.warnings > 0 {
        output.talk(&format!("{}; `chatform lint` shows them", summary.line()));
    }
}
