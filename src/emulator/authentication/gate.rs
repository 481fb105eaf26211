//! The one entrance: finds the kind of signature, checks it, and the nonce after it.

use jiff::Timestamp;

use super::keys::{Checks, Key, Keys};
use super::nonces::Nonces;
use super::{v1, v3};

use crate::emulator::documented;
use crate::emulator::refusal::Refusal;
use crate::emulator::request::Incoming;
use crate::signature::parse_time;

/// Checks requests against the known keys.
pub(in crate::emulator) struct Gate {
    keys: Keys,
    checks: Checks,
    nonces: Nonces,
}

/// What a verified request asks for.
#[derive(Debug)]
pub(in crate::emulator) struct Asked {
    /// The action.
    pub action: String,
    /// The version of the API.
    pub version: String,
}

impl Gate {
    /// A gate that knows these keys.
    pub fn new(keys: Vec<Key>, any_key: bool, checks: Checks) -> Self {
        Self { keys: Keys::new(keys, any_key), checks, nonces: Nonces::default() }
    }

    /// Checks a request, or says what is wrong with it.
    pub fn check(&mut self, request: &Incoming, now: Timestamp) -> Result<Asked, Refusal> {
        let (key_id, nonce, asked) = if let Some(authorization) = request.header("authorization") {
            v3::check(request, authorization, &self.keys, &self.checks, now)?
        } else if request.parameters.text("Signature").is_some() {
            v1::check(request, &self.keys, &self.checks, now)?
        } else {
            return Err(Refusal::missing_piece("Authorization (a header) or Signature (a parameter)"));
        };
        if self.checks.nonces && !self.nonces.first_use(&key_id, &nonce, now) {
            return Err(Refusal::gateway(400, "SignatureNonceUsed", "Specified signature nonce was used already."));
        }
        Ok(asked)
    }
}

/// Refuses a time that cannot be read or is too far from now.
pub(super) fn check_time(text: &str, checks: &Checks, now: Timestamp) -> Result<(), Refusal> {
    let Some(time) = parse_time(text) else {
        let message = "Specified time stamp or date value is not well formatted. Write it as 2026-11-20T14:25:35Z.";
        return Err(Refusal::gateway(400, "InvalidTimeStamp.Format", message));
    };
    if checks.clock_skew && now.duration_since(time).unsigned_abs() > documented::CLOCK_SKEW {
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
