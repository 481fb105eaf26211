//! What several test modules need.

pub mod console;
mod editor;
mod journals;
mod node_tools;
mod python_tools;
mod raw_server;
mod repository;
mod sandbox;
mod server;
mod service;
mod sources;

pub use editor::{Editor, framed};
pub use journals::{journals, records};
pub use node_tools::node_tools;
pub use python_tools::python_tools;
pub use raw_server::{RawServer, Reply, json_answer, list_answer, ok_answer};
pub use repository::{git, repository};
pub use sandbox::{Ran, Sandbox};
pub use server::Server;
pub use service::{Service, with_service};
pub use sources::{SourceText, sources};

use std::path::PathBuf;

/// The folder of vectors, captures and reference data, named by `CHATFORM_SHARED`. Without it the calling test
/// says that it is skipped and returns; under `CHATFORM_CI` a skip is a failure.
pub fn shared() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("CHATFORM_SHARED") {
        return Some(PathBuf::from(path));
    }
    assert!(std::env::var_os("CHATFORM_CI").is_none(), "CHATFORM_SHARED is not set: nothing may be skipped here");
    println!("skipped: CHATFORM_SHARED is not set");
    None
}

/// How often a long test repeats: `short` by default, `long` under `.ci/run long`.
pub fn rounds(short: usize, long: usize) -> usize {
    if std::env::var_os("CHATFORM_LONG").is_some() { long } else { short }
}

/// Says how often a test of random inputs ran, and what came of it: `.ci/run long` makes a table of these lines.
pub fn tell_runs(target: &str, runs: impl std::fmt::Display, outcome: &str) {
    println!("runs: {target} | {runs} | {outcome}");
}
