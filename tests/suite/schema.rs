//! The schema of the files, and what is said of a file that does not follow it.

mod explained;
mod generated;
pub(crate) mod mutants;
