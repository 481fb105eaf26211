//! Reading YAML: what becomes of a file, and where everything in it lies.

mod edited;
pub(crate) mod emitted;
mod fixtures;
pub(crate) mod hostile;
mod one_pass;
mod places;
mod strictness;
