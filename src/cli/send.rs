//! `send`: a template message to one number or to many, or a free-form message.

mod journals;
mod letter;
mod many;
mod message;
mod one;
mod progress;
mod results;
mod shown;
mod template;
mod terms;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::letter::LetterArguments;
use self::many::ManyArguments;
use self::shown::Numbers;
use self::terms::TermsArguments;
use super::target;
use super::{EnvironmentArgument, Exit, Failure, Output};
use crate::context::Context;
use crate::model::EnvironmentSettings;
use crate::project::Project;

/// Arguments of `send`.
#[derive(Debug, Args)]
pub(super) struct Send {
    /// The template's name, without a revision
    #[arg(required_unless_present = "message", conflicts_with = "message")]
    name: Option<String>,
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// The template's language
    #[arg(long = "lang", value_name = "CODE", required_unless_present = "message", conflicts_with = "message")]
    language: Option<String>,
    /// The recipient
    #[arg(long, value_name = "NUMBER", required_unless_present_any = ["message", "csv"], conflicts_with = "csv")]
    to: Option<String>,
    #[command(flatten)]
    letter: LetterArguments,
    /// A free-form message from a file, instead of a template
    #[arg(long, value_name = "FILE")]
    message: Option<PathBuf>,
    #[command(flatten)]
    many: ManyArguments,
    #[command(flatten)]
    terms: TermsArguments,
    /// An id of your own, to find the message by
    #[arg(long, value_name = "ID")]
    task_id: Option<String>,
    /// Show the request and the message, and send nothing; needs no credentials
    #[arg(long)]
    dry_run: bool,
    /// Show phone numbers whole
    #[arg(long)]
    show_numbers: bool,
    /// How results are shown: table, json or csv
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, hide_possible_values = true)]
    format: ResultFormat,
}

/// How results are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ResultFormat {
    /// For people
    #[default]
    Table,
    /// One JSON object
    Json,
    /// CSV
    Csv,
}

/// The project and the environment that messages are sent in.
struct Place {
    project: Project,
    name: String,
    settings: EnvironmentSettings,
}

impl Send {
    /// Sends.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        if project.is_doubtful() {
            return Err(Failure::new(Exit::Project, "chatform.yaml has errors, so nothing was sent")
                .help("`chatform lint` shows them"));
        }
        let (name, settings) = target::environment(&project.file, self.environment.environment.as_deref())?;
        let (name, settings) = (name.to_owned(), settings.clone());
        let place = Place { project, name, settings };
        match (&self.message, &self.many.csv) {
            (Some(file), _) => self.message(file, &place, context, output),
            (None, Some(list)) => self.many(list, &place, context, output),
            (None, None) => self.one(&place, context, output),
        }
    }

    fn numbers(&self) -> Numbers {
        if self.show_numbers { Numbers::Shown } else { Numbers::Masked }
    }
}
