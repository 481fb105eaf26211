//! Who asks.

use crate::context::Environment;
use crate::signature::Secret;

use super::error::ApiError;

const KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

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

    /// The pair in `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, temporary if
    /// `ALIBABA_CLOUD_SECURITY_TOKEN` is set too. The error names every variable that is missing.
    pub fn from_environment(environment: &Environment) -> Result<Self, ApiError> {
        let secret = environment.variable(KEY_SECRET);
        match (environment.variable(KEY_ID), secret) {
            (Some(id), Some(secret)) => Ok(Self {
                access_key_id: id.to_owned(),
                secret: Secret::new(secret),
                security_token: environment.variable(TOKEN).map(Secret::new),
            }),
            (Some(_), None) => Err(ApiError::Credentials { missing: vec![KEY_SECRET] }),
            (None, Some(_)) => Err(ApiError::Credentials { missing: vec![KEY_ID] }),
            (None, None) => Err(ApiError::Credentials { missing: vec![KEY_ID, KEY_SECRET] }),
        }
    }

    /// The public half of the pair.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The secret half.
    pub(super) fn secret(&self) -> &Secret {
        &self.secret
    }

    /// The token of a temporary pair.
    pub(super) fn security_token(&self) -> Option<&Secret> {
        self.security_token.as_ref()
    }
}
