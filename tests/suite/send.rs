//! Sending: one message, a list of them, free-form ones; what is refused before, and what is known after.

mod allowed;
mod checks;
mod interrupted;
mod killed;
mod list;
mod lost;
mod message;
mod one;
mod people;
mod stage;
