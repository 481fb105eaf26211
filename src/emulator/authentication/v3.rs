//! `ACS3-HMAC-SHA256`: a signature in the `Authorization` header.

use super::gate::{Times, Verified, check_time, other_algorithm};
use super::keys::{Checks, Keys};
use crate::emulator::refusal::Refusal;
use crate::emulator::request::Incoming;
use crate::signature::v3::{self, Authorization, Parts};
use crate::signature::{Pairs, Secret, equal};

/// The headers without which a request is not complete, and which must be signed.
const REQUIRED: [&str; 6] =
    ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"];

/// Checks a request.
pub(super) fn check(
    request: &Incoming,
    authorization: &str,
    keys: &Keys,
    checks: &Checks,
    times: Times,
) -> Result<Verified, Refusal> {
    let authorization = parse(authorization)?;
    let key = keys.find(&authorization.access_key_id, request.header("x-acs-security-token"), times.service)?;
    for name in REQUIRED {
        request.header(name).ok_or_else(|| Refusal::missing_piece(name))?;
    }
    check_time(header(request, "x-acs-date"), checks, times)?;
    if checks.signed_headers {
        check_signed_headers(request, &authorization)?;
    }
    if let Some((secret, _)) = &key {
        check_signature(request, &authorization, secret, checks)?;
    }
    Ok(Verified {
        nonce: header(request, "x-acs-signature-nonce").to_owned(),
        action: header(request, "x-acs-action").to_owned(),
        version: header(request, "x-acs-version").to_owned(),
        key_id: authorization.access_key_id,
        caller: key.map(|(_, identity)| identity),
    })
}

fn parse(header: &str) -> Result<Authorization, Refusal> {
    let algorithm = header.split_whitespace().next().unwrap_or_default();
    if algorithm != v3::ALGORITHM {
        return Err(other_algorithm(algorithm));
    }
    Authorization::parse(header).ok_or_else(|| {
        let message = "The Authorization header lacks one of Credential, SignedHeaders and Signature.";
        Refusal::gateway(400, "IncompleteSignature", message)
    })
}

/// What the protocol asks for must be signed, and every other `x-acs-` header that is there.
fn check_signed_headers(request: &Incoming, authorization: &Authorization) -> Result<(), Refusal> {
    let signed = |name: &str| authorization.signed_headers.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let sent = request.headers.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("x-acs-"));
    match REQUIRED.into_iter().chain(sent).find(|name| !signed(name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!("The header {name} is sent but not listed in SignedHeaders. Sign it.");
            Err(Refusal::gateway(400, "IncompleteSignature", message))
        }
    }
}

fn check_signature(
    request: &Incoming,
    authorization: &Authorization,
    secret: &Secret,
    checks: &Checks,
) -> Result<(), Refusal> {
    let payload_hash = header(request, "x-acs-content-sha256");
    let own_hash = v3::payload_hash(&request.body);
    if checks.body_hash && !equal(payload_hash, &own_hash) {
        let message = format!("The header x-acs-content-sha256 is {payload_hash}, the hash of the body is {own_hash}.");
        return Err(Refusal::signature(message));
    }
    let listed = |name: &str| authorization.signed_headers.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let headers: Pairs = request.headers.iter().filter(|(name, _)| listed(name)).cloned().collect();
    let canonical = v3::canonical_request(&Parts {
        method: &request.method,
        path: &request.path,
        query: &request.query,
        headers: &headers,
        payload_hash,
    });
    let to_sign = v3::string_to_sign(&canonical);
    if checks.signature && !equal(&v3::signature(&to_sign, secret), &authorization.signature) {
        return Err(Refusal::signature(format!(
            "Specified signature does not match our calculation. server StringToSign is [{to_sign}] \
             server CanonicalRequest is [{canonical}]"
        )));
    }
    Ok(())
}

/// A header that [`check`] has found to be there.
fn header<'a>(request: &'a Incoming, name: &str) -> &'a str {
    request.header(name).unwrap_or_default()
}
