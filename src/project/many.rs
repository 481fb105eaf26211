//! The same work for many files, on every core, with the results in the order of the files.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many files are taken at a time: enough that threads rarely meet, and little enough that they end together.
const BATCH: usize = 16;

/// What `work` makes of each item, in the order of the items. `done` hears now and then how many are taken so far,
/// from any thread.
pub(super) fn each<T: Sync, R: Send, W: Fn(&T) -> R + Sync>(
    items: &[T],
    work: W,
    done: &(dyn Fn(usize) + Sync),
) -> impl Iterator<Item = R> + use<T, R, W> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut results = Vec::new();
        loop {
            let start = next.fetch_add(BATCH, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else { return results };
            done(start);
            results.push((start, rest.iter().take(BATCH).map(&work).collect::<Vec<R>>()));
        }
    };
    // To ask how many cores there are takes longer than to look at a few files.
    let most = items.len().div_ceil(BATCH);
    let cores = if most > 1 { thread::available_parallelism().map_or(1, NonZero::get) } else { 1 };
    let others = cores.min(most).saturating_sub(1);
    let mut batches = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(take)).collect();
        let mut batches = take();
        for other in others {
            batches.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        batches
    });
    batches.sort_unstable_by_key(|(start, _)| *start);
    batches.into_iter().flat_map(|(_, results)| results)
}
