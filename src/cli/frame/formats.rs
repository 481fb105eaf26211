//! `--format`: how findings are shown, and where.

mod step_summary;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Exit, Failure, Output};
use crate::context::{Context, Environment};
use crate::report::{self, Findings, Look, visible};
use crate::store::write_atomic;

/// What is asked for with `--format`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct Formats {
    /// How findings are shown: pretty, concise, json, ndjson, sarif, github, gitlab, junit or markdown; may be given
    /// several times, with files
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = requested, default_value = "pretty")]
    requested: Vec<Requested>,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Requested {
    format: Format,
    /// The file; standard output where there is none.
    file: Option<PathBuf>,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Format {
    /// With excerpts, for people
    Pretty,
    /// One line each: file:line:column: level[rule] message
    Concise,
    /// One JSON object
    Json,
    /// One JSON object a line, the summary last
    Ndjson,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations in GitHub Actions
    Github,
    /// GitLab's code quality report
    Gitlab,
    /// JUnit XML
    Junit,
    /// A Markdown table
    Markdown,
}

/// Where a report goes that has no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Stream {
    /// Standard output.
    Result,
    /// Standard error: the result is something else.
    Talk,
}

impl Formats {
    /// The format on standard output.
    pub(in crate::cli) fn printed(&self) -> Option<Format> {
        self.requested.iter().find(|requested| requested.file.is_none()).map(|requested| requested.format)
    }

    /// Whether a report says what fixes replace.
    pub(in crate::cli) fn show_edits(&self) -> bool {
        let shows = |requested: &Requested| matches!(requested.format, Format::Json | Format::Ndjson | Format::Sarif);
        self.requested.iter().any(shows)
    }

    /// Refuses what would be written over each other; before anything is done.
    pub(in crate::cli) fn check(&self) -> Result<(), Failure> {
        for (index, one) in self.requested.iter().enumerate() {
            if self.requested[..index].iter().any(|other| other.file == one.file) {
                let place = one.file.as_deref().map_or("standard output".to_owned(), shown);
                return Err(Failure::new(Exit::Usage, format!("two reports for {place}"))
                    .help("send all but one to files of their own: --format sarif=FILE"));
            }
        }
        Ok(())
    }

    /// Writes all reports.
    pub(in crate::cli) fn write(
        &self,
        findings: &Findings<'_>,
        stream: Stream,
        context: &Context,
        output: &Output,
    ) -> Result<(), Failure> {
        for Requested { format, file } in &self.requested {
            match file {
                None if stream == Stream::Result => output.result(&format.render(findings, output.result_look())),
                None => output.talk(&format.render(findings, output.talk_look())),
                Some(file) => {
                    let text = format.render(findings, Look::default());
                    write(&context.environment.current_dir.join(file), &text)?;
                }
            }
            if *format == Format::Github {
                step_summary::append(findings, &context.environment, output);
            }
        }
        Ok(())
    }
}

impl Format {
    /// Whether it is read by people line by line, so that further lines do no harm.
    pub(in crate::cli) fn is_text(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise)
    }

    fn render(self, findings: &Findings<'_>, look: Look) -> String {
        let (diagnostics, summary) = (findings.diagnostics, &findings.summary);
        let text = match self {
            Self::Pretty => report::pretty(diagnostics, look),
            Self::Concise => report::concise(diagnostics),
            Self::Json => report::json(diagnostics, summary),
            Self::Ndjson => report::ndjson(diagnostics, summary),
            Self::Sarif => report::sarif(findings),
            Self::Github => report::github(findings),
            Self::Gitlab => report::gitlab(findings),
            Self::Junit => report::junit(findings),
            Self::Markdown => report::markdown(findings),
        };
        if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" }
    }
}

/// Writes a file, whole or not at all. A pipe or a device is written to, never replaced, and a link stays a link.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let unwritten = |error: &dyn std::fmt::Display| Failure::new(Exit::Unavailable, error.to_string());
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return fs::write(path, text).map_err(|error| unwritten(&format!("cannot write {}: {error}", path.display())));
    }
    write_atomic(&target, text.as_bytes()).map_err(|error| unwritten(&error))
}

/// Where file names start from, as a path in the checked-out repository, for forges that want paths of it.
pub(in crate::cli) fn base(environment: &Environment) -> String {
    let roots = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(|name| environment.variable(name));
    let below = roots.filter_map(|root| environment.current_dir.strip_prefix(root).ok()).next();
    below.map(|path| path.to_string_lossy().replace('\\', "/")).unwrap_or_default()
}

/// `FORMAT` or `FORMAT=FILE`.
fn requested(text: &str) -> Result<Requested, String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(file)));
    let format = Format::from_str(name, false).map_err(|_| {
        let known: Vec<String> = Format::value_variants().iter().filter_map(named).collect();
        format!("no format {}; there are {}", visible(name), known.join(", "))
    })?;
    match file {
        Some("") => Err(format!("{name}= lacks a file")),
        file => Ok(Requested { format, file: file.map(PathBuf::from) }),
    }
}

fn named(format: &Format) -> Option<String> {
    Some(format.to_possible_value()?.get_name().to_owned())
}

fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}
