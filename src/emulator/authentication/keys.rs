//! The key pairs that the emulator knows.

use crate::emulator::refusal::Refusal;
use crate::signature::{Secret, equal};

/// A key pair, with a token where it is a temporary one.
#[derive(Clone)]
pub struct Key {
    /// The public half.
    pub id: String,
    /// The secret half.
    pub secret: Secret,
    /// The token that must come with every request of temporary credentials.
    pub security_token: Option<Secret>,
}

impl Key {
    /// A long-lived key pair.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { id: id.into(), secret: Secret::new(secret), security_token: None }
    }

    /// The same as temporary credentials.
    pub fn with_token(self, token: impl Into<String>) -> Self {
        Self { security_token: Some(Secret::new(token)), ..self }
    }
}

/// Which checks are made; all of them unless switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// The request's time must be within 15 minutes.
    pub clock_skew: bool,
    /// A nonce may be used once.
    pub nonces: bool,
    /// `x-acs-content-sha256` must be the hash of the body.
    pub body_hash: bool,
    /// Which headers are signed.
    pub signed_headers: bool,
    /// The signature itself.
    pub signature: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Self { clock_skew: true, nonces: true, body_hash: true, signed_headers: true, signature: true }
    }
}

/// The keys, and whether others are let in too.
pub(super) struct Keys {
    known: Vec<Key>,
    any: bool,
}

impl Keys {
    pub fn new(known: Vec<Key>, any: bool) -> Self {
        Self { known, any }
    }

    /// The key of this id. `None` for an unknown one where any key is taken: nothing can be checked then.
    pub fn find(&self, id: &str, token: Option<&str>) -> Result<Option<&Key>, Refusal> {
        let Some(key) = self.known.iter().find(|key| key.id == id) else {
            let refusal = Refusal::gateway(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
            return if self.any { Ok(None) } else { Err(refusal) };
        };
        check_token(key.security_token.as_ref(), token)?;
        Ok(Some(key))
    }
}

fn check_token(expected: Option<&Secret>, given: Option<&str>) -> Result<(), Refusal> {
    match (expected, given) {
        (None, None) => Ok(()),
        (Some(expected), Some(given)) if equal(expected.expose(), given) => Ok(()),
        (Some(_), None) => {
            let message = "This access key is a temporary one: SecurityToken is mandatory for every request.";
            Err(Refusal::gateway(400, "MissingSecurityToken", message))
        }
        (_, Some(_)) => {
            let message = "Specified SecurityToken does not belong to the access key.";
            Err(Refusal::gateway(400, "InvalidSecurityToken.MismatchWithAccessKey", message))
        }
    }
}
