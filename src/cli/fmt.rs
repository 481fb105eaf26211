//! `fmt`: files in the one layout.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::lint::fix::rewrite;
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::finding::{At, Finding};
use crate::lint::{self, Located};
use crate::project::{FILE_NAME, Selection};
use crate::report::{counted, pretty, unified, visible, visible_lines};
use crate::source::SourceFile;
use crate::yaml::{self, FormatError};

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Files, folders and globs to format; the whole project when left out, standard input for `-`
    paths: Vec<PathBuf>,
    /// Write nothing, and fail if a file is not formatted
    #[arg(long)]
    check: bool,
    /// Write nothing, show what would change as a unified diff, and fail if anything would
    #[arg(long)]
    diff: bool,
    /// Format standard input as this file, to standard output
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

/// What became of the files.
#[derive(Default)]
struct Tally {
    changed: usize,
    unchanged: usize,
    left_alone: usize,
}

impl Fmt {
    /// Formats files, or says which are not formatted.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let current_dir = &context.environment.current_dir;
        if let Some(name) = self.standard_input()? {
            return self.one_text(&name, output);
        }
        let selection = Selection::of(current_dir, &self.paths)?;
        let mut tally = Tally::default();
        for path in selection.files()?.into_iter().filter(|path| self.names(path, current_dir)) {
            let name = selection.name_of(&path);
            let bytes = std::fs::read(&path)
                .map_err(|error| Failure::new(Exit::Unavailable, format!("cannot read {}: {error}", visible(&name))))?;
            self.file(&path, &name, &bytes, &mut tally, output)?;
        }
        if tally.changed + tally.unchanged + tally.left_alone == 0 {
            output.talk("no file matched\n  help: name files, or `templates` in chatform.yaml");
            return Ok(Exit::NothingMatched);
        }
        output.talk(&tally.line(self.is_trial()));
        Ok(self.exit(&tally))
    }

    /// The name of the file that standard input stands for.
    fn standard_input(&self) -> Result<Option<String>, Failure> {
        let is_dash = self.paths == [Path::new("-")];
        match &self.stdin_filename {
            Some(_) if !self.paths.is_empty() && !is_dash => {
                let message = "--stdin-filename names the file, and there are other paths";
                Err(Failure::new(Exit::Usage, message).help("leave the paths out"))
            }
            Some(path) => Ok(Some(path.display().to_string())),
            None if is_dash => Ok(Some("standard-input.yaml".to_owned())),
            None => Ok(None),
        }
    }

    fn one_text(&self, name: &str, output: &Output) -> Result<Exit, Failure> {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::new(Exit::Unavailable, format!("standard input cannot be read: {error}")))?;
        let (source, findings) = yaml::read(name, &bytes);
        let mut tally = Tally::default();
        let text = match self.formatted(&source, findings, output) {
            Some(text) => text,
            None => {
                tally.left_alone += 1;
                source.text.clone()
            }
        };
        tally.changed += usize::from(text != source.text);
        match (self.diff, self.check) {
            (true, _) => show_diff(name, &source.text, &text, output),
            (false, true) => {}
            // What cannot be read as text goes out as it came in.
            (false, false) if tally.left_alone > 0 => output.exactly(&bytes),
            (false, false) => output.exactly(text.as_bytes()),
        }
        Ok(self.exit(&tally))
    }

    /// Whether a file of the project is among what was asked for.
    fn names(&self, path: &Path, current_dir: &Path) -> bool {
        let is_project_file = path.file_name().is_some_and(|name| name == FILE_NAME);
        let is_below = |named: &PathBuf| match current_dir.join(named).canonicalize() {
            Ok(named) => path.canonicalize().is_ok_and(|path| path.starts_with(named)),
            Err(_) => false,
        };
        !is_project_file || self.paths.is_empty() || self.paths.iter().any(is_below)
    }

    fn file(&self, path: &Path, name: &str, bytes: &[u8], tally: &mut Tally, output: &Output) -> Result<(), Failure> {
        let (source, findings) = yaml::read(name, bytes);
        let Some(text) = self.formatted(&source, findings, output) else {
            tally.left_alone += 1;
            return Ok(());
        };
        if text == source.text {
            tally.unchanged += 1;
            return Ok(());
        }
        tally.changed += 1;
        if self.diff {
            show_diff(name, &source.text, &text, output);
            return Ok(());
        }
        output.result(&visible(name));
        if self.check { Ok(()) } else { rewrite(path, name, &source.text, &text) }
    }

    /// The text in the one layout; where it has to stay as it is, why is said.
    fn formatted(&self, source: &SourceFile, mut findings: Vec<Finding>, output: &Output) -> Option<String> {
        let error = match lint::format(source) {
            Ok(text) if findings.is_empty() => return Some(text),
            Ok(_) => FormatError::Faulty,
            Err(error) => error,
        };
        findings.extend(yaml::parse(source).findings);
        let bytes = |at: &At| match at {
            At::Bytes(range) => range.clone(),
            At::Value(_) | At::Key(_) | At::Text(..) => 0..0,
        };
        let shown = findings.into_iter().map(|finding| Located::new(source, finding, bytes).diagnostic());
        output.talk(&pretty(&shown.collect::<Vec<_>>(), output.talk_look()));
        output.talk(&format!("{} stays as it is: {error}", visible(&source.name)));
        None
    }

    fn is_trial(&self) -> bool {
        self.check || self.diff
    }

    fn exit(&self, tally: &Tally) -> Exit {
        let fails = tally.left_alone > 0 || (self.is_trial() && tally.changed > 0);
        if fails { Exit::Findings } else { Exit::Ok }
    }
}

impl Tally {
    /// "2 files formatted, 3 unchanged".
    fn line(&self, is_trial: bool) -> String {
        let verb = if is_trial { "would be formatted" } else { "formatted" };
        let left = match self.left_alone {
            0 => String::new(),
            count => format!(", {count} left alone"),
        };
        format!("{} {verb}, {} unchanged{left}", counted(self.changed, "file"), self.unchanged)
    }
}

fn show_diff(name: &str, before: &str, after: &str, output: &Output) {
    let diff = unified(name, before, after);
    // A program needs every byte; a terminal must not obey any.
    output.result(&if output.terminal().stdout { visible_lines(&diff).into_owned() } else { diff });
}
