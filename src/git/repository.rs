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

    /// What has changed since this branch left `reference`: since their merge base. Everything has since a HEAD that has
    /// no commit yet.
    pub fn changed_since(&self, reference: &str) -> Result<Changes, GitError> {
        let base = match self.merge_base(reference) {
            // Before the first commit there is nothing that anything could be as it was.
            Err(GitError::UnknownCommit(_)) if ["HEAD", "@"].contains(&reference) => {
                return Ok(Changes { base: None, root: self.root.clone(), files: [lossy(&self.root)].into() });
            }
            base => base?,
        };
        // Plumbing and `status` leave the index alone; `diff` against the work tree would refresh it under a lock.
        let mut files = self.listed("diff-tree", &["-r", "-z", "--name-only", "--no-renames", &base, "HEAD", "--"])?;
        let all = ["-z", "--porcelain=v1", "--no-renames", "--untracked-files=all", "--ignored=matching"];
        let status = self.listed("status", &all)?;
        // Two letters and a blank come before each name.
        files.extend(status.iter().filter_map(|line| line.get(3..)).map(str::to_owned));
        let files = files.iter().map(|name| lossy(&self.root.join(name))).collect();
        Ok(Changes { base: Some(base), root: self.root.clone(), files })
    }

    /// The repository's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether this clone lacks the beginning of its history.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        let output = output(&self.root, &["rev-parse", "--is-shallow-repository"])?;
        Ok(first_line(&output.stdout) == "true")
    }

    /// Whether a file differs from its last commit, or is in none.
    pub fn is_changed(&self, file: &Path) -> Result<bool, GitError> {
        let Some(name) = self.name_of(file) else { return Ok(true) };
        let all = ["-z", "--porcelain=v1", "--no-renames", "--untracked-files=all", "--ignored=matching", "--", &name];
        Ok(!self.listed("status", &all)?.is_empty())
    }

    /// A file of the work tree in each of its committed versions, the newest first, no two alike in a row.
    pub fn versions(&self, file: &Path) -> Result<Vec<Vec<u8>>, GitError> {
        let Some(name) = self.name_of(file) else { return Ok(Vec::new()) };
        let commits = output(&self.root, &["rev-list", "--max-count=1000", "HEAD", "--", &name])?;
        let commits = String::from_utf8_lossy(&commits.stdout).into_owned();
        let mut versions: Vec<Vec<u8>> = Vec::new();
        for commit in commits.lines() {
            let shown = output(&self.root, &["cat-file", "blob", &format!("{commit}:{name}")])?;
            if shown.status.success() && versions.last() != Some(&shown.stdout) {
                versions.push(shown.stdout);
            }
        }
        Ok(versions)
    }

    /// The files below a folder of the work tree as they were in a commit: their paths from that folder, and content.
    pub fn files_at(&self, reference: &str, folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, GitError> {
        let commit = self.commit(reference)?;
        let prefix = self.name_of(folder).filter(|name| !name.is_empty()).map(|name| name + "/").unwrap_or_default();
        let listed = self.listed("ls-tree", &["-r", "-z", "--name-only", "--full-tree", &commit])?;
        let mut files = Vec::new();
        for name in listed.iter().filter_map(|name| name.strip_prefix(&prefix)) {
            let blob = output(&self.root, &["cat-file", "blob", &format!("{commit}:{prefix}{name}")])?;
            // A submodule is listed and has no content here.
            if blob.status.success() {
                files.push((PathBuf::from(name), blob.stdout));
            }
        }
        Ok(files)
    }

    /// The name of a file or folder of the work tree as git writes it.
    fn name_of(&self, path: &Path) -> Option<String> {
        let path = path.canonicalize().ok()?;
        let parts = path.strip_prefix(&self.root).ok()?.iter().map(|part| part.to_str());
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    }

    fn commit(&self, reference: &str) -> Result<String, GitError> {
        if reference.starts_with('-') {
            return Err(GitError::LooksLikeOption(reference.to_owned()));
        }
        let known = output(&self.root, &["rev-parse", "--verify", "--quiet", &format!("{reference}^{{commit}}")])?;
        if known.status.success() {
            Ok(first_line(&known.stdout))
        } else {
            Err(GitError::UnknownCommit(reference.to_owned()))
        }
    }

    fn merge_base(&self, reference: &str) -> Result<String, GitError> {
        let base = output(&self.root, &["merge-base", &self.commit(reference)?, "HEAD"])?;
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
