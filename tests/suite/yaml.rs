//! Reading YAML: what becomes of a file, and where everything in it lies.

mod emitted;
mod fixtures;
mod hostile;
mod places;
mod strictness;
