//! The emulator, over real sockets: what it checks, what it answers, what it remembers.

mod actions;
mod admin;
mod behaviours;
mod callbacks;
mod caller;
mod captures;
mod content;
mod errors;
mod faults;
mod forms;
mod process;
mod requests;
mod review;
mod sending;
mod signatures;
mod snapshots;
mod state;
mod storage;
mod tokens;
