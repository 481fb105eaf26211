//! Programs from PyPI that tests run: installed once below the target folder.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

const PACKAGES: &[&str] = &[
    "pre-commit>=4,<5",
    "check-jsonschema>=0.30,<1",
    "prometheus-client>=0.21,<1",
    "alibabacloud-tea-openapi>=0.4.6,<0.5",
];

/// The folder of their programs. Without Python or the package index the calling test says that it is skipped and
/// returns; under `CHATFORM_CI` a skip is a failure.
pub fn python_tools() -> Option<PathBuf> {
    static TOOLS: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    match TOOLS.get_or_init(installed) {
        Ok(programs) => Some(programs.clone()),
        Err(error) => {
            assert!(std::env::var_os("CHATFORM_CI").is_none(), "nothing may be skipped here: {error}");
            println!("skipped: {error}");
            None
        }
    }
}

fn installed() -> Result<PathBuf, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("python-tools");
    let ready = folder.join(PACKAGES.join("_").replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
    let programs = folder.join("bin");
    if !ready.exists() {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        let quick = ["-m", "pip", "install", "--quiet", "--retries=1", "--timeout=10", "--disable-pip-version-check"];
        run(Command::new(programs.join("python")).args(quick).args(PACKAGES))?;
        std::fs::write(&ready, "").map_err(|error| error.to_string())?;
    }
    Ok(programs)
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{command:?}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}
