//! How an emulator behaves.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use jiff::Timestamp;

use super::actions::DetailForm;
use super::authentication::{Checks, Key};
use super::callbacks::CallbackAddress;
use super::faults::FaultRule;
use super::messages::Fates;
use super::review::{ReviewPolicy, Verdict};

/// The settings of an emulator. The default is strict, in memory, on a free port of the loopback interface.
#[derive(Clone)]
pub struct EmulatorConfig {
    /// Where to listen; only loopback addresses are taken. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The folder of its state, used as it is; in memory when left out.
    pub state: Option<PathBuf>,
    /// The key pairs it knows; `test-ak-id` / `test-ak-secret` unless others are given.
    pub keys: Vec<Key>,
    /// Let unknown keys in as well. Their signatures cannot be checked then.
    pub any_key: bool,
    /// The number of the account that the keys belong to.
    pub account: String,
    /// The numbers that messages are sent from, in every space; a number that sends joins its space's.
    pub numbers: Vec<String>,
    /// What becomes of sent messages.
    pub fates: Fates,
    /// What the service's clock shows at the start; the machine's time where it is left out.
    pub clock: Option<Timestamp>,
    /// Whether that clock stands still until it is moved on.
    pub clock_still: bool,
    /// Which checks of a signature are made.
    pub checks: Checks,
    /// When reviews end.
    pub review: ReviewPolicy,
    /// Scripted verdicts; the ones of `verdicts.json` and of the control handle come before these.
    pub verdicts: Vec<Verdict>,
    /// Whether the documented requests a second are enforced.
    pub rates_enforced: bool,
    /// Whether an approved template may be modified, within its quota.
    pub allow_edit_approved: bool,
    /// Answer what the product refuses with HTTP 200 and the code, instead of HTTP 400.
    pub business_errors_ok: bool,
    /// Refuse the language codes that only Meta lists.
    pub only_listed_languages: bool,
    /// Demand CustSpaceId for Create, as the gateway's metadata does.
    pub space_required: bool,
    /// The form of GetChatappTemplateDetail's answer.
    pub detail: DetailForm,
    /// What goes wrong.
    pub faults: Vec<FaultRule>,
    /// What the chances of faults are drawn from; the context's randomness where it is left out.
    pub fault_seed: Option<u64>,
    /// Where reports of reviews, of sent messages and of messages from people are posted; on this machine only.
    pub callback: Option<CallbackAddress>,
    /// Whether reports go out as time passes, besides after each request. A clock that only moves when it is slept
    /// on needs it off.
    pub ticks: bool,
    /// Take what strict checks refuse: see [`EmulatorConfig::loose`].
    pub lenient: bool,
}

impl Default for EmulatorConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            state: None,
            keys: vec![Key::new("test-ak-id", "test-ak-secret")],
            any_key: false,
            account: "1234567890123456".to_owned(),
            numbers: Vec::new(),
            fates: Fates::default(),
            clock: None,
            clock_still: false,
            checks: Checks::default(),
            review: ReviewPolicy::default(),
            verdicts: Vec::new(),
            rates_enforced: true,
            allow_edit_approved: false,
            business_errors_ok: false,
            only_listed_languages: false,
            space_required: false,
            detail: DetailForm::default(),
            faults: Vec::new(),
            fault_seed: None,
            callback: None,
            ticks: false,
            lenient: false,
        }
    }
}

impl EmulatorConfig {
    /// The same without what is there to catch slips: rates, clock skew, nonces, the list of signed headers, unknown
    /// keys, and of templates unknown fields, values outside their lists and ranges, name locks and edit quotas.
    pub fn loose(self) -> Self {
        let checks = Checks { clock_skew: false, nonces: false, signed_headers: false, ..self.checks };
        Self { rates_enforced: false, any_key: true, checks, lenient: true, ..self }
    }
}
