//! Files that survive a crash: replaced atomically, appended line by line, locked by one process.
//!
//! Every function returns only once the bytes are on the disk. Knows nothing of what is stored.

mod atomic;
mod error;
mod json_lines;
mod lock;

pub use atomic::{create_folder, remove, write_atomic};
pub use error::StoreError;
pub use json_lines::{JsonLines, Records, TornTail};
pub use lock::Lock;
