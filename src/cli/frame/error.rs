//! The one place that turns the errors of modules into help and an exit code.

use std::fmt;

use super::Exit;
use crate::api::{ApiError, Skipped};
use crate::apply::{JournalError, RunError};
use crate::git::GitError;
use crate::project::ProjectError;
use crate::remote::RemoteError;
use crate::report::{visible, visible_lines};
use crate::send::campaign::SendJournalError;
use crate::send::people::PeopleError;
use crate::store::StoreError;

/// Why a command ended early: what happened, what to do, and the exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What happened: a lower-case fragment with its data.
    pub message: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
}

impl Failure {
    /// A failure that ends with `exit`.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), help: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "error: {}", visible(&self.message))?;
        match &self.help {
            Some(help) => write!(out, "\n  help: {}", visible_lines(help).replace('\n', "\n        ")),
            None => Ok(()),
        }
    }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        Self::from(&error)
    }
}

impl From<&ProjectError> for Failure {
    fn from(error: &ProjectError) -> Self {
        let (exit, help) = match error {
            ProjectError::NotFound(_) => {
                (Exit::Project, "go to a project, name its folder with -C, or name the files to look at")
            }
            ProjectError::NoSuchPath(_) => {
                (Exit::NothingMatched, "name files and folders that exist, or a glob that matches some")
            }
            ProjectError::NothingIn(_) => (
                Exit::NothingMatched,
                "`templates` in chatform.yaml says which files are templates; what git ignores has to be named itself",
            ),
            ProjectError::OfAnotherProject { .. } => {
                (Exit::NothingMatched, "name the folder of each project with -C, one run for each")
            }
            ProjectError::Unreadable { .. } => {
                (Exit::Unavailable, "make it readable: nothing is done on half a project")
            }
        };
        Self::new(exit, error.to_string()).help(help)
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        let (exit, help) = match &error {
            GitError::NotStarted(_) => (Exit::Unavailable, "install git, or leave --changed-since out"),
            GitError::NoRepository(_) => (Exit::Usage, "leave --changed-since out: without git nothing has a history"),
            GitError::NotTrusted(_) => (
                Exit::Unavailable,
                "if it is yours: `git config --global --add safe.directory FOLDER`, with its folder",
            ),
            GitError::LooksLikeOption(_) => (Exit::Usage, "name a branch, a tag or a commit"),
            GitError::UnknownCommit(_) => {
                (Exit::Usage, "fetch it first, or name another: a CI job often has no branch but its own")
            }
            GitError::NoMergeBase(_) => {
                (Exit::Usage, "fetch the whole history (`git fetch --unshallow`, in CI `fetch-depth: 0`)")
            }
            GitError::Failed { .. } => (Exit::Unavailable, "mend the repository, or leave --changed-since out"),
        };
        Self::new(exit, error.to_string()).help(help)
    }
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        let exit = match &error {
            error if error.code() == Some("Unknown.ResourceOwnerId") => Exit::WrongAccount,
            error if error.is_permission() => Exit::Credentials,
            ApiError::Throttled { .. } => Exit::Throttled,
            ApiError::Endpoint(_) | ApiError::Region { .. } => Exit::Project,
            _ => Exit::Unavailable,
        };
        let mut help: Vec<String> = error.help().map(str::to_owned).into_iter().collect();
        if let ApiError::Credentials { tried } = &error
            && !tried.is_empty()
        {
            help.push("looked for in this order:".to_owned());
            help.extend(tried.iter().map(|Skipped { place, reason }| format!("  {place}: {reason}")));
        }
        help.extend(error.request_id().map(|id| format!("the request id is {id}")));
        if let ApiError::Refused { recommend: Some(link), .. } = &error {
            help.push(format!("see {link}"));
        }
        Self { exit, message: error.to_string(), help: (!help.is_empty()).then(|| help.join("\n")) }
    }
}

impl From<RemoteError> for Failure {
    fn from(error: RemoteError) -> Self {
        let help = error.help().map(str::to_owned);
        match error {
            RemoteError::Api(error) => error.into(),
            error => Self { exit: Exit::Unavailable, message: error.to_string(), help },
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Remote(error) => error.into(),
            RunError::Journal(error) => error.into(),
        }
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        let help = "nothing is sent that cannot be noted first: make `.chatform` writable";
        Self::new(Exit::Refused, error.to_string()).help(help)
    }
}

impl From<SendJournalError> for Failure {
    fn from(error: SendJournalError) -> Self {
        let help = match &error {
            SendJournalError(StoreError::Held { .. }) => "another `send` of the same list is under way: wait for it",
            _ => "nothing is sent that cannot be noted first: make `.chatform` writable",
        };
        Self::new(Exit::Refused, error.to_string()).help(help)
    }
}

impl From<PeopleError> for Failure {
    fn from(error: PeopleError) -> Self {
        let (exit, help) = match &error {
            PeopleError::Unreadable { .. } => (Exit::NothingMatched, "name a file that is there and can be read"),
            PeopleError::NotUtf8 { .. } => (Exit::Findings, "save it as `CSV UTF-8` in the spreadsheet"),
            PeopleError::Empty(_) => (Exit::Findings, "write the names of the columns into its first row: `to`, …"),
            PeopleError::Changed(_) => (Exit::Refused, "send again: it is checked anew"),
        };
        Self::new(exit, error.to_string()).help(help)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let help = match &error {
            StoreError::Io { action: "read", .. } => "make it readable",
            StoreError::Io { .. } => "make the place writable, or name another one",
            StoreError::Damaged { .. } => "move it away: nothing that is needed is only there",
            StoreError::OtherFormat { .. } => "name another file: this one is not of that kind",
            StoreError::TooNew { .. } => "use the release that wrote it, or a later one",
            StoreError::Held { .. } => "wait until the other process has ended",
        };
        Self::new(Exit::Refused, error.to_string()).help(help)
    }
}
