//! One way to credentials.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqsign_aliyun_oss::{AssumeRoleGrant, AssumeRoleGranter, Credential};
use reqsign_core::{GrantCredential as _, ProvideCredentialDyn};

use super::external;
use super::pair::Credentials;
use super::surroundings::Surroundings;

/// Gives credentials whenever it is asked.
#[derive(Clone)]
pub(super) enum Provider {
    /// Always the same.
    Fixed(Credentials),
    /// From a service anywhere.
    Far(Arc<dyn ProvideCredentialDyn<Credential = Credential>>),
    /// From this machine or one beside it.
    Near(Arc<dyn ProvideCredentialDyn<Credential = Credential>>),
    /// From a program.
    External(String),
    /// A role that other credentials may take on.
    Role { base: Box<Provider>, role: Box<Role> },
}

/// A role to take on.
#[derive(Clone, Default)]
pub(super) struct Role {
    pub arn: String,
    pub session_name: String,
    pub external_id: String,
    pub policy: String,
    /// How long, where it is said.
    pub seconds: Option<u64>,
    pub sts_endpoint: String,
}

/// Credentials, and until when they hold.
#[derive(Clone)]
pub(super) struct Lease {
    pub credentials: Credentials,
    pub expires: Option<Timestamp>,
}

impl Provider {
    /// Gives credentials, or says in a few words why not.
    pub(super) async fn provide(&self, around: &Surroundings, now: Timestamp) -> Result<Lease, String> {
        match self {
            Self::Fixed(credentials) => Ok(Lease { credentials: credentials.clone(), expires: None }),
            Self::Far(provider) => from_reqsign(provider, &around.far(), around).await,
            Self::Near(provider) => from_reqsign(provider, &around.near(), around).await,
            Self::External(command) => external::run(command, around.environment(), now).await,
            Self::Role { base, role } => {
                let base = Box::pin(base.provide(around, now)).await?;
                role.taken_on(&base, around).await
            }
        }
    }
}

async fn from_reqsign(
    provider: &Arc<dyn ProvideCredentialDyn<Credential = Credential>>,
    context: &reqsign_core::Context,
    around: &Surroundings,
) -> Result<Lease, String> {
    let found = provider.provide_credential_dyn(context).await.map_err(|error| around.reason(&error))?;
    lease(found.ok_or("it gave none")?)
}

/// What comes from elsewhere counts only if nothing of it is empty.
fn lease(found: Credential) -> Result<Lease, String> {
    let token = found.security_token.as_deref().unwrap_or_default();
    let credentials = Credentials::complete(&found.access_key_id, &found.access_key_secret, token);
    let expires = found.expires_in.map(|time| Timestamp::from_second(time.as_second())).transpose();
    Ok(Lease {
        credentials: credentials.ok_or("its answer has no key pair")?,
        expires: expires.map_err(|_| "its answer has no time that it ends at")?,
    })
}

impl Role {
    async fn taken_on(&self, base: &Lease, around: &Surroundings) -> Result<Lease, String> {
        let pair = &base.credentials;
        let mut source = Credential {
            access_key_id: pair.access_key_id().to_owned(),
            access_key_secret: pair.secret().expose().to_owned(),
            ..Credential::default()
        };
        if let Some(token) = pair.security_token() {
            around.hide(token.expose());
            source.security_token = Some(token.expose().to_owned());
        }
        let mut grant = AssumeRoleGrant::new(&self.arn).with_role_session_name(self.session_name());
        if !self.external_id.is_empty() {
            grant = grant.with_external_id(&self.external_id);
        }
        if !self.policy.is_empty() {
            grant = grant.with_policy(&self.policy);
        }
        let granter = AssumeRoleGranter::new(grant).with_sts_endpoint(&self.sts_endpoint);
        let seconds = self.seconds.map(Duration::from_secs);
        let granted = granter.grant_credential(&around.far(), &source, seconds).await;
        lease(granted.map_err(|error| around.reason(&error))?)
    }

    fn session_name(&self) -> &str {
        if self.session_name.is_empty() { "chatform" } else { &self.session_name }
    }
}
