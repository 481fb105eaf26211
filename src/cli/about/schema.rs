//! `schema`: the JSON Schema that editors use.

use clap::{Args, ValueEnum};

use crate::cli::{Exit, Output};
use crate::{plan, schema};

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Schema {
    /// Which file the schema is for
    #[arg(value_enum, default_value_t)]
    file: File,
}

/// The files that have a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum File {
    /// A template
    #[default]
    Template,
    /// The project file chatform.yaml
    Project,
    /// A saved plan
    Plan,
    /// A free-form message, for `send --message`
    Message,
}

impl Schema {
    /// Prints the schema.
    pub(in crate::cli) fn run(&self, output: &Output) -> Exit {
        let of_plan;
        let schema: &serde_json::Value = match self.file {
            File::Template => schema::template_schema(),
            File::Project => schema::project_schema(),
            File::Message => schema::message_schema(),
            File::Plan => {
                of_plan = plan::file_schema();
                &of_plan
            }
        };
        output.result(&format!("{schema:#}"));
        Exit::Ok
    }
}
