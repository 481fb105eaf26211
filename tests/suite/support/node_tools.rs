//! Packages from npm that tests use: each installed once below the target folder.

use std::path::PathBuf;
use std::process::Command;

/// The folder whose `node_modules` has these packages. Without npm or the package index the calling test says that it
/// is skipped and returns; under `CHATFORM_CI` a skip is a failure.
pub fn node_tools(packages: &[&str]) -> Option<PathBuf> {
    match installed(packages) {
        Ok(folder) => Some(folder),
        Err(error) => {
            assert!(std::env::var_os("CHATFORM_CI").is_none(), "nothing may be skipped here: {error}");
            println!("skipped: {error}");
            None
        }
    }
}

fn installed(packages: &[&str]) -> Result<PathBuf, String> {
    let name = packages.join("_").replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("node-tools").join(name);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    // Tests run side by side; only one of them installs.
    let lock = std::fs::File::create(folder.join("lock")).map_err(|error| error.to_string())?;
    lock.lock().map_err(|error| error.to_string())?;
    let ready = folder.join("ready");
    if !ready.exists() {
        std::fs::write(folder.join("package.json"), "{\"private\":true}").map_err(|error| error.to_string())?;
        let quiet = ["install", "--silent", "--no-fund", "--no-audit", "--ignore-scripts", "--prefix"];
        let output = Command::new("npm").args(quiet).arg(&folder).args(packages).output();
        let output = output.map_err(|error| format!("npm: {error}"))?;
        if !output.status.success() {
            return Err(format!("npm: {}", String::from_utf8_lossy(&output.stderr)));
        }
        std::fs::write(&ready, "").map_err(|error| error.to_string())?;
    }
    Ok(folder)
}
