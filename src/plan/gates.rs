//! Ceilings of one apply: going over one refuses all of it.

use super::{Counts, Plan};
use crate::model::Ceiling;

/// The smallest number that a share comes to, so that small projects are not locked.
const SMALLEST_SHARE: usize = 3;

/// The ceilings of one apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gates {
    /// How many updates, as the project file has it; any number when it says nothing.
    pub updates: Option<Ceiling>,
    /// How many deletions, as the project file has it; none when it says nothing.
    pub deletes: Option<Ceiling>,
    /// How many updates the command line accepts.
    pub accepted_updates: Option<usize>,
    /// How many deletions the command line accepts.
    pub accepted_deletes: Option<usize>,
}

/// A gate that a plan does not pass.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the plan {verb} {planned} variants, the gate allows {allowed}")]
pub struct Refusal {
    /// "updates" or "deletes": also the end of the flag that accepts more.
    pub verb: &'static str,
    /// How many the plan holds.
    pub planned: usize,
    /// How many are allowed.
    pub allowed: usize,
}

impl Gates {
    /// Holds a plan against the ceilings. A share is of the declared variants that exist.
    pub fn check(&self, plan: &Plan) -> Result<(), Refusal> {
        let counts = plan.counts();
        let updates = self.updates.as_ref().map(|ceiling| allowed(ceiling, counts));
        let deletes = self.deletes.as_ref().map_or(0, |ceiling| allowed(ceiling, counts));
        hold("updates", counts.modify, updates, self.accepted_updates)?;
        hold("deletes", counts.delete + counts.archive, Some(deletes), self.accepted_deletes)
    }
}

fn hold(verb: &'static str, planned: usize, allowed: Option<usize>, accepted: Option<usize>) -> Result<(), Refusal> {
    let Some(allowed) = allowed.map(|allowed| allowed.max(accepted.unwrap_or(0))) else { return Ok(()) };
    if planned > allowed { Err(Refusal { verb, planned, allowed }) } else { Ok(()) }
}

fn allowed(ceiling: &Ceiling, counts: Counts) -> usize {
    let existing = counts.modify + counts.delete + counts.archive + counts.noop + counts.blocked;
    match ceiling {
        Ceiling::Count(count) => usize::try_from(*count).unwrap_or(usize::MAX),
        Ceiling::Share(share) => {
            let percent = share.strip_suffix('%').and_then(|number| number.trim().parse::<usize>().ok());
            // A share that cannot be read lets nothing through.
            percent.map_or(0, |percent| (existing.saturating_mul(percent) / 100).max(SMALLEST_SHARE))
        }
    }
}
