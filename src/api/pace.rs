//! How fast an action may go just now: the documented rate, less while somebody else uses the account too.

use std::time::Duration;

use super::send_log::SendLog;

/// After so long without being throttled, a tenth of the documented rate is added again.
const RECOVERY: Duration = Duration::from_secs(5);

/// The allowance of one action. Half of it goes each time the service throttles all the same, because another
/// client of the account must be sending; it comes back bit by bit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// How many of the documented sends a window are given up.
    given_up: u32,
    changed: Duration,
}

impl Pace {
    /// The sends that are allowed in a window.
    pub(super) fn allowance(&mut self, documented: u32, now: Duration) -> u32 {
        while self.given_up > 0 && now >= self.changed + RECOVERY {
            self.given_up = self.given_up.saturating_sub((documented / 10).max(1));
            self.changed += RECOVERY;
        }
        documented.saturating_sub(self.given_up).max(1)
    }

    /// The service throttled. Refusals of one window, sent before the first of them was known, count once.
    pub(super) fn throttled(&mut self, documented: u32, now: Duration) {
        let allowance = self.allowance(documented, now);
        let is_new = self.given_up == 0 || now >= self.changed + SendLog::WINDOW;
        if is_new {
            self.given_up = documented - (allowance / 2).max(1);
            self.changed = now;
        }
    }
}
