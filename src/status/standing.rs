//! One declared variant, and what the service says of it.

use crate::plan::{Desired, edits};
use crate::remote::{RemoteVariant, Row, RowIndex};

/// How one declared variant stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The declared variant.
    pub desired: Desired,
    /// Its row in the service's list; `None` when it is not there.
    pub row: Option<Row>,
    /// Its content at the service, where it was read.
    pub detail: Option<RemoteVariant>,
}

impl Standing {
    /// Whether it can be sent.
    pub fn is_approved(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.status.is_sendable())
    }

    /// Whether a verdict is still to come.
    pub fn is_pending(&self) -> bool {
        self.row.as_ref().is_some_and(|row| row.status.is_pending())
    }

    /// Whether somebody has to do something: it is not there, was rejected, paused or disabled, or its status is not known.
    pub fn is_trouble(&self) -> bool {
        !self.is_approved() && !self.is_pending()
    }

    /// Whether the file says something else than the service holds; `false` where that was not read.
    pub fn has_moved_on(&self) -> bool {
        self.detail.as_ref().is_some_and(|detail| !edits(&detail.variant, &self.desired.variant).is_empty())
    }

    /// Its quality as the platform sees it, where that was read and said.
    pub fn quality(&self) -> Option<&str> {
        self.detail.as_ref().map(|detail| detail.quality.as_str()).filter(|quality| !quality.is_empty())
    }
}

/// Puts the declared variants, the service's list and what was read of it together, in file order.
pub fn standings(desired: &[Desired], rows: &[Row], details: &[RemoteVariant]) -> Vec<Standing> {
    let rows = RowIndex::of(rows);
    let standing = |desired: &Desired| {
        let row = rows.find(&desired.variant);
        let is_it = |detail: &&RemoteVariant| {
            row.is_some_and(|row| {
                (&*detail.template_code, &*detail.variant.language) == (&*row.template_code, &*row.language)
            })
        };
        let detail = details.iter().find(is_it).cloned();
        Standing { desired: desired.clone(), row: row.cloned(), detail }
    };
    desired.iter().map(standing).collect()
}
