//! Ceilings of one apply: going over one refuses all of it.

use super::{Counts, Plan};
use crate::model::Ceiling;

/// The smallest number that a share comes to, so that small projects are not locked.
const SMALLEST_SHARE: usize = 3;

/// A ceiling on the updates of one apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// As the project file has it.
    pub updates: Option<Ceiling>,
    /// As the command line raises it.
    pub accepted_updates: Option<usize>,
}

/// A gate that a plan does not pass.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan updates {updates} variants, the gate allows {allowed}")]
pub struct Refusal {
    /// How many updates the plan holds.
    pub updates: usize,
    /// How many are allowed.
    pub allowed: usize,
}

impl Gate {
    /// Holds a plan against the ceiling. A share is of the declared variants that exist.
    pub fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        let counts = plan.counts();
        let Some(allowed) = self.allowed(counts) else { return Ok(()) };
        let allowed = allowed.max(self.accepted_updates.unwrap_or(0));
        if counts.modify > allowed { Err(Refusal { updates: counts.modify, allowed }) } else { Ok(()) }
    }

    fn allowed(&self, counts: Counts) -> Option<usize> {
        let existing = counts.modify + counts.noop + counts.blocked;
        match self.updates.as_ref()? {
            Ceiling::Count(count) => Some(usize::try_from(*count).unwrap_or(usize::MAX)),
            Ceiling::Share(share) => {
                let percent = share.strip_suffix('%').and_then(|number| number.trim().parse::<usize>().ok());
                // A share that cannot be read lets nothing through.
                Some(percent.map_or(0, |percent| (existing * percent / 100).max(SMALLEST_SHARE)))
            }
        }
    }
}
