//! A key pair.

use crate::signature::Secret;

/// A key pair, with a token if it is temporary. It shows itself to nobody.
#[derive(Clone)]
pub struct Credentials {
    access_key_id: String,
    secret: Secret,
    security_token: Option<Secret>,
}

impl Credentials {
    /// A permanent key pair.
    pub fn new(access_key_id: impl Into<String>, secret: Secret) -> Self {
        Self { access_key_id: access_key_id.into(), secret, security_token: None }
    }

    /// The same pair as a temporary one.
    pub fn with_token(mut self, token: Secret) -> Self {
        self.security_token = Some(token);
        self
    }

    /// A pair of which nothing is empty; an empty token is none.
    pub(super) fn complete(id: &str, secret: &str, token: &str) -> Option<Self> {
        let pair = (!id.is_empty() && !secret.is_empty()).then(|| Self::new(id, Secret::new(secret)))?;
        Some(if token.is_empty() { pair } else { pair.with_token(Secret::new(token)) })
    }

    /// The public half of the pair.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Whether they are temporary.
    pub fn is_temporary(&self) -> bool {
        self.security_token.is_some()
    }

    /// The secret half.
    pub(in crate::api) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The token of a temporary pair.
    pub(in crate::api) fn security_token(&self) -> Option<&Secret> {
        self.security_token.as_ref()
    }
}
