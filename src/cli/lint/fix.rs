//! `--fix`: fixes are made in memory until none is left, and then written, or shown as a diff.

use std::fs;
use std::path::Path;

use clap::Args;
use indexmap::IndexMap;

use crate::cli::{Exit, Failure, Output};
use crate::finding::Finding;
use crate::lint::{Fixes, Linted, mend};
use crate::report::{counted, unified, visible, visible_lines};
use crate::store::write_atomic;

/// So often a project is looked at again, at most: each time every fix is made that can be.
const MOST_ROUNDS: usize = 20;

/// Arguments about fixes.
#[derive(Debug, Args)]
pub(super) struct FixArguments {
    /// Make the fixes that are certainly right
    #[arg(long, conflicts_with_all = ["watch", "show_settings", "update_baseline"])]
    fix: bool,
    /// Make those too that are only likely right
    #[arg(long, requires = "fix")]
    unsafe_fixes: bool,
    /// Show what the fixes change as a unified diff, and write nothing
    #[arg(long, requires = "fix")]
    diff: bool,
}

impl FixArguments {
    /// What is needed to make fixes; nothing, where none were asked for.
    pub(super) fn begin(&self) -> Option<Fixing> {
        let fixes = if self.unsafe_fixes { Fixes::All } else { Fixes::Safe };
        self.fix.then(|| Fixing {
            fixes,
            is_trial: self.diff,
            files: IndexMap::new(),
            made: 0,
            rounds: 0,
            exit_before: None,
        })
    }
}

/// Fixes under way.
pub(super) struct Fixing {
    fixes: Fixes,
    /// Nothing is written.
    pub(super) is_trial: bool,
    /// By file name, every text that a file has had: the first is what was read.
    files: IndexMap<String, Vec<String>>,
    made: usize,
    rounds: usize,
    exit_before: Option<Exit>,
}

impl Fixing {
    /// Makes the fixes of what was found, as many as go together. Gives back the new texts by file name; none when
    /// there is nothing left to fix. `exit` is how the run would end now.
    pub(super) fn round(&mut self, linted: &Linted<'_>, exit: Exit) -> Vec<(String, String)> {
        self.exit_before.get_or_insert(exit);
        self.rounds += 1;
        if self.rounds > MOST_ROUNDS {
            return Vec::new();
        }
        let mut by_file: IndexMap<&str, Vec<_>> = IndexMap::new();
        for located in &linted.findings {
            by_file.entry(located.source.name.as_str()).or_default().push(located);
        }
        let mut changed = Vec::new();
        for (name, located) in by_file {
            let findings: Vec<&Finding> = located.iter().map(|located| &located.finding).collect();
            let source = located[0].source;
            let mended = mend(source, &findings, self.fixes);
            let texts = self.files.get(name).map_or(&[][..], Vec::as_slice);
            // Fixes that undo each other would never end.
            if mended.made.is_empty() || texts.contains(&mended.text) {
                continue;
            }
            self.made += mended.made.len();
            let texts = self.files.entry(name.to_owned()).or_insert_with(|| vec![source.text.clone()]);
            texts.push(mended.text.clone());
            changed.push((name.to_owned(), mended.text));
        }
        changed
    }

    /// Each changed file with its text before and after.
    fn changes(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.files
            .iter()
            .filter_map(|(name, texts)| Some((name.as_str(), texts.first()?.as_str(), texts.last()?.as_str())))
    }

    /// How the run would have ended without any fix.
    pub(super) fn exit_before(&self) -> Exit {
        self.exit_before.unwrap_or(Exit::Ok)
    }

    /// The changes as a diff.
    pub(super) fn diff(&self, output: &Output) -> String {
        let diff: String = self.changes().map(|(name, before, after)| unified(name, before, after)).collect();
        // A program needs every byte; a terminal must not obey any.
        if output.terminal().stdout { visible_lines(&diff).into_owned() } else { diff }
    }

    /// Writes the changed files, each whole or not at all.
    pub(super) fn write(&self, current_dir: &Path) -> Result<(), Failure> {
        self.changes().try_for_each(|(name, before, after)| rewrite(&current_dir.join(name), name, before, after))
    }

    /// What was done and what is left: "3 fixed in 2 files, 2 remaining; 1 more with --unsafe-fixes".
    pub(super) fn summary(&self, left: &Linted<'_>) -> String {
        let verb = if self.is_trial { "would be fixed" } else { "fixed" };
        let remaining = left.findings.len();
        let files = match self.files.len() {
            0 => String::new(),
            files => format!(" in {}", counted(files, "file")),
        };
        let fixes = left.findings.iter().filter_map(|located| located.finding.fix.as_ref());
        let more = match fixes.filter(|fix| !self.fixes.include(fix)).count() {
            0 => String::new(),
            more => format!("; {more} more with --unsafe-fixes"),
        };
        format!("{} {verb}{files}, {remaining} remaining{more}", self.made)
    }
}

/// Writes a file that nobody else has changed since it was read. A link stays a link.
pub(in crate::cli) fn rewrite(path: &Path, name: &str, before: &str, after: &str) -> Result<(), Failure> {
    let failure =
        |why: &dyn std::fmt::Display| Failure::new(Exit::Unavailable, format!("cannot write {}: {why}", visible(name)));
    let target = fs::canonicalize(path).map_err(|error| failure(&error))?;
    if fs::metadata(&target).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(failure(&"it is read-only").help("make it writable; files before it are written"));
    }
    if fs::read(&target).map_err(|error| failure(&error))? != before.as_bytes() {
        return Err(failure(&"somebody has changed it meanwhile").help("run the command again"));
    }
    write_atomic(&target, after.as_bytes()).map_err(|error| failure(&error))
}
