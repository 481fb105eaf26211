//! Waiting for the review.

use std::time::Duration;

use super::{Interrupt, Verdict};
use crate::context::Context;
use crate::model::Variant;
use crate::remote::{RemoteError, Row, RowIndex, Space};

/// Time between two looks at the list: at first short, as an emulator decides at once; then long, as people review.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How waiting ended.
#[derive(Debug)]
pub struct Waited {
    /// Each variant waited for that the service lists, in the order given.
    pub verdicts: Vec<Verdict>,
    /// Whether some are still without a verdict.
    pub pending: bool,
}

/// Waits until every one of `variants` that the service lists has a verdict, `limit` has passed, or somebody interrupts; at least one look is taken.
pub async fn wait_for_review(
    space: &Space,
    variants: &[&Variant],
    limit: Duration,
    context: &Context,
    interrupt: &Interrupt,
    observer: &(dyn Fn(usize) + Sync),
) -> Result<Waited, RemoteError> {
    let start = context.clock.elapsed();
    let mut pause = FIRST_PAUSE;
    loop {
        let waited = look(variants, &space.list().await?);
        let left = limit.saturating_sub(context.clock.elapsed().saturating_sub(start));
        if !waited.pending || left.is_zero() || interrupt.asked() {
            return Ok(waited);
        }
        observer(waited.verdicts.iter().filter(|verdict| verdict.status.is_pending()).count());
        tokio::select! {
            () = context.clock.sleep(pause.min(left)) => {}
            () = interrupt.come() => return Ok(waited),
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn look(variants: &[&Variant], rows: &[Row]) -> Waited {
    let rows = RowIndex::of(rows);
    let verdicts: Vec<Verdict> = variants
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
