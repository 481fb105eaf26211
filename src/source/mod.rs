//! The text of a file, its lines, and positions in it. Knows nothing of YAML.

mod position;
mod source_file;

pub use position::Position;
pub use source_file::SourceFile;
