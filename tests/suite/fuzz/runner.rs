//! Runs a target over the inputs of many seeds, watches that each ends, and makes a failing input smaller.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use super::mutator::Mutator;
use crate::support::{rounds, tell_runs};

/// An input of some kilobytes that takes longer than this does not end.
const PATIENCE: Duration = Duration::from_secs(30);
/// So often a smaller input is tried.
const ATTEMPTS: usize = 1_000;

/// What is tested, and how often.
pub struct Target {
    pub name: &'static str,
    pub short: usize,
    pub long: usize,
    /// What the check's `true` says of an input.
    pub depth: &'static str,
    pub mutator: Mutator,
    /// Panics on a fault; otherwise says whether the input got deep.
    pub check: fn(&[u8]) -> bool,
}

/// Where a run is: the seed, and how many inputs were checked for it and before.
#[derive(Default)]
struct Progress {
    seed: AtomicU64,
    beats: AtomicU64,
}

impl Target {
    /// Runs all inputs. At least a tenth of them has to get deep, or the target tests nothing.
    pub fn run(self) {
        let count = rounds(self.short, self.long) as u64;
        let single = std::env::var("CHATFORM_SEED").ok().map(|seed| seed.parse::<u64>().unwrap());
        let seeds = single.map_or(0..count, |seed| seed..seed + 1);
        let (target, progress) = (Arc::new(self), Arc::new(Progress::default()));
        let (sender, receiver) = channel();
        let worker = {
            let (target, progress) = (Arc::clone(&target), Arc::clone(&progress));
            std::thread::spawn(move || target.work(seeds, &progress, &sender))
        };
        let mut last_beat = u64::MAX;
        let deep = loop {
            match receiver.recv_timeout(PATIENCE) {
                Ok(Ok(deep)) => break deep,
                Ok(Err(failure)) => panic!("{failure}"),
                Err(RecvTimeoutError::Timeout) => {
                    let beat = progress.beats.load(Ordering::Relaxed);
                    let seed = progress.seed.load(Ordering::Relaxed);
                    assert_ne!(beat, last_beat, "{}", target.report(seed, "does not end", &target.mutator.input(seed)));
                    last_beat = beat;
                }
                Err(RecvTimeoutError::Disconnected) => panic!("{}: the runner itself panicked", target.name),
            }
        };
        worker.join().unwrap();
        tell_runs(target.name, count, &format!("{deep} {}", target.depth));
        assert!(single.is_some() || deep > count / 10, "{}: only {deep} of {count} {}", target.name, target.depth);
    }

    fn work(&self, seeds: std::ops::Range<u64>, progress: &Progress, sender: &Sender<Result<u64, String>>) {
        let mut deep = 0;
        for seed in seeds {
            progress.seed.store(seed, Ordering::Relaxed);
            let input = self.mutator.input(seed);
            match self.outcome(&input, progress) {
                Ok(is_deep) => deep += u64::from(is_deep),
                Err(_) => {
                    let (smallest, message) = self.smallest(input, progress);
                    let _ = sender.send(Err(self.report(seed, &message, &smallest)));
                    return;
                }
            }
        }
        let _ = sender.send(Ok(deep));
    }

    fn outcome(&self, input: &[u8], progress: &Progress) -> Result<bool, String> {
        progress.beats.fetch_add(1, Ordering::Relaxed);
        catch_unwind(AssertUnwindSafe(|| (self.check)(input))).map_err(|panic| message_of(panic.as_ref()))
    }

    /// Takes out parts, large ones first, for as long as the input still fails somehow.
    fn smallest(&self, mut input: Vec<u8>, progress: &Progress) -> (Vec<u8>, String) {
        let mut message = self.outcome(&input, progress).expect_err("a fault comes back");
        let (mut size, mut attempts) = (input.len().div_ceil(2), 0);
        while size > 0 && attempts < ATTEMPTS {
            let mut start = 0;
            while start < input.len() && attempts < ATTEMPTS {
                attempts += 1;
                let end = (start + size).min(input.len());
                let smaller = [&input[..start], &input[end..]].concat();
                match self.outcome(&smaller, progress) {
                    Err(other) => (input, message) = (smaller, other),
                    Ok(_) => start = end,
                }
            }
            size /= 2;
        }
        (input, message)
    }

    fn report(&self, seed: u64, message: &str, input: &[u8]) -> String {
        let name = self.name;
        format!("{name}, CHATFORM_SEED={seed}: {message}\nsmallest input found: b\"{}\"", input.escape_ascii())
    }
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("panicked").to_owned()
}

#[test]
fn a_fault_is_found_named_by_its_seed_and_made_small() {
    let target = || Target {
        name: "fault",
        short: 2_000,
        long: 2_000,
        depth: "inputs",
        mutator: Mutator::new(vec![b"name: a\nfooter: thanks\n".to_vec()], &["@"]),
        check: |input| {
            assert!(!input.contains(&b'@'), "an at sign");
            true
        },
    };
    let failure = catch_unwind(|| target().run()).unwrap_err();
    let message = message_of(failure.as_ref());
    assert!(message.ends_with(": an at sign\nsmallest input found: b\"@\""), "{message}");
    let seed = message.trim_start_matches("fault, CHATFORM_SEED=").split(':').next().unwrap().parse().unwrap();
    assert!(target().mutator.input(seed).contains(&b'@'), "{message}");
}
