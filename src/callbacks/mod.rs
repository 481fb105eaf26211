//! What the service reported on its own: the life of sent messages, reviews of templates, messages from people.
//!
//! Recorded in files of one day each, every event once. Knows nothing of how the reports arrive.
//!
//! Shapes: Alibaba, ChatAppStatus, ChatAppAudit and ChatAppInbound by HTTP (checked 2026-11-20).

mod event;
mod folder;
mod latest;

pub use event::{Event, Kind};
pub use folder::{Folder, KNOWN_EVENTS};
pub use latest::{Audit, Latest, MessageLife};
