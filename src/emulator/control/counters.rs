//! What has been asked of an emulator so far.

use std::collections::BTreeMap;

use serde::Serialize;

/// Counts since the start; a restart starts again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// Verified requests by action, throttled ones included.
    pub requests: BTreeMap<String, u64>,
    /// Changes made by requests, by action.
    pub writes: BTreeMap<String, u64>,
    /// Refusals by code.
    pub refused: BTreeMap<String, u64>,
}

impl Counters {
    /// Requests for one action.
    pub fn requests_for(&self, action: &str) -> u64 {
        self.requests.get(action).copied().unwrap_or(0)
    }

    /// All changes made by requests.
    pub fn all_writes(&self) -> u64 {
        self.writes.values().sum()
    }

    pub(in crate::emulator) fn asked(&mut self, action: &str) {
        *self.requests.entry(action.to_owned()).or_default() += 1;
    }

    pub(in crate::emulator) fn wrote(&mut self, action: &str) {
        *self.writes.entry(action.to_owned()).or_default() += 1;
    }

    pub(in crate::emulator) fn refused(&mut self, code: &str) {
        *self.refused.entry(code.to_owned()).or_default() += 1;
    }
}
