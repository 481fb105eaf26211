//! A repository, asked through the `git` program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::changes::lossy;
use super::{Changes, GitError};

/// A work tree.
#[derive(Clone, Debug)]
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository that a folder lies in.
    pub fn around(folder: &Path) -> Result<Self, GitError> {
        let output = output(folder, &["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let (message, folder) = (message(&output), folder.to_owned());
            return Err(match message {
                message if message.contains("not a git repository") => GitError::NoRepository(folder),
                message if message.contains("dubious ownership") => GitError::NotTrusted(folder),
                message => GitError::Failed { command: "rev-parse", message },
            });
        }
        let root = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim_end_matches(['\r', '\n']));
        Ok(Self { root: root.canonicalize().unwrap_or(root) })
    }

    /// What has changed since this branch left `reference`: since their merge base.
    pub fn changed_since(&self, reference: &str) -> Result<Changes, GitError> {
        let base = self.merge_base(reference)?;
        // Plumbing and `status` leave the index alone; `diff` against the work tree would refresh it under a lock.
        let mut files = self.listed("diff-tree", &["-r", "-z", "--name-only", "--no-renames", &base, "HEAD", "--"])?;
        let all = ["-z", "--porcelain=v1", "--no-renames", "--untracked-files=all", "--ignored=matching"];
        let status = self.listed("status", &all)?;
        // Two letters and a blank come before each name.
        files.extend(status.iter().filter_map(|line| line.get(3..)).map(str::to_owned));
        let files = files.iter().map(|name| lossy(&self.root.join(name))).collect();
        Ok(Changes { base, root: self.root.clone(), files })
    }

    fn merge_base(&self, reference: &str) -> Result<String, GitError> {
        if reference.starts_with('-') {
            return Err(GitError::LooksLikeOption(reference.to_owned()));
        }
        let commit = format!("{reference}^{{commit}}");
        let known = output(&self.root, &["rev-parse", "--verify", "--quiet", &commit])?;
        if !known.status.success() {
            return Err(GitError::UnknownCommit(reference.to_owned()));
        }
        let base = output(&self.root, &["merge-base", &first_line(&known.stdout), "HEAD"])?;
        match base.status.code() {
            Some(0) => Ok(first_line(&base.stdout)),
            Some(1) => Err(GitError::NoMergeBase(reference.to_owned())),
            _ => Err(GitError::Failed { command: "merge-base", message: message(&base) }),
        }
    }

    /// The names that a command lists, each ended by a NUL.
    fn listed(&self, command: &'static str, arguments: &[&str]) -> Result<Vec<String>, GitError> {
        let output = output(&self.root, &[&[command], arguments].concat())?;
        if !output.status.success() {
            return Err(GitError::Failed { command, message: message(&output) });
        }
        let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
    }
}

fn output(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(arguments).stdin(Stdio::null());
    // Inside a hook, git says which repository it runs for; here the folder says it.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX"] {
        git.env_remove(name);
    }
    // Its messages are read, and nothing is to be written, not even a fresher index.
    git.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    git.output().map_err(GitError::NotStarted)
}

fn first_line(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).lines().next().unwrap_or_default().to_owned()
}

/// What git said, without its `fatal:`.
fn message(output: &Output) -> String {
    let line = first_line(&output.stderr);
    line.strip_prefix("fatal: ").unwrap_or(&line).to_owned()
}
