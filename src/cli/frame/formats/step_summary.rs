//! The summary of a job in GitHub Actions: a file that steps append Markdown to.

use std::fs::{self, OpenOptions};
use std::io::Write;

use crate::cli::Output;
use crate::context::Environment;
use crate::report::{self, Findings, visible};

/// GitHub takes a summary of 1 MiB from a step and refuses a larger one altogether.
/// Source: docs.github.com, "Workflow commands", "Step isolation and limits".
const LIMIT: usize = 1024 * 1024;

/// Adds all findings to the summary of the job, where there is one. It is talk: the result is what the run prints.
pub(super) fn append(findings: &Findings<'_>, environment: &Environment, output: &Output) {
    let Some(path) = environment.variable("GITHUB_STEP_SUMMARY") else { return };
    if findings.diagnostics.is_empty() {
        return;
    }
    let path = environment.current_dir.join(path);
    let written = fs::metadata(&path).map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(usize::MAX));
    let table = report::markdown_within(findings, LIMIT.saturating_sub(written + 2));
    let appended =
        OpenOptions::new().create(true).append(true).open(&path).and_then(|mut file| write!(file, "\n{table}\n"));
    if let Err(error) = appended {
        output.talk(&format!("cannot write {}: {error}", visible(&path.to_string_lossy())));
    }
}
