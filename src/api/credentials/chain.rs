//! Where credentials are looked for, in the order of the vendor's libraries (credentials-go, -python 1.0.12 and
//! -nodejs 2.4.7, checked 2026-11-20).

use std::sync::Arc;

use jiff::Timestamp;
use reqsign_aliyun_oss::{
    AssumeRoleWithOidcCredentialProvider, CredentialsUriCredentialProvider, EcsRamRoleCredentialProvider,
};

use super::pair::Credentials;
use super::profile::Reading;
use super::provider::Provider;
use super::{config_file, ini_file};
use crate::context::Environment;

const KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// A place that gave no credentials, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The place, for people.
    pub place: String,
    /// Why it gave none. Never a secret.
    pub reason: String,
}

/// A place to look at.
pub(super) struct Step {
    pub place: String,
    /// How to get credentials there, or why that cannot be tried.
    pub provider: Result<Provider, String>,
}

/// What the steps are made from.
pub(super) struct Chain<'a> {
    pub environment: &'a Environment,
    /// The one profile that was asked for; then nothing else is looked at.
    pub profile: Option<&'a str>,
    /// Where roles are taken on.
    pub sts_endpoint: &'a str,
    pub now: Timestamp,
}

impl Chain<'_> {
    /// All places, in order.
    pub(super) fn steps(&self) -> Vec<Step> {
        if self.profile.is_some() {
            return vec![self.config_file(), self.ini_file()];
        }
        vec![self.variables(), self.oidc(), self.config_file(), self.ini_file(), self.machine(), self.uri()]
    }

    fn variables(&self) -> Step {
        let value = |name| self.environment.variable(name).unwrap_or_default();
        let missing: Vec<&str> = [KEY_ID, KEY_SECRET].into_iter().filter(|name| value(name).is_empty()).collect();
        let pair = Credentials::complete(value(KEY_ID), value(KEY_SECRET), value(TOKEN));
        let provider = pair.map(Provider::Fixed).ok_or_else(|| unset(&missing));
        Step { place: "environment variables".to_owned(), provider }
    }

    fn oidc(&self) -> Step {
        let needed = ["ALIBABA_CLOUD_ROLE_ARN", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"];
        let missing: Vec<&str> = needed.into_iter().filter(|name| self.environment.variable(name).is_none()).collect();
        let session = self.environment.variable("ALIBABA_CLOUD_ROLE_SESSION_NAME").unwrap_or("chatform");
        let provider = AssumeRoleWithOidcCredentialProvider::new()
            .with_role_session_name(session)
            .with_sts_endpoint(self.sts_endpoint);
        let provider: Provider = Provider::Far(Arc::new(provider));
        let provider = if missing.is_empty() { Ok(provider) } else { Err(unset(&missing)) };
        Step { place: "OIDC token file".to_owned(), provider }
    }

    fn config_file(&self) -> Step {
        let place = |name: &str| format!("profile `{name}` of the aliyun command line");
        let general = self.profile.map_or_else(|| "profile of the aliyun command line".to_owned(), place);
        if self.profile.is_none() && self.is_true("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") {
            return Step { place: general, provider: Err("ALIBABA_CLOUD_CLI_PROFILE_DISABLED is set".to_owned()) };
        }
        let file = match config_file::read(self.environment) {
            Ok(file) => file,
            Err(reason) => return Step { place: general, provider: Err(reason) },
        };
        match file.profile(self.profile, self.environment) {
            Ok(profile) => {
                let reading = Reading { profiles: &file.profiles, sts_endpoint: self.sts_endpoint, now: self.now };
                let mode = if profile.mode.is_empty() { "AK" } else { &profile.mode };
                let place = format!("{}, mode {mode}", place(&profile.name));
                Step { place, provider: profile.provider(&reading) }
            }
            Err(reason) => Step { place: general, provider: Err(reason) },
        }
    }

    fn ini_file(&self) -> Step {
        let provider = ini_file::provider(self.profile, self.sts_endpoint, self.environment);
        Step { place: "credentials file".to_owned(), provider }
    }

    fn machine(&self) -> Step {
        let provider = if self.is_true("ALIBABA_CLOUD_ECS_METADATA_DISABLED") {
            Err("ALIBABA_CLOUD_ECS_METADATA_DISABLED is set".to_owned())
        } else {
            Ok(Provider::Near(Arc::new(EcsRamRoleCredentialProvider::new())))
        };
        Step { place: "role of this machine".to_owned(), provider }
    }

    fn uri(&self) -> Step {
        const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";
        let provider: Provider = Provider::Far(Arc::new(CredentialsUriCredentialProvider::new()));
        let is_set = self.environment.variable(URI).is_some();
        Step { place: "credentials URI".to_owned(), provider: if is_set { Ok(provider) } else { Err(unset(&[URI])) } }
    }

    fn is_true(&self, name: &str) -> bool {
        self.environment.variable(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }
}

fn unset(names: &[&str]) -> String {
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb} not set", names.join(", "))
}
