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

/// The hashes that stand more than once, sorted. There are few, and finding them takes less room than a map of all.
pub(super) fn repeated(hashes: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = hashes.collect();
    all.sort_unstable();
    let mut repeated: Vec<u64> = all.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
    repeated.dedup();
    repeated
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
