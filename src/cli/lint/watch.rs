//! Linting again whenever a file changes. Looks at the files' times and sizes; opens no socket.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use crate::cli::{Exit, Failure, Output};
use crate::context::Context;
use crate::project::Selection;
use crate::report::{counted, visible};

/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(50);
/// A change is acted on when two looks in a row, so far apart, see the same: an editor that empties a file before it
/// writes it is not caught half-way.
const REST: Duration = Duration::from_millis(20);

/// The files with what tells that one has changed, or why they cannot be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Snapshot(Result<BTreeMap<PathBuf, Stamp>, String>);

/// Tells one state of a file from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

/// Lints, and lints again after each change, until it is interrupted or nobody reads the result any more.
pub(super) fn watch(
    paths: &[PathBuf],
    context: &Context,
    output: &Output,
    lint: impl Fn() -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    end_on_interrupt()?;
    let mut seen = Snapshot::at(paths, context);
    // What is wrong with the command line is wrong for good.
    lint()?;
    output.talk(&stamped(&format!("watching {}; Ctrl-C ends it", seen.count()), context));
    while output.lost().is_none() {
        context.clock.pause(PAUSE);
        let mut now = Snapshot::at(paths, context);
        if now == seen {
            continue;
        }
        loop {
            context.clock.pause(REST);
            let next = Snapshot::at(paths, context);
            if next == now {
                break;
            }
            now = next;
        }
        output.clear_screen();
        output.talk(&stamped(&now.change_since(&seen, &context.environment.current_dir), context));
        seen = now;
        if let Err(failure) = lint() {
            output.talk(&failure.to_string());
        }
    }
    Ok(Exit::Ok)
}

/// Ends the process at once when it is interrupted. Nothing is under way that could be left half done: results are
/// written in one piece.
fn end_on_interrupt() -> Result<(), Failure> {
    let always = Arc::new(AtomicBool::new(true));
    signal_hook::flag::register_conditional_shutdown(
        signal_hook::consts::SIGINT,
        Exit::Interrupted.code().into(),
        always,
    )
    .map(drop)
    .map_err(|error| Failure::new(Exit::Unavailable, format!("interrupts cannot be heard: {error}")))
}

impl Snapshot {
    fn at(paths: &[PathBuf], context: &Context) -> Self {
        let selection = Selection::of(&context.environment.current_dir, paths);
        let files = selection.and_then(|selection| Ok(selection.files_there()?.0));
        let stamped = |path: PathBuf| {
            let stamp = Stamp::of(&path);
            (path, stamp)
        };
        Self(files.map(|files| files.into_iter().map(stamped).collect()).map_err(|error| error.to_string()))
    }

    fn count(&self) -> String {
        counted(self.0.as_ref().map_or(0, BTreeMap::len), "file")
    }

    /// In words, what has happened since: "templates/a.yaml changed and 2 more".
    fn change_since(&self, earlier: &Self, current_dir: &Path) -> String {
        let (Ok(now), Ok(before)) = (&self.0, &earlier.0) else { return "the project changed".to_owned() };
        let appeared = now.iter().filter(|(path, stamp)| before.get(*path) != Some(*stamp)).map(|(path, _)| {
            let word = if before.contains_key(path) { "changed" } else { "appeared" };
            (path, word)
        });
        let gone = before.keys().filter(|path| !now.contains_key(*path)).map(|path| (path, "is gone"));
        let all: Vec<(&PathBuf, &str)> = appeared.chain(gone).collect();
        let Some((path, word)) = all.first() else { return "the project changed".to_owned() };
        let path = path.strip_prefix(current_dir).unwrap_or(path).display().to_string();
        let more = if all.len() > 1 { format!(", and {} more", all.len() - 1) } else { String::new() };
        format!("{} {word}{more}", visible(&path))
    }
}

impl Stamp {
    fn of(path: &Path) -> Self {
        let metadata = std::fs::metadata(path).ok();
        Self {
            modified: metadata.as_ref().and_then(|metadata| metadata.modified().ok()),
            length: metadata.map_or(0, |metadata| metadata.len()),
        }
    }
}

fn stamped(text: &str, context: &Context) -> String {
    format!("{} {text}", context.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
}
