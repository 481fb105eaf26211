//! The same work for many files, on every core, while more of them are still being found.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many files are taken at a time: enough that threads rarely meet, and little enough that they end together.
const BATCH: usize = 16;

/// Files that are taken together, with the position of the first.
type Batch<T> = (usize, Vec<T>);

/// Takes what is found to those who wait for it.
pub(super) struct Finds<'a, T> {
    /// How many were found before those at hand.
    before: usize,
    at_hand: Vec<T>,
    ready: Sender<Batch<T>>,
    /// Is told of each batch that is passed on while more are found.
    help: &'a mut dyn FnMut(),
    known: &'a AtomicUsize,
}

impl<T> Finds<'_, T> {
    /// Takes one more.
    pub(super) fn add(&mut self, item: T) {
        if self.at_hand.len() == BATCH {
            self.pass_on();
            (self.help)();
        }
        self.at_hand.push(item);
    }

    fn pass_on(&mut self) {
        let batch = std::mem::replace(&mut self.at_hand, Vec::with_capacity(BATCH));
        let start = self.before;
        self.before += batch.len();
        self.known.store(self.before, Ordering::Relaxed);
        // Whoever would take it is there for as long as this is.
        let _ = self.ready.send((start, batch));
    }
}

/// What `find` gives, and what `work` makes of each item that it finds meanwhile, in the order in which they are found.
/// `done` hears now and then how many are taken of how many that are found so far, from any thread.
pub(super) fn each_found<T: Send, F, R: Send>(
    find: impl FnOnce(&mut Finds<'_, T>) -> F,
    work: impl Fn(&T) -> R + Sync,
    done: &(dyn Fn(usize, usize) + Sync),
) -> (F, impl Iterator<Item = (T, R)>) {
    let (ready, waiting) = mpsc::channel();
    let (waiting, known) = (Mutex::new(waiting), AtomicUsize::new(0));
    let take = || {
        let mut results = Vec::new();
        while let Some((start, batch)) = next(&waiting) {
            done(start, known.load(Ordering::Relaxed));
            let worked = |item| {
                let result = work(&item);
                (item, result)
            };
            results.push((start, batch.into_iter().map(worked).collect::<Vec<(T, R)>>()));
        }
        results
    };
    let (found, mut batches) = thread::scope(|scope| {
        let (mut others, mut most) = (Vec::new(), None);
        let mut help = || {
            // To ask how many cores there are takes longer than to look at a few files.
            let most = *most.get_or_insert_with(|| thread::available_parallelism().map_or(1, NonZero::get) - 1);
            if others.len() < most {
                others.push(scope.spawn(take));
            }
        };
        let mut finds = Finds { before: 0, at_hand: Vec::new(), ready, help: &mut help, known: &known };
        let found = find(&mut finds);
        finds.pass_on();
        drop(finds);
        let mut batches = take();
        for other in others {
            batches.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        (found, batches)
    });
    batches.sort_unstable_by_key(|(start, _)| *start);
    (found, batches.into_iter().flat_map(|(_, results)| results))
}

/// Waits for the next batch; there is none once everything is found and taken.
fn next<T>(waiting: &Mutex<Receiver<Batch<T>>>) -> Option<Batch<T>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_things_comes_in_the_order_in_which_they_are_found() {
        for count in [0, 1, BATCH, BATCH + 1, 1000] {
            let find = |finds: &mut Finds<'_, usize>| {
                (0..count).for_each(|number| finds.add(number));
                "all found"
            };
            let taken = AtomicUsize::new(0);
            let done = |so_far, known| {
                assert!(so_far <= known && known <= count);
                taken.fetch_add(1, Ordering::Relaxed);
            };
            let (found, made) = each_found(find, |number| number * 2, &done);
            assert_eq!(found, "all found");
            assert!(made.eq((0..count).map(|number| (number, number * 2))));
            assert_eq!(taken.into_inner(), count.div_ceil(BATCH).max(1));
        }
    }
}
