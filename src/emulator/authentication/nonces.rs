//! Nonces that were used.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::emulator::documented::NONCE_WINDOW;

/// The nonces of the last half hour, by key.
#[derive(Default)]
pub(super) struct Nonces {
    used: HashMap<(String, String), Timestamp>,
}

impl Nonces {
    /// Notes a nonce; `false` if it was used before.
    pub fn first_use(&mut self, key_id: &str, nonce: &str, now: Timestamp) -> bool {
        self.used.retain(|_, used| now.duration_since(*used).unsigned_abs() <= NONCE_WINDOW);
        self.used.insert((key_id.to_owned(), nonce.to_owned()), now).is_none()
    }
}
