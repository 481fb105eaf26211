//! `~/.alibabacloud/credentials` and `credentials.ini`, the file of the vendor's libraries.

use std::path::PathBuf;
use std::sync::Arc;

use ini::{Ini, ParseOption, Properties};
use reqsign_aliyun_oss::{AssumeRoleWithOidcCredentialProvider, EcsRamRoleCredentialProvider};

use super::pair::Credentials;
use super::provider::{Provider, Role};
use crate::context::Environment;

/// The first of the places where it may be that has one.
pub(super) fn path(environment: &Environment) -> Result<PathBuf, String> {
    if let Some(given) = environment.variable("ALIBABA_CLOUD_CREDENTIALS_FILE") {
        return Ok(environment.current_dir.join(given));
    }
    let folder = environment.home().ok_or("no home folder is known")?.join(".alibabacloud");
    let places = [folder.join("credentials"), folder.join("credentials.ini")];
    let missing = format!("there is neither {} nor credentials.ini beside it", environment.shortened(&places[0]));
    places.into_iter().find(|path| path.is_file()).ok_or(missing)
}

/// The way to credentials that a section describes, or why there is none. Without a name it is the section of
/// `ALIBABA_CLOUD_PROFILE`, else `default`.
pub(super) fn provider(name: Option<&str>, sts_endpoint: &str, environment: &Environment) -> Result<Provider, String> {
    let path = path(environment)?;
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", environment.shortened(&path)))?;
    // Secrets may hold backslashes and quotes: nothing is an escape.
    let options = ParseOption { enabled_quote: false, enabled_escape: false, ..ParseOption::default() };
    let file = Ini::load_from_str_opt(&text, options)
        .map_err(|error| format!("{} is not understood at line {}", environment.shortened(&path), error.line))?;
    let name = name.or_else(|| environment.variable("ALIBABA_CLOUD_PROFILE")).unwrap_or("default");
    let section =
        file.section(Some(name)).ok_or_else(|| format!("{} has no section `{name}`", environment.shortened(&path)))?;
    Section { properties: section, sts_endpoint }.provider()
}

struct Section<'a> {
    properties: &'a Properties,
    sts_endpoint: &'a str,
}

impl Section<'_> {
    fn provider(&self) -> Result<Provider, String> {
        if self.get("enable") == "false" {
            return Err("its section is switched off".to_owned());
        }
        match self.get("type") {
            "access_key" => self.pair("").map(Provider::Fixed),
            "sts" => self.pair(self.needed("security_token")?).map(Provider::Fixed),
            "ram_role_arn" => {
                let role = Role {
                    arn: self.needed("role_arn")?.to_owned(),
                    session_name: self.get("role_session_name").to_owned(),
                    external_id: self.get("external_id").to_owned(),
                    policy: self.get("policy").to_owned(),
                    seconds: None,
                    sts_endpoint: self.sts_endpoint.to_owned(),
                };
                let base = Box::new(Provider::Fixed(self.pair(self.get("security_token"))?));
                Ok(Provider::Role { base, role: Box::new(role) })
            }
            "oidc_role_arn" => self.oidc(),
            "ecs_ram_role" => {
                let provider = EcsRamRoleCredentialProvider::new();
                let name = self.get("role_name");
                let named = if name.is_empty() { provider } else { provider.with_role_name(name) };
                Ok(Provider::Near(Arc::new(named)))
            }
            "" => Err("its section has no `type`".to_owned()),
            other => Err(format!("its type `{other}` gives no key pair")),
        }
    }

    fn oidc(&self) -> Result<Provider, String> {
        let session = match self.get("role_session_name") {
            "" => "chatform",
            name => name,
        };
        let provider = AssumeRoleWithOidcCredentialProvider::new()
            .with_role_arn(self.needed("role_arn")?)
            .with_oidc_provider_arn(self.needed("oidc_provider_arn")?)
            .with_oidc_token_file(self.needed("oidc_token_file_path")?)
            .with_role_session_name(session)
            .with_sts_endpoint(self.sts_endpoint);
        Ok(Provider::Far(Arc::new(provider)))
    }

    fn pair(&self, token: &str) -> Result<Credentials, String> {
        let (id, secret) = (self.needed("access_key_id")?, self.needed("access_key_secret")?);
        Credentials::complete(id, secret, token).ok_or_else(|| "its key pair is empty".to_owned())
    }

    fn get(&self, key: &str) -> &str {
        self.properties.get(key).unwrap_or_default().trim()
    }

    fn needed(&self, key: &str) -> Result<&str, String> {
        let value = self.get(key);
        if value.is_empty() { Err(format!("its type {} needs `{key}`", self.get("type"))) } else { Ok(value) }
    }
}
