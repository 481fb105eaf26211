//! Faults, and the rules that say when they strike.

use serde::{Deserialize, Serialize};

use crate::context::Random;

/// One way of going wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Refused by flow control, whatever the rate; nothing is done.
    Throttle,
    /// Refused by the product's own flow control; nothing is done.
    LimitControl,
    /// Answered with this status, 500 or above; nothing is done.
    ServerError(u16),
    /// Answered so many milliseconds later.
    Latency(u64),
    /// Answered later by a time between two, in milliseconds.
    Jitter(u64, u64),
    /// The connection is reset before anything is done.
    ResetBefore,
    /// Everything is done, and the connection is reset instead of an answer.
    LoseReply,
    /// Everything is done, and the answer's body breaks off in the middle.
    TruncateBody,
    /// Everything is done, and the answer is a page of HTML.
    NotJson,
    /// Everything is done, and the answer calls itself XML.
    WrongType,
    /// A list is answered as it was before the latest change of its space.
    StaleList,
    /// A later page of a list begins with the last row of the page before.
    MovingRows,
    /// A later page of a list has a total that is one more.
    ChangingTotal,
    /// A template appears before a list page after the first one.
    ShiftPages,
}

/// When a fault strikes: by action, from the n-th request on, so often, with a chance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// For this action only.
    #[serde(default)]
    pub action: Option<String>,
    /// So many matching requests pass first.
    #[serde(default)]
    pub after: u32,
    /// So many times at most; without an end when left out.
    #[serde(default)]
    pub times: Option<u32>,
    /// In so many of 100 cases, drawn from the seed; always when left out.
    #[serde(default)]
    pub percent: Option<u8>,
}

impl FaultRule {
    /// A fault that strikes always.
    pub fn always(fault: Fault) -> Self {
        Self { fault, action: None, after: 0, times: None, percent: None }
    }

    /// A fault that strikes the next request.
    pub fn once(fault: Fault) -> Self {
        Self { times: Some(1), ..Self::always(fault) }
    }

    /// The same for one action only.
    pub fn on(self, action: &str) -> Self {
        Self { action: Some(action.to_owned()), ..self }
    }

    /// The same, after so many requests have passed.
    pub fn after(self, requests: u32) -> Self {
        Self { after: requests, ..self }
    }

    /// The same for the n-th request alone, counted from 1.
    pub fn nth(self, nth: u32) -> Self {
        Self { after: nth.saturating_sub(1), times: Some(1), ..self }
    }

    /// The same, in so many of 100 cases.
    pub fn percent(self, percent: u8) -> Self {
        Self { percent: Some(percent), ..self }
    }

    /// Whether it strikes a request for `action`, counting it.
    fn strikes(&mut self, action: &str, random: &dyn Random) -> bool {
        if self.times == Some(0) || self.action.as_deref().is_some_and(|wanted| wanted != action) {
            return false;
        }
        if self.after > 0 {
            self.after -= 1;
            return false;
        }
        if self.percent.is_some_and(|percent| random.below(100) >= u64::from(percent)) {
            return false;
        }
        self.times = self.times.map(|times| times - 1);
        true
    }
}

/// The faults that strike a request for `action`.
pub(in crate::emulator) fn striking(rules: &mut [FaultRule], action: &str, random: &dyn Random) -> Vec<Fault> {
    rules.iter_mut().filter_map(|rule| rule.strikes(action, random).then_some(rule.fault)).collect()
}
