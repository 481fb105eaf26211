//! What an action has at hand.

use std::net::SocketAddr;

use jiff::Timestamp;

use crate::context::Random;
use crate::emulator::answer::Fields;
use crate::emulator::config::EmulatorConfig;
use crate::emulator::faults::Fault;
use crate::emulator::messages::Ledger;
use crate::emulator::parameters::Parameters;
use crate::emulator::refusal::Refusal;
use crate::emulator::review::{ReviewPolicy, Verdict};
use crate::emulator::state::State;
use crate::emulator::sts::{Identity, Issuer};
use crate::store::StoreError;

/// What an action works with.
pub(in crate::emulator) struct Desk<'a> {
    pub state: &'a mut State,
    pub ledger: &'a mut Ledger,
    pub parameters: &'a Parameters,
    pub config: &'a EmulatorConfig,
    pub policy: &'a ReviewPolicy,
    pub scripted: &'a [Verdict],
    pub random: &'a dyn Random,
    /// The service's time.
    pub now: Timestamp,
    /// Who asks.
    pub caller: &'a Identity,
    pub issuer: &'a Issuer,
    /// Where the emulator listens.
    pub address: SocketAddr,
    /// What goes wrong with this request, of what an action can do wrong.
    pub faults: &'a [Fault],
}

impl Desk<'_> {
    /// The space that the request is about.
    pub fn space(&self) -> String {
        self.parameters.text("CustSpaceId").unwrap_or_default().to_owned()
    }
}

/// One action: reads the desk, gives back the fields of its answer.
pub(in crate::emulator) type Action = fn(&mut Desk<'_>) -> Result<Fields, Refusal>;

/// A state folder that cannot be written is the emulator's own failure.
pub(in crate::emulator) fn stored<T>(result: Result<T, StoreError>) -> Result<T, Refusal> {
    result.map_err(|error| Refusal::internal(format!("The emulator could not store the change: {error}.")))
}
