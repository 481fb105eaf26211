//! `chatform lsp`, through the protocol alone: a process at the other end of two pipes.

mod diagnostics;
mod lifecycle;
mod projects;
