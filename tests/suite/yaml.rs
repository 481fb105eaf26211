//! Reading YAML: what becomes of a file, and where everything in it lies.

pub(crate) mod documents;
mod edited;
mod edited_documents;
pub(crate) mod emitted;
mod fixtures;
mod formatted;
pub(crate) mod hostile;
mod one_pass;
mod places;
mod strictness;
mod unquoted;
