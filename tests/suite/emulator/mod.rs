//! The emulator, over real sockets: what it checks, what it answers, what it remembers.

mod caller;
mod signatures;
