//! `~/.aliyun/config.json`, the file of the vendor's command line.

use std::path::PathBuf;

use serde::Deserialize;

use super::profile::Profile;
use crate::context::Environment;

/// The file.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ConfigFile {
    current: String,
    pub(super) profiles: Vec<Profile>,
}

/// Where it is.
pub(super) fn path(environment: &Environment) -> Option<PathBuf> {
    let given = environment.variable("ALIBABA_CLOUD_CONFIG_FILE").map(|path| environment.current_dir.join(path));
    given.or_else(|| Some(environment.home()?.join(".aliyun/config.json")))
}

/// Reads it; or says why not.
pub(super) fn read(environment: &Environment) -> Result<ConfigFile, String> {
    let path = path(environment).ok_or("no home folder is known")?;
    let bytes = std::fs::read(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no {}", environment.shortened(&path)),
        _ => format!("cannot read {}: {error}", environment.shortened(&path)),
    })?;
    // The reason is not repeated beyond its place: it may quote a value.
    serde_json::from_slice(&bytes)
        .map_err(|error| format!("{} is not understood at line {}", environment.shortened(&path), error.line()))
}

impl ConfigFile {
    /// The profile of that name; without one, of `ALIBABA_CLOUD_PROFILE`, else the current one.
    pub(super) fn profile(&self, name: Option<&str>, environment: &Environment) -> Result<&Profile, String> {
        let current = if self.current.is_empty() { "default" } else { &self.current };
        let name = name.or_else(|| environment.variable("ALIBABA_CLOUD_PROFILE")).unwrap_or(current);
        self.profiles.iter().find(|profile| profile.is_named(name)).ok_or_else(|| format!("it has no profile `{name}`"))
    }
}

/// The address that a profile gives for this product. A profile serves all products of the vendor, so an address that
/// is not one of ours, and its region, say nothing about us.
pub(in crate::api) fn endpoint_of_profile(name: Option<&str>, environment: &Environment) -> Option<String> {
    let file = read(environment).ok()?;
    let endpoint = &file.profile(name, environment).ok()?.endpoint;
    let host = endpoint.rsplit("://").next().unwrap_or_default();
    let is_ours = ["cams.", "cams-", "127.0.0.1", "localhost"].iter().any(|start| host.starts_with(start));
    is_ours.then(|| endpoint.clone())
}
