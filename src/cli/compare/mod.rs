//! Commands that compare or take over what the service holds, and write nothing to it.

mod diff;
mod drift;
mod history;
mod page;
mod pull;
mod side;
mod snapshot;

pub(super) use diff::Diff;
pub(super) use drift::Drift;
pub(super) use pull::Pull;
pub(super) use snapshot::{Snapshot, read as read_snapshot};
