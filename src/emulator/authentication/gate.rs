//! The one entrance: finds the kind of signature, checks it, and the nonce after it.

use jiff::Timestamp;

use super::keys::{Checks, Keys};
use super::nonces::Nonces;
use super::{v1, v3};
use crate::emulator::actions::UNSIGNED;
use crate::emulator::config::EmulatorConfig;
use crate::emulator::documented;
use crate::emulator::refusal::Refusal;
use crate::emulator::request::Incoming;
use crate::emulator::sts::{Identity, Issuer};
use crate::signature::{Secret, parse_time};

/// Checks requests against the known keys.
pub(in crate::emulator) struct Gate {
    keys: Keys,
    checks: Checks,
    nonces: Nonces,
    account: String,
}

/// What a verified request asks for, and who asks.
#[derive(Debug)]
pub(in crate::emulator) struct Asked {
    /// The action.
    pub action: String,
    /// The version of the API.
    pub version: String,
    /// Who asks.
    pub caller: Identity,
}

/// The clocks that a request may follow.
#[derive(Clone, Copy, Debug)]
pub(in crate::emulator) struct Times {
    /// The service's.
    pub service: Timestamp,
    /// The machine's: where the service's has been set to another date, clients on this machine have not.
    pub machine: Timestamp,
}

/// A request whose signature was found right.
pub(super) struct Verified {
    pub key_id: String,
    pub nonce: String,
    pub action: String,
    pub version: String,
    /// None where any key is taken and this one is unknown.
    pub caller: Option<Identity>,
}

impl Gate {
    /// A gate that knows these keys.
    pub fn new(config: &EmulatorConfig, issuer: Issuer) -> Self {
        let keys = Keys::new(config.keys.clone(), config.any_key, config.account.clone(), issuer);
        Self { keys, checks: config.checks, nonces: Nonces::default(), account: config.account.clone() }
    }

    /// The secret and the identity of a key, for signatures that are checked elsewhere.
    pub fn find(&self, id: &str, token: Option<&str>, now: Timestamp) -> Result<Option<(Secret, Identity)>, Refusal> {
        self.keys.find(id, token, now)
    }

    /// Checks a request, or says what is wrong with it.
    pub fn check(&mut self, request: &Incoming, times: Times) -> Result<Asked, Refusal> {
        let anyone = || Identity::Account { account: self.account.clone() };
        let verified = if let Some(authorization) = request.header("authorization") {
            v3::check(request, authorization, &self.keys, &self.checks, times)?
        } else if request.parameters.text("Signature").is_some() {
            v1::check(request, &self.keys, &self.checks, times)?
        } else if let Some(asked) = unsigned(request) {
            return Ok(Asked { action: asked.0, version: asked.1, caller: anyone() });
        } else {
            return Err(Refusal::missing_piece("Authorization (a header) or Signature (a parameter)"));
        };
        let Verified { key_id, nonce, action, version, caller } = verified;
        if self.checks.nonces && !self.nonces.first_use(&key_id, &nonce, times.machine) {
            return Err(Refusal::gateway(400, "SignatureNonceUsed", "Specified signature nonce was used already."));
        }
        Ok(Asked { action, version, caller: caller.unwrap_or_else(anyone) })
    }
}

/// The one request that needs no signature, because it carries somebody else's.
fn unsigned(request: &Incoming) -> Option<(String, String)> {
    let text = |header: &str, name: &str| request.header(header).or_else(|| request.parameters.text(name));
    let (action, version) = (text("x-acs-action", "Action")?, text("x-acs-version", "Version")?);
    let allowed = action == UNSIGNED && version == documented::TOKEN_VERSION;
    allowed.then(|| (action.to_owned(), version.to_owned()))
}

/// Refuses a time that cannot be read or is too far from now.
pub(super) fn check_time(text: &str, checks: &Checks, times: Times) -> Result<(), Refusal> {
    let Some(time) = parse_time(text) else {
        let message = "Specified time stamp or date value is not well formatted. Write it as 2026-11-20T14:25:35Z.";
        return Err(Refusal::gateway(400, "InvalidTimeStamp.Format", message));
    };
    let far = |now: Timestamp| now.duration_since(time).unsigned_abs() > documented::CLOCK_SKEW;
    if checks.clock_skew && far(times.service) && far(times.machine) {
        let message = "Specified time stamp or date value is expired.";
        return Err(Refusal::gateway(400, "InvalidTimeStamp.Expired", message));
    }
    Ok(())
}

/// Refuses an algorithm that the emulator does not speak.
pub(super) fn other_algorithm(name: &str) -> Refusal {
    let message =
        format!("The signature method {name} is not taken here. Use ACS3-HMAC-SHA256, or HMAC-SHA1 in parameters.");
    Refusal::gateway(400, "InvalidSignatureMethod", message)
}
