//! `import`: Meta or CAMS JSON as template files.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::about::rules::metas;
use super::formats::{self, Format, Formats, Stream};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::finding::{At, Finding, Level};
use crate::import::{self, Imported};
use crate::lint::{Located, fingerprints};
use crate::report::{Diagnostic, Findings, Summary, counted, visible};
use crate::source::SourceFile;
use crate::store::write_atomic;
use crate::yaml;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Payloads of Meta's Graph API or of CAMS; - reads standard input
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
    /// The folder for the template files
    #[arg(short, long = "output", value_name = "DIR", default_value = "templates")]
    output: PathBuf,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    formats: Formats,
}

/// A template file to be written.
struct Target {
    path: PathBuf,
    /// As the user would write it.
    name: String,
    content: String,
}

impl Import {
    /// Reads the JSON, says what could not be carried over, and writes the rest.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        self.formats.check()?;
        let current_dir = &context.environment.current_dir;
        let name = self.file.to_string_lossy();
        let (source, form) = yaml::read(&name, &self.read(current_dir)?);
        let imported = import::read(&source.text);
        let targets = self.targets(&imported, current_dir);
        self.refuse_to_replace(&targets)?;
        let diagnostics = located(form.into_iter().chain(imported.findings.iter().cloned()), &source);
        self.show(&diagnostics, &imported, &source, context, output)?;
        for target in &targets {
            write_atomic(&target.path, target.content.as_bytes())?;
        }
        if self.formats.printed().is_none_or(Format::is_text) {
            output.result(&targets.iter().map(|target| format!("{}\n", visible(&target.name))).collect::<String>());
        }
        if !targets.is_empty() {
            let folder = self.output.display().to_string();
            let (files, folder) = (counted(targets.len(), "file"), visible(&folder));
            output.talk(&format!("wrote {files} to {folder}; `chatform lint {folder}` checks them"));
        }
        let is_incomplete = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
        Ok(if is_incomplete { Exit::Findings } else { Exit::Ok })
    }

    fn read(&self, current_dir: &Path) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = if self.file.as_os_str() == "-" {
            std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(current_dir.join(&self.file))
        };
        read.map_err(|error| unreadable(&self.file.to_string_lossy(), &error))
    }

    fn targets(&self, imported: &Imported, current_dir: &Path) -> Vec<Target> {
        let names = import::file_names(&imported.templates);
        let target = |(file_name, template)| {
            let name = self.output.join::<String>(file_name);
            let path = current_dir.join(&name);
            Target { path, name: name.to_string_lossy().replace('\\', "/"), content: import::to_yaml(template) }
        };
        names.into_iter().zip(&imported.templates).map(target).collect()
    }

    /// A file that says something else may hold somebody's work.
    fn refuse_to_replace(&self, targets: &[Target]) -> Result<(), Failure> {
        let differs = |target: &&Target| fs::read(&target.path).is_ok_and(|there| there != target.content.as_bytes());
        let there: Vec<&str> = targets.iter().filter(differs).map(|target| target.name.as_str()).collect();
        if self.force || there.is_empty() {
            return Ok(());
        }
        let message = format!("{} would be replaced: {}", counted(there.len(), "file"), there.join(", "));
        Err(Failure::new(Exit::Refused, message).help("write to another folder with -o, or give --force"))
    }

    fn show(
        &self,
        diagnostics: &[Diagnostic<'_>],
        imported: &Imported,
        source: &SourceFile,
        context: &Context,
        output: &Output,
    ) -> Result<(), Failure> {
        let variants = imported.templates.iter().map(|template| template.languages.len()).sum();
        let levels = diagnostics.iter().map(|diagnostic| diagnostic.level);
        let findings = Findings {
            command: "import",
            diagnostics,
            summary: Summary::of(levels, imported.templates.len(), variants),
            rules: &metas(),
            files: &[&source.name],
            base: &formats::base(&context.environment),
            time: context.clock.now(),
        };
        self.formats.write(&findings, Stream::Result, context, output)?;
        output.talk(&findings.summary.line());
        Ok(())
    }
}

/// What there is to say, at its place in the JSON. JSON is YAML too, so the same tree finds it.
fn located<'s>(said: impl Iterator<Item = Finding>, source: &'s SourceFile) -> Vec<Diagnostic<'s>> {
    let tree = yaml::parse(source).tree;
    let locate = |at: &At| match (&tree, at) {
        (_, At::Bytes(range)) => range.clone(),
        (Some(tree), at) => tree.locate(source, at),
        (None, _) => 0..0,
    };
    let mut located: Vec<Located<'_>> = said.map(|finding| Located::new(source, finding, locate)).collect();
    located.sort_by_key(|located| located.range.start);
    let prints = fingerprints(&located);
    located.iter().zip(prints).map(|(one, fingerprint)| Diagnostic { fingerprint, ..one.diagnostic() }).collect()
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    let exit = match error.kind() {
        std::io::ErrorKind::NotFound => Exit::NothingMatched,
        _ => Exit::Unavailable,
    };
    Failure::new(exit, format!("cannot read {name}: {error}"))
}
