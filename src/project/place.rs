//! Where a project is, and how its files are called.

use std::path::{Component, Path, PathBuf};

/// The name of the project file.
pub const FILE_NAME: &str = "chatform.yaml";

/// The nearest project file, from a folder upwards.
pub fn find(start: &Path) -> Option<PathBuf> {
    start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}

/// How a file is called in reports: relative to the working directory, with `/`.
pub(super) fn display_name(path: &Path, current_dir: &Path) -> String {
    if let Some(below) = below(path, current_dir) {
        return below.to_owned();
    }
    let (path, base) = (normal(path), normal(current_dir));
    // With nothing in common but the root, the whole path says it better than a row of `..`.
    let apart = path.components().nth(1) != base.components().nth(1);
    slashed(&if apart { path } else { relative(&path, &base) })
}

/// What a path says after that of a folder, if it says it plainly: nearly every path does, and this is quick.
pub(super) fn below<'p>(path: &'p Path, folder: &Path) -> Option<&'p str> {
    let rest = path.to_str()?.strip_prefix(folder.to_str()?)?.strip_prefix('/')?;
    let is_doubtful = |two: &[u8; 2]| two[0] == b'/' && matches!(two[1], b'/' | b'.');
    let is_plain = !rest.starts_with(['/', '.']) && !rest.ends_with('/');
    let is_plain = is_plain && !rest.as_bytes().array_windows().any(is_doubtful);
    (is_plain || rest.split('/').all(|part| !matches!(part, "" | "." | ".."))).then_some(rest)
}

/// The way from a folder to a path, both normal.
pub(super) fn relative(path: &Path, base: &Path) -> PathBuf {
    let shared = path.components().zip(base.components()).take_while(|(one, other)| one == other).count();
    let mut way: PathBuf = base.components().skip(shared).map(|_| Component::ParentDir).collect();
    way.extend(path.components().skip(shared));
    way
}

/// The path without `.` and `..`, by its text alone: names stay as the user wrote them, symbolic links included.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            other => result.push(other),
        }
    }
    result
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/").replacen("//", "/", 1)
}
