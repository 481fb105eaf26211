//! Temporary credentials that carry their own meaning.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Identity;
use crate::signature::{Secret, equal, v3};

/// How the ids of temporary keys begin.
const PREFIX: &str = "STS.";
/// How tokens begin.
const TOKEN_PREFIX: &str = "CAIS";

/// What a token says, sealed.
#[derive(Serialize, Deserialize)]
struct Grant {
    key: String,
    identity: Identity,
    /// Milliseconds since 1970.
    until: i64,
}

/// Issues temporary credentials and reads them back.
#[derive(Clone)]
pub(in crate::emulator) struct Issuer {
    seal: Secret,
}

/// Credentials that were just issued.
pub(in crate::emulator) struct Issued {
    /// The key's id.
    pub id: String,
    /// The key's secret.
    pub secret: Secret,
    /// The token that goes with it.
    pub token: Secret,
    /// Until when.
    pub until: Timestamp,
}

/// Why a token is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emulator) enum TokenFault {
    /// It was not issued here, or was changed.
    Malformed,
    /// It belongs to another key.
    OtherKey,
    /// Its time is over.
    Expired,
}

impl Issuer {
    /// An issuer whose seal follows from a secret, so that tokens outlive a restart with the same key pair.
    pub fn new(secret: &Secret) -> Self {
        Self { seal: Secret::new(v3::signature("temporary credentials of the emulator", secret)) }
    }

    /// Whether a key's id is one of a temporary key.
    pub fn is_temporary(id: &str) -> bool {
        id.starts_with(PREFIX)
    }

    /// New credentials; `fresh` is a random text.
    pub fn issue(&self, identity: Identity, until: Timestamp, fresh: &str) -> Issued {
        let id = format!("{PREFIX}{fresh}");
        let grant = Grant { key: id.clone(), identity, until: until.as_millisecond() };
        let text = serde_json::to_string(&grant).unwrap_or_default();
        let token = format!("{TOKEN_PREFIX}{}.{}", URL_SAFE_NO_PAD.encode(&text), v3::signature(&text, &self.seal));
        Issued { secret: self.secret_of(&id), id, token: Secret::new(token), until }
    }

    /// The secret and the identity of a temporary key, where the token that came with it is good at `now`.
    pub fn check(&self, id: &str, token: &str, now: Timestamp) -> Result<(Secret, Identity), TokenFault> {
        let grant = self.open(token).ok_or(TokenFault::Malformed)?;
        if grant.key != id {
            return Err(TokenFault::OtherKey);
        }
        if grant.until <= now.as_millisecond() {
            return Err(TokenFault::Expired);
        }
        Ok((self.secret_of(id), grant.identity))
    }

    /// A text that this issuer can tell from others later.
    pub fn seal(&self, text: &str) -> String {
        v3::signature(text, &self.seal)
    }

    fn open(&self, token: &str) -> Option<Grant> {
        let (text, seal) = token.strip_prefix(TOKEN_PREFIX)?.split_once('.')?;
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        equal(&v3::signature(&text, &self.seal), seal).then(|| serde_json::from_str(&text).ok()).flatten()
    }

    fn secret_of(&self, id: &str) -> Secret {
        Secret::new(v3::signature(&format!("secret of {id}"), &self.seal))
    }
}
