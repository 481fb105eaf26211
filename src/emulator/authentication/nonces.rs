//! Nonces that were used.

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasher as _, RandomState};

use jiff::Timestamp;

use crate::emulator::documented::NONCE_WINDOW;

/// So many are remembered; beyond that the oldest are forgotten.
const MOST: usize = 1_000_000;

/// The nonces of the last half hour with their keys, as fingerprints that nobody outside can choose.
#[derive(Default)]
pub(super) struct Nonces {
    hasher: RandomState,
    used: HashSet<u64>,
    order: VecDeque<(Timestamp, u64)>,
}

impl Nonces {
    /// Notes a nonce; `false` if it was used before.
    pub fn first_use(&mut self, key_id: &str, nonce: &str, now: Timestamp) -> bool {
        let old = |used: Timestamp| now.duration_since(used).unsigned_abs() > NONCE_WINDOW;
        while self.order.front().is_some_and(|(used, _)| old(*used)) || self.order.len() >= MOST {
            if let Some((_, fingerprint)) = self.order.pop_front() {
                self.used.remove(&fingerprint);
            }
        }
        let fingerprint = self.hasher.hash_one((key_id, nonce));
        let first = self.used.insert(fingerprint);
        if first {
            self.order.push_back((now, fingerprint));
        }
        first
    }
}
