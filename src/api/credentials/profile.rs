//! A profile of `~/.aliyun/config.json`, and which way to credentials its mode means.

use std::sync::Arc;

use jiff::Timestamp;
use reqsign_aliyun_oss::{
    AssumeRoleWithOidcCredentialProvider, CredentialsUriCredentialProvider, EcsRamRoleCredentialProvider,
};
use serde::Deserialize;

use super::pair::Credentials;
use super::provider::{Provider, Role};

/// A profile, as far as we read it. The file is never written.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Profile {
    pub name: String,
    pub mode: String,
    pub endpoint: String,
    access_key_id: String,
    access_key_secret: String,
    sts_token: String,
    sts_region: String,
    sts_expiration: i64,
    ram_role_name: String,
    ram_role_arn: String,
    ram_session_name: String,
    external_id: String,
    policy: String,
    source_profile: String,
    expired_seconds: u64,
    process_command: String,
    credentials_uri: String,
    oidc_provider_arn: String,
    oidc_token_file: String,
}

/// What a profile is read with.
pub(super) struct Reading<'a> {
    /// All profiles of the file.
    pub profiles: &'a [Profile],
    /// Where roles are taken on, unless a profile names a region.
    pub sts_endpoint: &'a str,
    /// Now.
    pub now: Timestamp,
}

impl Profile {
    /// Whether it is the one of this name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == name
    }

    /// The way to credentials that it describes, or why there is none.
    pub(super) fn provider(&self, reading: &Reading<'_>) -> Result<Provider, String> {
        self.provider_below(reading, &mut Vec::new())
    }

    fn provider_below(&self, reading: &Reading<'_>, above: &mut Vec<String>) -> Result<Provider, String> {
        match self.mode.to_ascii_lowercase().as_str() {
            "" | "ak" => self.pair("").map(Provider::Fixed),
            "ststoken" => self.pair(self.needed("sts_token", &self.sts_token)?).map(Provider::Fixed),
            "ramrolearn" => {
                let base = Provider::Fixed(self.pair(&self.sts_token)?);
                self.role(base, reading)
            }
            "ramrolearnwithrolename" => self.role(self.machine(), reading),
            "chainableramrolearn" => {
                let base = self.source(reading, above)?;
                self.role(base, reading)
            }
            "ecsramrole" => Ok(self.machine()),
            "oidc" => self.oidc(reading),
            "external" => {
                let command = self.needed("process_command", &self.process_command)?;
                Ok(Provider::External(command.to_owned()))
            }
            "credentialsuri" => {
                let uri = self.needed("credentials_uri", &self.credentials_uri)?;
                Ok(Provider::Far(Arc::new(CredentialsUriCredentialProvider::new().with_uri(uri))))
            }
            "cloudsso" | "oauth" => self.signed_in(reading.now),
            _ => Err(format!("its mode `{}` gives no key pair", self.mode)),
        }
    }

    fn pair(&self, token: &str) -> Result<Credentials, String> {
        let id = self.needed("access_key_id", &self.access_key_id)?;
        let secret = self.needed("access_key_secret", &self.access_key_secret)?;
        Credentials::complete(id, secret, token).ok_or_else(|| "its key pair is empty".to_owned())
    }

    fn machine(&self) -> Provider {
        let provider = EcsRamRoleCredentialProvider::new();
        let named = match self.ram_role_name.as_str() {
            "" => provider,
            name => provider.with_role_name(name),
        };
        Provider::Near(Arc::new(named))
    }

    fn role(&self, base: Provider, reading: &Reading<'_>) -> Result<Provider, String> {
        let role = Role {
            arn: self.needed("ram_role_arn", &self.ram_role_arn)?.to_owned(),
            session_name: self.ram_session_name.clone(),
            external_id: self.external_id.clone(),
            policy: self.policy.clone(),
            seconds: (self.expired_seconds > 0).then_some(self.expired_seconds),
            sts_endpoint: self.sts_endpoint(reading),
        };
        Ok(Provider::Role { base: Box::new(base), role: Box::new(role) })
    }

    fn source(&self, reading: &Reading<'_>, above: &mut Vec<String>) -> Result<Provider, String> {
        let name = self.needed("source_profile", &self.source_profile)?;
        above.push(self.name.clone());
        if above.iter().any(|profile| profile == name) {
            return Err(format!("its source profiles go round in a circle: {} → {name}", above.join(" → ")));
        }
        let source = reading.profiles.iter().find(|profile| profile.is_named(name));
        let source = source.ok_or_else(|| format!("its source profile `{name}` is not in the file"))?;
        source.provider_below(reading, above).map_err(|reason| format!("source profile `{name}`: {reason}"))
    }

    fn oidc(&self, reading: &Reading<'_>) -> Result<Provider, String> {
        let session = if self.ram_session_name.is_empty() { "chatform" } else { &self.ram_session_name };
        let provider = AssumeRoleWithOidcCredentialProvider::new()
            .with_role_arn(self.needed("ram_role_arn", &self.ram_role_arn)?)
            .with_oidc_provider_arn(self.needed("oidc_provider_arn", &self.oidc_provider_arn)?)
            .with_oidc_token_file(self.needed("oidc_token_file", &self.oidc_token_file)?)
            .with_role_session_name(session)
            .with_sts_endpoint(self.sts_endpoint(reading));
        Ok(Provider::Far(Arc::new(provider)))
    }

    /// What an interactive login has left, while it holds.
    fn signed_in(&self, now: Timestamp) -> Result<Provider, String> {
        if self.sts_expiration > now.as_second() {
            return self.pair(self.needed("sts_token", &self.sts_token)?).map(Provider::Fixed);
        }
        Err(format!("its login has ended: run `aliyun configure --profile {}`", self.name))
    }

    fn sts_endpoint(&self, reading: &Reading<'_>) -> String {
        match self.sts_region.as_str() {
            "" => reading.sts_endpoint.to_owned(),
            // An emulator stands for every region.
            _ if reading.sts_endpoint.starts_with("http://") => reading.sts_endpoint.to_owned(),
            region => format!("https://sts.{region}.aliyuncs.com"),
        }
    }

    fn needed<'a>(&self, key: &str, value: &'a str) -> Result<&'a str, String> {
        if value.is_empty() { Err(format!("its mode {} needs `{key}`", self.mode)) } else { Ok(value) }
    }
}
