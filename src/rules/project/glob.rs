//! Rules of the globs in a project file.

use super::environment::environments;
use crate::declare_rule;
use crate::finding::{Level, Path};
use crate::model::ProjectFile;
use crate::model::glob::file_glob;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&GLOB_MALFORMED];

declare_rule! {
    /// A glob that is none.
    ///
    /// ## Why
    /// It matches nothing: no template is read, no level given and nothing protected by it.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static GLOB_MALFORMED = "project/glob-malformed" {
        level: Level::Error,
        summary: "glob cannot be read",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (base, patterns) in globs(file) {
                for (index, pattern) in patterns.iter().enumerate() {
                    if let Err(error) = file_glob(pattern) {
                        reporter
                            .report_at(base.join(index), format!("`{pattern}` is no glob: {}", error.kind()))
                            .help("close the bracket or brace, or write `\\` before a character that is meant itself");
                    }
                }
            }
        }),
    }
}

/// Every list of globs, with its path.
fn globs(file: &ProjectFile) -> Vec<(Path, &[String])> {
    let templates = file.templates.iter().map(|globs| (Path::root().join("templates"), globs.as_slice()));
    let protected = environments(file).filter_map(|(name, settings)| {
        let path = Path::root().join("environments").join(name).join("protect");
        Some((path, settings.protect.as_deref()?))
    });
    let overrides = file.lint.iter().flat_map(|lint| lint.overrides.iter().flatten()).enumerate();
    let in_files = overrides.map(|(index, one)| {
        (Path::root().join("lint").join("overrides").join(index).join("files"), one.files.as_slice())
    });
    templates.chain(protected).chain(in_files).collect()
}
