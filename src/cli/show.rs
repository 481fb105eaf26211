//! `show`: a saved plan, rendered.

use std::path::PathBuf;

use clap::Args;

use super::plan::{PlanView, show};
use super::{Exit, Failure, Output};
use crate::context::Context;
use crate::plan::{self, Plan};

/// Arguments of `show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The saved plan
    #[arg(value_name = "PLAN")]
    file: PathBuf,
    #[command(flatten)]
    view: PlanView,
}

impl Show {
    /// Shows it.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let plan = read(&self.file, context)?;
        show(&plan, &self.view, context, output)?;
        Ok(Exit::Ok)
    }
}

/// Reads a saved plan and checks that it is whole.
pub(super) fn read(file: &std::path::Path, context: &Context) -> Result<Plan, Failure> {
    let path = context.environment.current_dir.join(file);
    let shown = file.display().to_string();
    let bytes = std::fs::read(&path).map_err(|error| {
        Failure::new(Exit::Usage, format!("cannot read {shown}: {error}")).help("make one with `chatform plan -o FILE`")
    })?;
    plan::read(&bytes).map_err(|error| {
        Failure::new(Exit::Refused, format!("{shown}: {error}")).help("plan again: a plan file is not to be edited")
    })
}
