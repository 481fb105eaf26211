//! Random files against the whole way from bytes to reports: no panic, no end that never comes, every place on whole
//! characters, and what is written means what was read.
//!
//! `cargo fuzz` needs a nightly compiler, so the runner is our own: seeded, the same inputs every time. `.ci/run long`
//! prints how many each target had. A failure names its seed; `CHATFORM_SEED=…` runs that input alone.

mod decoding;
pub mod dice;
mod importing;
mod mutator;
mod originals;
mod pieces;
mod reading;
mod reporting;
mod runner;
mod suppressing;

pub use dice::Dice;
