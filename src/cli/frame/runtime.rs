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

/// Ends when the process is asked to end.
pub(in crate::cli) async fn asked_to_end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupt = tokio::signal::ctrl_c() => interrupt,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
