//! `--baseline`: findings of a file are not shown again, and the file shrinks as they are mended.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Exit, Failure};
use crate::lint::{Baseline, Compared, Linted};
use crate::project::Project;
use crate::report::visible;
use crate::store::write_atomic;

/// Larger than any baseline that was written: about 400 000 findings.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// So many outdated findings are named; the others are counted.
const MOST_NAMED: usize = 10;

/// Arguments about a baseline.
#[derive(Debug, Args)]
pub(super) struct BaselineArguments {
    /// Show only findings that are not in FILE
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write FILE if it does not exist; otherwise take out what no longer occurs
    #[arg(long, requires = "baseline", conflicts_with_all = ["paths", "environment", "changed_since", "stdin_filename", "watch"])]
    update_baseline: bool,
}

/// What is left to show, and what is to be said about the baseline.
pub(super) struct Baselined<'p> {
    /// The findings that are not in the baseline.
    pub(super) linted: Linted<'p>,
    /// Remarks, a line or more each.
    pub(super) remarks: Vec<String>,
}

impl BaselineArguments {
    /// The baseline that is asked for, in words.
    pub(super) fn shown(&self, current_dir: &Path) -> Option<String> {
        let named = self.baseline.as_ref()?;
        let missing = if current_dir.join(named).exists() { "" } else { " (not there: --update-baseline writes it)" };
        Some(format!("{}{missing}", named.display()))
    }

    /// Holds a run against the baseline, and writes it where that was asked for.
    pub(super) fn apply<'p>(
        &self,
        linted: Linted<'p>,
        project: &'p Project,
        current_dir: &Path,
    ) -> Result<Baselined<'p>, Failure> {
        let Some(named) = &self.baseline else { return Ok(Baselined { linted, remarks: Vec::new() }) };
        let (path, name) = (current_dir.join(named), visible(&named.display().to_string()).into_owned());
        let (baseline, written) = match read(&path, &name)? {
            Some(read) => read,
            None if self.update_baseline => return create(&path, &name, linted, project),
            None => {
                let failure = Failure::new(Exit::Usage, format!("no baseline {name}"));
                return Err(failure.help("--update-baseline writes it"));
            }
        };
        let compared = linted.against(&baseline, project);
        let remarks = match self.update_baseline {
            true => shrink(&path, &name, &written, &compared)?,
            false => vec![counted(&name, &compared.known), outdated(&name, &compared)],
        };
        let remarks = remarks.into_iter().filter(|remark| !remark.is_empty()).collect();
        Ok(Baselined { linted: compared.new, remarks })
    }
}

/// The baseline and its bytes; `None` where there is no such file.
fn read(path: &Path, name: &str) -> Result<Option<(Baseline, Vec<u8>)>, Failure> {
    let unreadable = |error: std::io::Error| Failure::new(Exit::Unavailable, format!("cannot read {name}: {error}"));
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let damaged = |what: String| {
        Failure::new(Exit::Project, format!("{name} {what}")).help(
            "take the file back from version control; or remove it, and --update-baseline writes a new one with \
             everything that is found now",
        )
    };
    if bytes.len() as u64 > MOST_BYTES {
        return Err(damaged(format!("is no baseline: it is larger than {} MiB", MOST_BYTES >> 20)));
    }
    match Baseline::read(&bytes) {
        Ok(baseline) => Ok(Some((baseline, bytes))),
        Err(error) => Err(damaged(error.to_string())),
    }
}

fn create<'p>(path: &Path, name: &str, linted: Linted<'p>, project: &'p Project) -> Result<Baselined<'p>, Failure> {
    if !linted.is_thorough {
        return Err(Failure::new(Exit::Usage, format!("{name} is not written: not everything could be looked at"))
            .help("go to a project, and mend what `yaml` and `schema` report first: `chatform lint` shows it"));
    }
    let baseline = Baseline::of(&linted, project);
    write(path, name, &baseline)?;
    let remark = format!("wrote {name} with {}", findings(baseline.len()));
    Ok(Baselined { linted: linted.against(&baseline, project).new, remarks: vec![remark] })
}

/// Takes out what no longer occurs, and nothing else.
fn shrink(path: &Path, name: &str, written: &[u8], compared: &Compared<'_>) -> Result<Vec<String>, Failure> {
    if !compared.new.is_thorough {
        let remark = format!("{name} stays as it is: not everything could be looked at");
        return Ok(vec![counted(name, &compared.known), remark]);
    }
    if compared.known.to_json().as_bytes() != written {
        write(path, name, &compared.known)?;
    }
    let taken_out = match compared.outdated.len() {
        0 => String::new(),
        count => format!("took out of {name} what no longer occurs: {}", findings(count)),
    };
    let left = match compared.known.is_empty() {
        true => format!("{name} is empty: it can go"),
        false => counted(name, &compared.known),
    };
    Ok(vec![taken_out, left])
}

fn write(path: &Path, name: &str, baseline: &Baseline) -> Result<(), Failure> {
    let unwritten = |error| Failure::new(Exit::Unavailable, format!("{name} is not written: {error}"));
    write_atomic(path, baseline.to_json().as_bytes()).map_err(unwritten)
}

fn counted(name: &str, known: &Baseline) -> String {
    match known.len() {
        0 => String::new(),
        1 => format!("1 finding is in {name} and not shown"),
        count => format!("{count} findings are in {name} and not shown"),
    }
}

fn outdated(name: &str, compared: &Compared<'_>) -> String {
    let count = compared.outdated.len();
    let mut text = match count {
        0 => return String::new(),
        1 => format!("1 finding of {name} no longer occurs"),
        count => format!("{count} findings of {name} no longer occur"),
    };
    for known in compared.outdated.iter().take(MOST_NAMED) {
        text.push_str(&format!("\n  {} {}", visible(&known.file), visible(&known.rule)));
    }
    if count > MOST_NAMED {
        text.push_str(&format!("\n  and {} more", count - MOST_NAMED));
    }
    text.push_str("\n  help: --update-baseline takes them out");
    text
}

fn findings(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}
