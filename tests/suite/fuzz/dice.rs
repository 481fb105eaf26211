//! Choices of a seed.

use chatform::context::{Random, SeededRandom};

/// The same choices for the same seed.
pub struct Dice(SeededRandom);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(SeededRandom::new(seed))
    }

    /// A number below a limit; 0 where there is none.
    pub fn below(&self, limit: usize) -> usize {
        usize::try_from(self.0.below(limit as u64)).unwrap()
    }

    /// Small numbers more often than large ones.
    pub fn few(&self, limit: usize) -> usize {
        self.below(self.below(limit) + 1)
    }

    pub fn one_of<'c, T>(&self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }

    /// A range of something so long, often a short one.
    pub fn range(&self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.few(64)).min(length)
    }
}
