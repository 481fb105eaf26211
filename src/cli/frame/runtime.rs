//! The async runtime of commands that need the network. Commands that work offline never build one.

use std::future::Future;

use super::{Exit, Failure};

/// Runs a future to its end on this thread.
pub(in crate::cli) fn block_on<F: Future>(future: F) -> Result<F::Output, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::Unavailable, format!("no async runtime: {error}")))?;
    Ok(runtime.block_on(future))
}
