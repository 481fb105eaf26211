//! Real git repositories in a sandbox: nothing of this machine's configuration reaches them.

use super::Sandbox;

/// Runs git in the sandbox and gives what it prints.
#[track_caller]
pub fn git(sandbox: &Sandbox, arguments: &[&str]) -> String {
    let mut command = sandbox.scrubbed("git");
    let output = command.env("GIT_CONFIG_NOSYSTEM", "1").args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Makes the sandbox a repository with one commit on `main` of all that is there.
pub fn repository(sandbox: Sandbox) -> Sandbox {
    git(&sandbox, &["init", "--quiet", "--initial-branch=main"]);
    git(&sandbox, &["config", "user.name", "A Tester"]);
    git(&sandbox, &["config", "user.email", "tester@example.com"]);
    git(&sandbox, &["add", "--all"]);
    git(&sandbox, &["commit", "--quiet", "--message=the beginning"]);
    sandbox
}
