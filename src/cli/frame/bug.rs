//! What a user sees of a panic: a text to report, and exit code 70 instead of 101.

use std::panic::{self, AssertUnwindSafe};

use super::Exit;
use super::output::talk_of_last_resort;

/// Runs `body`; a panic in it is reported and ends with [`Exit::Bug`].
pub(in crate::cli) fn caught(body: impl FnOnce() -> Exit) -> Exit {
    panic::set_hook(Box::new(|info| talk_of_last_resort(&report(info))));
    panic::catch_unwind(AssertUnwindSafe(body)).unwrap_or(Exit::Bug)
}

fn report(info: &panic::PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
    let message = info.payload_as_str().unwrap_or("no message");
    let message = message.escape_debug();
    format!(
        "error: this is a bug in chatform {version} ({os} {arch})\n  \
         at {place}: {message}\n  \
         help: please report it with the command you ran and these lines; nothing of it is your fault",
        version = env!("CARGO_PKG_VERSION"),
        os = std::env::consts::OS,
        arch = std::env::consts::ARCH,
    )
}
