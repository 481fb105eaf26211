//! What is common to all commands.

use std::path::PathBuf;

use clap::{Args, Parser};

use super::command::Command;
use super::{ColorChoice, Exit, Failure};
use crate::model::ProjectFile;
use crate::report::visible;

/// Message templates as code, for Alibaba Cloud Chat App Message Service.
#[derive(Debug, Parser)]
#[command(name = "chatform", version, max_term_width = 80, arg_required_else_help = true)]
#[command(subcommand_required = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// Run as if started in this folder
    #[arg(short = 'C', long = "chdir", value_name = "DIR", global = true, help_heading = "Global options")]
    pub directory: Option<PathBuf>,
    /// Colours: auto, always or never
    #[arg(long, value_name = "WHEN", global = true, value_enum, default_value = "auto")]
    #[arg(hide_possible_values = true, help_heading = "Global options")]
    pub color: ColorChoice,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The environment that a command works on.
#[derive(Clone, Debug, Default, Args)]
pub struct EnvironmentArgument {
    /// The environment of the project file
    #[arg(long = "env", value_name = "NAME")]
    pub environment: Option<String>,
    /// One space of an environment that lists several
    #[arg(long, value_name = "ID")]
    pub space: Option<String>,
}

impl EnvironmentArgument {
    /// The environment that was asked for, once the project is known to have it.
    pub fn known(&self, file: &ProjectFile) -> Result<Option<&str>, Failure> {
        let Some(asked) = self.environment.as_deref() else { return Ok(None) };
        let names: Vec<&str> = file.environments.iter().flatten().map(|(name, _)| name.as_str()).collect();
        if names.contains(&asked) {
            return Ok(Some(asked));
        }
        let failure = Failure::new(Exit::Usage, format!("no environment {}", visible(asked)));
        Err(match names.as_slice() {
            [] => failure.help("chatform.yaml declares no environments"),
            names => failure.help(format!("chatform.yaml has {}", visible(&names.join(", ")))),
        })
    }
}
