//! `HMAC-SHA1`: a signature in the parameters.

use super::gate::{Times, Verified, check_time, other_algorithm};
use super::keys::{Checks, Keys};
use crate::emulator::refusal::Refusal;
use crate::emulator::request::Incoming;
use crate::signature::{equal, v1};

/// Checks a request.
pub(super) fn check(request: &Incoming, keys: &Keys, checks: &Checks, times: Times) -> Result<Verified, Refusal> {
    let piece = |name: &str| request.parameters.text(name).ok_or_else(|| Refusal::missing_piece(name));
    let key_id = piece("AccessKeyId")?;
    check_method(request)?;
    let key = keys.find(key_id, request.parameters.text("SecurityToken"), times.service)?;
    let (time, nonce) = (piece("Timestamp")?, piece("SignatureNonce")?);
    check_time(time, checks, times)?;
    let signature = piece(v1::PARAMETER)?;
    if let Some((secret, _)) = &key {
        let canonical = v1::canonical_query(request.parameters.pairs(), &[]);
        let to_sign = v1::string_to_sign(&request.method, &canonical);
        if checks.signature && !equal(&v1::signature(&to_sign, secret), signature) {
            // SDKs compare what follows the only colon with their own string to sign.
            return Err(Refusal::signature(format!(
                "Specified signature is not matched with our calculation. server string to sign is:{to_sign}"
            )));
        }
    }
    Ok(Verified {
        key_id: key_id.to_owned(),
        nonce: nonce.to_owned(),
        action: piece("Action")?.to_owned(),
        version: piece("Version")?.to_owned(),
        caller: key.map(|(_, identity)| identity),
    })
}

fn check_method(request: &Incoming) -> Result<(), Refusal> {
    let text = |name: &str| request.parameters.text(name);
    if let Some(kind) = text("SignatureType") {
        return Err(other_algorithm(kind));
    }
    match text("SignatureMethod") {
        None => return Err(Refusal::missing_piece("SignatureMethod")),
        Some(v1::METHOD) => {}
        Some(other) => return Err(other_algorithm(other)),
    }
    match text("SignatureVersion") {
        None => Err(Refusal::missing_piece("SignatureVersion")),
        Some(v1::VERSION) => Ok(()),
        Some(_) => Err(Refusal::invalid("SignatureVersion", "It is 1.0 for this signature.")),
    }
}
