//! One declared variant, and what the service says of it.

use crate::plan::Desired;
use crate::remote::{AuditStatus, Row, RowIndex};

/// How one declared variant stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The declared variant.
    pub desired: Desired,
    /// Its row in the service's list; `None` when it is not there.
    pub row: Option<Row>,
}

impl Standing {
    /// Whether a verdict is still to come.
    pub fn is_pending(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.status.is_pending())
    }

    /// Whether somebody has to do something: it was rejected, paused or disabled, or its status is not known.
    pub fn is_trouble(&self) -> bool {
        let fine = |status: &AuditStatus| status.is_sendable() || status.is_pending();
        self.row.as_ref().is_some_and(|row| !fine(&row.status))
    }
}

/// Puts the declared variants and the service's list together, in file order.
pub fn standings(desired: &[Desired], rows: &[Row]) -> Vec<Standing> {
    let rows = RowIndex::of(rows);
    let standing = |desired: &Desired| Standing { desired: desired.clone(), row: rows.find(&desired.variant).cloned() };
    desired.iter().map(standing).collect()
}
