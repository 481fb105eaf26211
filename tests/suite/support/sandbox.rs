//! A folder of its own, in which the real binary runs with a scrubbed environment.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with files, and variables for the binary that runs in it.
pub struct Sandbox {
    root: TempDir,
    variables: Vec<(String, String)>,
}

/// What a run of the binary left.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { root: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// A project with one template, `hello/en`, and the environment `test` at this endpoint, with the emulators' key pair.
    pub fn project_at(endpoint: &str) -> Self {
        let environment = format!("environments:\n  test: {{ endpoint: \"{endpoint}\", wait_for_review: 10s }}\n");
        Self::new()
            .file("chatform.yaml", environment)
            .file("templates/hello.yaml", Self::HELLO)
            .variable("ALIBABA_CLOUD_ACCESS_KEY_ID", "test-ak-id")
            .variable("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "test-ak-secret")
    }

    /// A template that says little.
    pub const HELLO: &str = "name: hello\ncategory: UTILITY\nlanguages:\n  en: { body: Your table is ready. }\n";

    pub fn path(&self) -> &Path {
        self.root.path()
    }

    /// Writes a file; folders on the way are made.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// Writes a file in between.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    /// Copies a folder's content into the sandbox.
    pub fn copy_of(self, folder: impl AsRef<Path>) -> Self {
        copy(folder.as_ref(), self.path());
        self
    }

    /// Sets a variable for the binary.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Copies a folder's content into a folder of the sandbox.
    pub fn copy_of_at(self, folder: impl AsRef<Path>, name: &str) -> Self {
        copy(folder.as_ref(), &self.path().join(name));
        self
    }

    /// A program, ready to run here: no variable of this process reaches it but `PATH`.
    pub fn scrubbed(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command.env("LANG", "C.UTF-8").env("HOME", self.path());
        // Whoever has no credentials shall not ask the network for them.
        command.env("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.current_dir(self.path()).stdin(Stdio::null());
        command
    }

    /// The binary, ready to run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.scrubbed(env!("CARGO_BIN_EXE_chatform"));
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the binary to its end.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs the binary to its end with something on its standard input.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        // A run that ends without reading everything closes the pipe early: what it says is for the caller to judge.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().into()
    }
}

impl From<std::process::Output> for Ran {
    fn from(output: std::process::Output) -> Self {
        Self {
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

impl Ran {
    /// The same run, once its exit code is known to be right.
    #[track_caller]
    pub fn exits_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_name() == ".chatform" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
