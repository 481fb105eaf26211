//! Who asks: a key pair that is given, or the first that the vendor's chain finds.

mod chain;
mod config_file;
mod external;
mod ini_file;
mod pair;
mod profile;
mod provider;
mod source;
mod surroundings;

pub use chain::Skipped;
pub(super) use config_file::endpoint_of_profile;
pub use pair::Credentials;
pub use source::Found;
pub(super) use source::{Source, SourceSettings};
