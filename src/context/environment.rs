//! Environment variables and folders, captured once at the start.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Plain data: tests write their own, the process captures its own once.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// The working directory that relative paths start from.
    pub current_dir: PathBuf,
}

impl Environment {
    /// The environment of this process. Variables that are not UTF-8 are left out.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that reads the process environment")]
    pub fn of_process() -> Self {
        Self {
            variables: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
            current_dir: std::env::current_dir().unwrap_or_default(),
        }
    }

    /// An environment made of the given variables.
    pub fn of<const N: usize>(current_dir: impl Into<PathBuf>, variables: [(&str, &str); N]) -> Self {
        Self {
            variables: variables.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
            current_dir: current_dir.into(),
        }
    }

    /// The value of a variable; an empty value counts as unset, as it does for the vendor's SDKs.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// All variables that are set to something.
    pub fn variables(&self) -> impl Iterator<Item = (&str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(_, value)| !value.is_empty())
    }

    /// The same with some variables set anew.
    #[must_use]
    pub fn with(mut self, variables: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        self.variables.extend(variables.into_iter().map(|(name, value)| (name.to_owned(), value)));
        self
    }

    /// The user's home folder.
    pub fn home(&self) -> Option<PathBuf> {
        self.variable("HOME").or_else(|| self.variable("USERPROFILE")).map(PathBuf::from)
    }

    /// A path for people: `~` stands for the home folder.
    pub fn shortened(&self, path: &Path) -> String {
        match self.home().and_then(|home| Some(path.strip_prefix(home).ok()?.to_owned())) {
            Some(below) => Path::new("~").join(below).display().to_string(),
            None => path.display().to_string(),
        }
    }

    /// The folder where programs of the user keep what they can do without.
    pub fn cache_folder(&self) -> Option<PathBuf> {
        let given = self.variable("XDG_CACHE_HOME").or_else(|| self.variable("LOCALAPPDATA"));
        let usual = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
        given.map(PathBuf::from).or_else(|| Some(self.home()?.join(usual))).filter(|folder| folder.is_absolute())
    }
}
