//! `lsp`: the language server, over standard input and output. Opens no connection.

use std::io::{self, BufReader};

use clap::Args;

use super::{Exit, Output};
use crate::context::Context;
use crate::lsp::{Ended, serve};

/// Arguments of `lsp`.
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// Standard input and output: what there is anyway, for editors that ask for it
    #[arg(long)]
    stdio: bool,
}

impl Lsp {
    /// Serves until the editor says that it is over.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Exit {
        let write = |bytes: &[u8]| output.bytes(bytes);
        match serve(BufReader::new(io::stdin()), &write, context) {
            Ended::AfterShutdown => Exit::Ok,
            // The protocol asks for 1.
            Ended::WithoutShutdown => Exit::Findings,
        }
    }
}
