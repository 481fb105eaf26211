//! The language server: what an editor asks about a project while somebody writes in it.
//!
//! Speaks the protocol over two streams that it is given, one message at a time and without a runtime; an editor's
//! texts stand for the files on the disk. Opens no connection and writes no file: every change is one that the editor
//! makes. Positions are counted as the protocol counts them here and nowhere else.

mod actions;
mod address;
mod capabilities;
mod client;
mod completion;
mod diagnostics;
mod documents;
mod encoding;
mod failure;
mod folding;
mod frames;
mod hover;
mod inbox;
mod look;
mod navigation;
mod occurrences;
mod rename;
mod requests;
mod rewritten;
mod schema_place;
mod server;
mod settings;
mod spot;
mod state;
mod symbols;
mod text_room;
mod workspace;

pub use server::{Ended, serve};
