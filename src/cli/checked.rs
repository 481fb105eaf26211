//! A project that may be compared with an environment: opened, linted with that environment's values, without errors.

use super::lint::{show, today};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::finding::{Finding, Level};
use crate::lint::{self, Linted, Standings};
use crate::project::{Directive, Project, TemplateFile};
use crate::rules::{self, Facts};

/// What linting alone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// There are no errors.
    Clean,
    /// There are errors of grandfathered rules only, or comments that silence such rules: it depends on what the service
    /// has approved whether they are errors.
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
    let are_grandfathered = errors.peek().is_some() && errors.all(|located| located.finding.rule.grandfathered);
    if linted.has_errors() && !are_grandfathered {
        return Err(refusal(&linted, "the templates have errors, so nothing was read or written", output));
    }
    if project.files.is_empty() {
        return Err(Failure::new(Exit::NothingMatched, "no template matched")
            .help("`templates` in chatform.yaml says which files are templates"));
    }
    if are_grandfathered || project.files.iter().any(silences_grandfathered) {
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
    standings: &Standings,
    context: &Context,
    output: &Output,
) -> Result<(), Failure> {
    let linted = lint::run_knowing(project, Some(environment), &facts(context), standings);
    if linted.has_errors() {
        return Err(refusal(&linted, "the templates have errors, so nothing was written", output));
    }
    count_warnings(&linted, output);
    Ok(())
}

/// Whether a comment in a file speaks of a rule that approved templates may break.
fn silences_grandfathered(file: &TemplateFile) -> bool {
    let suppressions = file.directives.iter().filter_map(|directive| match directive {
        Directive::Suppression(suppression) => Some(suppression),
        Directive::Malformed { .. } => None,
    });
    let mut named = suppressions.flat_map(|suppression| &suppression.rules);
    named.any(|named| rules::find(&named.id).is_some_and(|rule| rule.grandfathered))
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
        output.talk(&format!("{}; `chatform lint` shows them{}", summary.line(), as_errors(linted)));
    }
}

/// Which of the warnings `lint` shows as errors: it does not ask what the service has approved.
fn as_errors(linted: &Linted<'_>) -> String {
    let is_lenient = |finding: &Finding| finding.rule.grandfathered && finding.rule.level == Level::Error;
    let warnings = linted.findings.iter().map(|located| &located.finding);
    let warnings = warnings.filter(|finding| finding.level == Level::Warning && is_lenient(finding));
    match warnings.count() {
        0 => String::new(),
        1 => ", one of them as an error: without the service nothing is known to be approved".to_owned(),
        count => format!(", {count} of them as errors: without the service nothing is known to be approved"),
    }
}
