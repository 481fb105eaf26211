//! Waiting for the review.

use std::time::Duration;

use super::{Interrupt, Verdict};
use crate::api::ApiError;
use crate::context::Context;
use crate::model::Variant;
use crate::remote::{AuditStatus, RemoteError, Row, RowIndex, Space};

/// Time between two looks at the list: at first short, as an emulator decides at once; then long, as people review.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Until {
    /// Everything that is there has a verdict.
    #[default]
    Decided,
    /// Everything is there and approved; or something is not there or was refused, so that waiting does not help.
    Passed,
}

/// How waiting ended.
#[derive(Debug)]
pub struct Waited {
    /// Each variant waited for that the service lists, in the order given.
    pub verdicts: Vec<Verdict>,
    /// Whether some are still without a verdict.
    pub pending: bool,
}

/// A wait for the review of some variants.
pub struct Waiting<'a> {
    /// Where they are reviewed.
    pub space: &'a Space,
    /// What is waited for.
    pub variants: &'a [&'a Variant],
    /// Until when.
    pub until: Until,
    /// How long at most.
    pub limit: Duration,
    /// Clock and randomness.
    pub context: &'a Context,
    /// Who may end it.
    pub interrupt: &'a Interrupt,
    /// Told before each pause how many are still without a verdict.
    pub observer: &'a (dyn Fn(usize) + Sync),
}

impl Waiting<'_> {
    /// Waits until it is over, the limit has passed, or somebody interrupts; at least one look is taken. A service
    /// that does not answer for a while is asked again, once it has answered at all.
    pub async fn wait(&self) -> Result<Waited, RemoteError> {
        let start = self.context.clock.elapsed();
        let mut pause = FIRST_PAUSE;
        let mut pending = None;
        loop {
            let look = self.space.list().await.map(|rows| self.look(&rows));
            let left = self.limit.saturating_sub(self.context.clock.elapsed().saturating_sub(start));
            let is_last = left.is_zero() || self.interrupt.asked();
            match look {
                Ok(waited) if is_last || self.is_over(&waited) => return Ok(waited),
                Ok(waited) => {
                    pending = Some(waited.verdicts.iter().filter(|verdict| verdict.status.is_pending()).count());
                }
                Err(error) if is_last || pending.is_none() || !may_pass(&error) => return Err(error),
                Err(_) => pause = LONGEST_PAUSE,
            }
            (self.observer)(pending.unwrap_or_default());
            tokio::select! {
                () = self.context.clock.sleep(pause.min(left)) => {}
                () = self.interrupt.come() => {}
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn look(&self, rows: &[Row]) -> Waited {
        let rows = RowIndex::of(rows);
        let verdicts: Vec<Verdict> = self
            .variants
            .iter()
            .filter_map(|variant| rows.find(variant))
            .map(|row| Verdict {
                key: row.key(),
                status: row.status.clone(),
                reason: row.reason.clone(),
                template_code: row.template_code.clone(),
            })
            .collect();
        let pending = verdicts.iter().any(|verdict| verdict.status.is_pending());
        Waited { verdicts, pending }
    }

    fn is_over(&self, waited: &Waited) -> bool {
        // What is paused is approved again by itself after a while.
        let hopes = |verdict: &Verdict| {
            verdict.status.is_sendable() || verdict.status.is_pending() || verdict.status == AuditStatus::Paused
        };
        match self.until {
            Until::Decided => !waited.pending,
            Until::Passed => {
                waited.verdicts.iter().all(|verdict| verdict.status.is_sendable())
                    || waited.verdicts.len() < self.variants.len()
                    || !waited.verdicts.iter().all(hopes)
            }
        }
    }
}

/// Whether the same may work a while later.
fn may_pass(error: &RemoteError) -> bool {
    match error {
        RemoteError::Api(error) => error.is_unavailable() || matches!(error, ApiError::Throttled { .. }),
        RemoteError::Moving { .. } => true,
        _ => false,
    }
}
