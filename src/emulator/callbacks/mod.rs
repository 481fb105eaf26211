//! What the service reports on its own: reviews, what becomes of sent messages, and messages from people.

mod address;
mod delivery;
mod report;

pub use address::CallbackAddress;
pub(super) use delivery::{deliver, keep_delivering, wake};
pub(super) use report::Callbacks;
