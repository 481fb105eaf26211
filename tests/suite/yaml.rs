//! Reading YAML: what becomes of a file, and where everything in it lies.

mod emitted;
mod fixtures;
mod hostile;
mod one_pass;
mod places;
mod strictness;
