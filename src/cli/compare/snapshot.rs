//! `snapshot`: a space in a file, for plans without credentials.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::planning::opened;
use crate::cli::{EnvironmentArgument, Exit, Failure, Output, runtime, target};
use crate::context::Context;
use crate::project::Project;
use crate::remote::{self, Reading, Refresh};
use crate::report::visible;
use crate::store::write_atomic;

/// Arguments of `snapshot`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Snapshot {
    #[command(flatten)]
    environment: EnvironmentArgument,
    /// The file; standard output when left out
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Snapshot {
    /// Reads everything in the space freshly, and writes it down.
    pub(in crate::cli) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, self.environment.environment.as_deref())?;
        let settings = &target::in_space(name, settings, self.environment.space.as_deref())?;
        let snapshot = runtime::block_on(async {
            let open = opened(&project, name, settings, context).await?;
            output.progress("reading the list of templates");
            let observer = |done: usize, all: usize| output.progress(&format!("reading {done} of {all} templates"));
            let reading =
                Reading { space: &open.space, clock: &*context.clock, refresh: Refresh::Full, observer: &observer };
            let taken_at = context.clock.now().to_string();
            let read = reading.whole().await;
            output.end_progress();
            let (rows, details) = read?;
            let target::OpenTarget { target, .. } = open;
            let (environment, space, endpoint) = (target.environment, target.space, target.endpoint);
            Ok::<_, Failure>(remote::Snapshot { environment, space, endpoint, taken_at, rows, details })
        })??;
        match &self.out {
            None => output.result(&snapshot.write()),
            Some(out) => {
                write_atomic(&context.environment.current_dir.join(out), snapshot.write().as_bytes())?;
                let (count, file) = (snapshot.rows.len(), out.display().to_string());
                output.talk(&format!(
                    "{count} templates in {}; `chatform plan --against {0}` compares with it, without credentials",
                    visible(&file)
                ));
            }
        }
        Ok(Exit::Ok)
    }
}

/// Reads a snapshot and checks that it is whole.
pub(in crate::cli) fn read(file: &Path, context: &Context) -> Result<remote::Snapshot, Failure> {
    let shown = file.display().to_string();
    let bytes = std::fs::read(context.environment.current_dir.join(file)).map_err(|error| {
        Failure::new(Exit::Usage, format!("cannot read {shown}: {error}"))
            .help("make one with `chatform snapshot -o FILE`")
    })?;
    remote::Snapshot::read(&bytes).map_err(|error| {
        Failure::new(Exit::Refused, format!("{shown}: {error}")).help("take it again: a snapshot is not to be edited")
    })
}
