//! How an emulator behaves.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use super::actions::DetailForm;
use super::authentication::{Checks, Key};
use super::fault::FaultRule;
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
}

impl Default for EmulatorConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            state: None,
            keys: vec![Key::new("test-ak-id", "test-ak-secret")],
            any_key: false,
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
        }
    }
}
