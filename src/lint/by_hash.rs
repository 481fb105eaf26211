//! A map by what is a hash already: it need not be hashed again.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

use foldhash::quality::FixedState;

/// Values by a hash of 64 bits: a project would need billions of keys for two of them to be taken for one another.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Itself>>;

/// The hash of anything, the same in every run.
pub(super) fn hash(of: impl Hash) -> u64 {
    FixedState::default().hash_one(of)
}

/// The hashes that stand more than once, sorted. There are few, and finding them takes less room than a map of all, and
/// less time than sorting all.
pub(super) fn repeated(hashes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut likely: Vec<u64> = hashes.collect();
    let mut met = Bits::for_about(likely.len());
    let mut met_again = met.clone();
    for hash in &likely {
        if met.insert(*hash) {
            met_again.insert(*hash);
        }
    }
    likely.retain(|hash| met_again.may_have(*hash));
    likely.sort_unstable();
    let mut repeated: Vec<u64> = likely.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    repeated.dedup();
    repeated
}

/// A bit for some hashes together: it tells which are not there.
#[derive(Clone)]
struct Bits(Vec<u64>);

impl Bits {
    /// With so many bits that hardly any hash shares one.
    fn for_about(hashes: usize) -> Self {
        Self(vec![0; hashes.div_ceil(2).next_power_of_two()])
    }

    /// Whether its bit was there already.
    fn insert(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let was_there = self.0[word] & bit != 0;
        self.0[word] |= bit;
        was_there
    }

    fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.0[word] & bit != 0
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> u64::BITS.ilog2()) as usize & (self.0.len() - 1), 1 << (hash % u64::from(u64::BITS)))
    }
}

/// Whether a hash is among sorted ones.
pub(super) fn is_among(hash: u64, sorted: &[u64]) -> bool {
    sorted.binary_search(&hash).is_ok()
}

/// The hash of a hash is the hash.
#[derive(Default)]
pub(super) struct Itself(u64);

impl Hasher for Itself {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_more_than_once_is_found_among_many() {
        let all: Vec<u64> = (0..20_000_u64).map(|number| hash(number % 19_000)).collect();
        let mut expected: Vec<u64> = (0..1000_u64).map(hash).collect();
        expected.sort_unstable();
        assert_eq!(repeated(all.into_iter()), expected);
        assert_eq!(repeated([7, 0, 7, 7, 1].into_iter()), [7]);
        assert!(repeated(std::iter::empty()).is_empty());
    }
}
