//! The process is killed at every request and at every write of its journal, and run again: each template is there
//! once, as the files say, and every journal verifies.

mod gate;
mod round;
mod shop;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{rounds, tell_runs};
use gate::Moment;
use round::{Left, Round, unharmed};
use shop::Size;

/// Rounds wait most of their time for answers and for the disk: many fit on one machine.
const AT_ONCE: usize = 12;

/// Every moment of an apply that makes so many requests, and whose journal has lines that end there.
fn moments(requests: usize, line_ends: &[u64]) -> Vec<Moment> {
    let of_requests = (0..requests).flat_map(|number| {
        [Moment::Connected(number), Moment::Arrived(number), Moment::Carried(number), Moment::Answered(number)]
    });
    let starts = [0].into_iter().chain(line_ends.iter().copied());
    // Before a line, and in the middle of it.
    let of_lines = starts.zip(line_ends).flat_map(|(start, end)| [start, start.midpoint(*end)]).map(Moment::Writing);
    of_requests.chain(of_lines).collect()
}

#[test]
fn whenever_it_is_killed_the_next_run_ends_with_each_template_once() {
    let is_long = rounds(0, 1) == 1;
    let size = match is_long {
        true => Size { creates: 30, edits: 6, deletes: 4 },
        false => Size { creates: 8, edits: 2, deletes: 1 },
    };
    let (requests, line_ends) = unharmed(size);
    let all = moments(requests, &line_ends);
    // A small run takes moments of every kind, from the whole length of an apply.
    let every = if is_long { 1 } else { (all.len() / 16) | 1 };
    let rounds: Vec<Round> = all
        .into_iter()
        .step_by(every)
        .enumerate()
        .map(|(index, moment)| Round { moment, jobs: [1, 4, 16][index % 3], seed: index as u64 / 3 })
        .collect();
    let (next, left) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(rounds.len()) {
            scope.spawn(|| {
                while let Some(round) = rounds.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let came = round.run(size);
                    left.lock().unwrap().push((*round, came));
                }
            });
        }
    });
    tell(size, &left.into_inner().unwrap(), is_long);
}

/// The histogram of the kills, and how much it must show.
fn tell(size: Size, left: &[(Round, Left)], is_long: bool) {
    let mut kinds: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for (round, left) in left {
        let row = kinds.entry(round.moment.kind()).or_default();
        let counts = [1, usize::from(left.survived), usize::from(left.torn), left.written, left.not_written];
        row.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    println!("{} items; kills, and what they left", size.items());
    println!(
        "{:30} {:>6} {:>9} {:>5} {:>16} {:>20}",
        "moment", "rounds", "survived", "torn", "open and written", "open and not written"
    );
    for (kind, [rounds, survived, torn, written, not_written]) in &kinds {
        println!("{kind:30} {rounds:>6} {survived:>9} {torn:>5} {written:>16} {not_written:>20}");
    }
    let sum = |column: usize| kinds.values().map(|row| row[column]).sum::<usize>();
    let (written, not_written) = (sum(3), sum(4));
    let outcome = format!("{written} intents without an outcome were written, {not_written} were not");
    tell_runs("killed applies", left.len(), &outcome);
    let least = if is_long { 50 } else { 1 };
    assert!(written >= least && not_written >= least, "{outcome}: at least {least} of each");
    assert!(sum(1) * 4 < left.len(), "{} of {} rounds ended by themselves", sum(1), left.len());
}
