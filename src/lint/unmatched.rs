//! Globs of `lint.overrides` that are for no file.

use crate::finding::Finding;
use crate::model::glob::file_glob;
use crate::project::Project;
use crate::rules::glob_unmatched;

/// A finding for each such glob. Only who sees the whole project can tell, and of one without files there is nothing to
/// tell yet; a glob that is none is reported as that.
pub(super) fn findings(project: &Project) -> Vec<Finding> {
    let lint = project.file.lint.iter().filter(|_| project.is_whole && !project.files.is_empty());
    let overrides = lint.flat_map(|lint| lint.overrides.iter().flatten());
    let mut found = Vec::new();
    for (entry, given) in overrides.enumerate() {
        for (position, pattern) in given.files.iter().enumerate() {
            let Ok(glob) = file_glob(pattern) else { continue };
            let glob = glob.compile_matcher();
            let templates = project.files.iter().map(|file| &file.path);
            let mut paths = templates.chain(project.messages.iter().map(|file| &file.path));
            if !paths.any(|path| glob.is_match(path)) && !is_project_file(&glob, project) {
                found.push(glob_unmatched(entry, position, pattern));
            }
        }
    }
    found
}

/// Levels may be given for the project file itself.
fn is_project_file(glob: &globset::GlobMatcher, project: &Project) -> bool {
    project.document.iter().any(|document| glob.is_match(&document.path))
}
