//! The service's templates as variants: listing, reading and writing, lossless or with a problem that says what was left.
//!
//! Knows how a variant travels; not why it should.

mod cache;
mod detail;
mod error;
mod listing;
mod metrics;
mod reading;
mod row;
mod row_index;
mod snapshot;
mod space;
mod status;
mod uploads;

pub use cache::{Cache, Kept};
pub use detail::RemoteVariant;
pub use error::RemoteError;
pub use metrics::{Clicks, Counted, Span};
pub use reading::{Reading, Refresh, SpaceContent, Unreadable};
pub use row::Row;
pub use row_index::RowIndex;
pub use snapshot::{Snapshot, SnapshotError};
pub use space::Space;
pub use status::AuditStatus;
