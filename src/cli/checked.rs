//! A project that may be compared with an environment: opened, linted with that environment's values, without errors.

use super::lint::{show, today};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::lint;
use crate::project::Project;
use crate::rules::Facts;

/// Lints a project for an environment. Errors are shown and end the command with nothing read or written at the
/// service; warnings are counted.
pub(super) fn check(project: &Project, environment: &str, context: &Context, output: &Output) -> Result<(), Failure> {
    let facts = Facts { today: Some(today(context)), ..Facts::default() };
    let linted = lint::run(project, Some(environment), &facts);
    if linted.has_errors() {
        show(&linted, output);
        let exit = if linted.project_is_broken { Exit::Project } else { Exit::Findings };
        let message = "the templates have errors, so nothing was read or written";
        return Err(Failure::new(exit, message).help("mend them; `chatform lint` shows them again"));
    }
    if project.files.is_empty() {
        return Err(Failure::new(Exit::NothingMatched, "no template matched")
            .help("`templates` in chatform.yaml says which files are templates"));
    }
    let summary = linted.summary();
    if summary.warnings > 0 {
        output.talk(&format!("{}; `chatform lint` shows them", summary.line()));
    }
    Ok(())
}
