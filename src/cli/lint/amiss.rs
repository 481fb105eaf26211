//! What of a project could not be looked at, said after the findings of everything else.

use crate::cli::{Exit, Failure};
use crate::project::ProjectError;

/// So many are named; the others are counted.
const MOST_NAMED: usize = 10;

/// How a run ends because of them, and what is said about it; nothing, where everything could be looked at.
pub(super) fn said(amiss: &[ProjectError]) -> Option<(Exit, String)> {
    if amiss.is_empty() {
        return None;
    }
    let is_unread = |error: &&ProjectError| matches!(error, ProjectError::Unreadable { .. });
    let exit = if amiss.iter().any(|error| is_unread(&error)) { Exit::Unavailable } else { Exit::NothingMatched };
    let mut lines: Vec<String> = amiss.iter().take(MOST_NAMED).map(|error| one(error).to_string()).collect();
    if amiss.len() > MOST_NAMED {
        lines.push(format!("and {} more", amiss.len() - MOST_NAMED));
    }
    Some((exit, lines.join("\n")))
}

fn one(error: &ProjectError) -> Failure {
    let failure = Failure::from(error);
    match error {
        ProjectError::Unreadable { .. } => failure.help("make it readable: only the other files are checked"),
        _ => failure,
    }
}
