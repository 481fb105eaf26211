//! The key pairs that the emulator knows.

use jiff::Timestamp;

use crate::emulator::refusal::Refusal;
use crate::emulator::sts::{Identity, Issuer, TokenFault};
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
    account: String,
    issuer: Issuer,
}

impl Keys {
    pub fn new(known: Vec<Key>, any: bool, account: String, issuer: Issuer) -> Self {
        Self { known, any, account, issuer }
    }

    /// The secret and the identity of this id. `None` for an unknown one where any key is taken: nothing can be
    /// checked then.
    pub fn find(&self, id: &str, token: Option<&str>, now: Timestamp) -> Result<Option<(Secret, Identity)>, Refusal> {
        let owner = || Identity::Account { account: self.account.clone() };
        if let Some(key) = self.known.iter().find(|key| key.id == id) {
            check_token(key.security_token.as_ref(), token)?;
            return Ok(Some((key.secret.clone(), owner())));
        }
        match token {
            Some(token) if Issuer::is_temporary(id) => match self.issuer.check(id, token, now) {
                Ok(found) => Ok(Some(found)),
                Err(_) if self.any => Ok(None),
                Err(fault) => Err(refused(fault)),
            },
            _ if self.any => Ok(None),
            None if Issuer::is_temporary(id) => Err(no_token()),
            _ => Err(Refusal::gateway(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")),
        }
    }
}

fn refused(fault: TokenFault) -> Refusal {
    let (code, message) = match fault {
        TokenFault::Malformed => ("Malformed", "Specified SecurityToken is malformed."),
        TokenFault::OtherKey => ("MismatchWithAccessKey", "Specified SecurityToken does not belong to the access key."),
        TokenFault::Expired => ("Expired", "Specified SecurityToken is expired."),
    };
    Refusal::gateway(400, format!("InvalidSecurityToken.{code}"), message)
}

fn no_token() -> Refusal {
    let message = "This access key is a temporary one: SecurityToken is mandatory for every request.";
    Refusal::gateway(400, "MissingSecurityToken", message)
}

fn check_token(expected: Option<&Secret>, given: Option<&str>) -> Result<(), Refusal> {
    match (expected, given) {
        (None, None) => Ok(()),
        (Some(expected), Some(given)) if equal(expected.expose(), given) => Ok(()),
        (Some(_), None) => Err(no_token()),
        (_, Some(_)) => Err(refused(TokenFault::OtherKey)),
    }
}
