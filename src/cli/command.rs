//! The commands.

use clap::Subcommand;

use super::about::completions;
use super::about::exit_codes;
use super::about::explain;
use super::about::man;
use super::about::rules;
use super::about::schema;
use super::auth;
use super::compare;
use super::emulator;
use super::fmt;
use super::import;
use super::init;
use super::lint;
use super::listen;
use super::lsp;
use super::metrics;
use super::plan;
use super::preview;
use super::resolve;
use super::runs;
use super::send;
use super::service::Online;
use super::show;
use super::status;
use super::{Exit, Failure, Output};
use crate::context::Context;

/// A command with its arguments. Only those of the command that is asked for are made: there are many.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
    /// Begin a project: the files that are missing, and no others
    Init(init::Init),
    /// Check templates, offline
    #[command(visible_alias = "validate")]
    Lint(lint::Lint),
    /// Write files in the one layout
    Fmt(fmt::Fmt),
    /// Compare the templates with an environment
    Plan(Online<plan::Plan>),
    /// What differs at the service, and who moved it
    Drift(Online<compare::Drift>),
    /// Compare two environments, commits or snapshots
    Diff(Online<compare::Diff>),
    /// Take over into the files what the service holds
    Pull(Online<compare::Pull>),
    /// Write everything in a space to a file, for plans without credentials
    Snapshot(Online<compare::Snapshot>),
    /// Show a saved plan
    Show(show::Show),
    /// Carry a plan out
    Apply(Online<runs::Apply>),
    /// Finish a run that was interrupted, or that left something undone
    Retry(Online<runs::Retry>),
    /// List the runs, show one, or check their journals
    Journal(runs::Journal),
    /// What the review says of each template
    Status(Online<status::Status>),
    /// Which name, TemplateCode and variables to send
    Resolve(Online<resolve::Resolve>),
    /// Send messages: of a template, to one number or many, or free-form
    Send(Box<Online<send::Send>>),
    /// Show what the phone will show, as a page
    Preview(preview::Preview),
    /// Turn Meta or CAMS JSON into template files
    Import(import::Import),
    /// Take what the service reports on its own: deliveries, reviews, replies
    Listen(listen::Listen),
    /// What became of sent messages: deliveries, reads, clicks
    Metrics(Online<metrics::Metrics>),
    /// Whose key it is, and what a key must be allowed to do
    Auth(auth::Auth),
    /// Serve the emulated API on this machine
    Emulator(emulator::Emulator),
    /// Explain a rule: what, why, and the source
    Explain(explain::Explain),
    /// List all rules
    Rules(rules::Rules),
    /// Print the JSON Schema of a file, for editors
    Schema(schema::Schema),
    /// Serve editors: the language server, over standard input and output
    Lsp(lsp::Lsp),
    /// Print completions for a shell
    Completions(completions::Completions),
    /// Write man pages
    Man(man::Man),
    /// List the exit codes
    ExitCodes(exit_codes::ExitCodes),
}

impl Command {
    /// Runs it.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match self {
            Self::Init(command) => command.run(context, output),
            Self::Lint(command) => command.run(context, output),
            Self::Fmt(command) => command.run(context, output),
            Self::Plan(online) => online.run(plan::Plan::run, context, output),
            Self::Drift(online) => online.run(compare::Drift::run, context, output),
            Self::Diff(online) => online.run(compare::Diff::run, context, output),
            Self::Pull(online) => online.run(compare::Pull::run, context, output),
            Self::Snapshot(online) => online.run(compare::Snapshot::run, context, output),
            Self::Show(command) => command.run(context, output),
            Self::Apply(online) => online.run(runs::Apply::run, context, output),
            Self::Retry(online) => online.run(runs::Retry::run, context, output),
            Self::Journal(command) => command.run(context, output),
            Self::Status(online) => online.run(status::Status::run, context, output),
            Self::Resolve(online) => online.run(resolve::Resolve::run, context, output),
            Self::Send(online) => online.run(send::Send::run, context, output),
            Self::Preview(command) => command.run(context, output),
            Self::Import(command) => command.run(context, output),
            Self::Listen(command) => command.run(context, output),
            Self::Metrics(online) => online.run(metrics::Metrics::run, context, output),
            Self::Auth(command) => command.run(context, output),
            Self::Emulator(command) => command.run(context, output),
            Self::Explain(command) => command.run(output),
            Self::Rules(command) => Ok(command.run(output)),
            Self::Schema(command) => Ok(command.run(output)),
            Self::Lsp(command) => Ok(command.run(context, output)),
            Self::Completions(command) => Ok(command.run(output)),
            Self::Man(command) => command.run(context, output),
            Self::ExitCodes(command) => Ok(command.run(output)),
        }
    }
}
