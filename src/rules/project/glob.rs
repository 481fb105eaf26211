//! Rules of the globs in a project file.

use super::environment::environments;
use crate::declare_rule;
use crate::finding::{At, Finding, Level, Path, RuleMeta};
use crate::model::ProjectFile;
use crate::model::glob::file_glob;
use crate::rules::{Check, Rule};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&GLOB_MALFORMED, &GLOB_OUTSIDE];

/// What is known of the rules of this file that need to know all files.
pub(crate) static METAS: &[&RuleMeta] = &[&GLOB_UNMATCHED];

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

declare_rule! {
    /// A glob of `templates` that leads out of the project.
    ///
    /// ## Why
    /// It matches nothing: templates are read below the folder of `chatform.yaml` only. Two projects that shared a file
    /// would write it in turn.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static GLOB_OUTSIDE = "project/glob-outside" {
        level: Level::Warning,
        summary: "glob leads out of the project",
        files: "pass/chatform.yaml", "fail/chatform.yaml",
        check: Check::ProjectFile(|file, reporter| {
            for (index, pattern) in file.templates.iter().flatten().enumerate().filter(|(_, glob)| leads_out(glob)) {
                let path = Path::root().join("templates").join(index);
                reporter
                    .report_at(path, format!("`{pattern}` leads out of the project, where nothing is read"))
                    .help("move the templates below the folder of chatform.yaml, or chatform.yaml above them");
            }
        }),
    }
}

declare_rule! {
    /// A glob of `lint.overrides` that no template or message of the project matches.
    ///
    /// ## Why
    /// The levels that are given there have no effect. Globs begin at the folder of `chatform.yaml`.
    ///
    /// ## Source
    /// The project file's own form (checked 2026-11-20)
    pub static GLOB_UNMATCHED = "project/glob-unmatched" {
        level: Level::Warning,
        summary: "glob of `lint.overrides` matches no file",
        files: "pass/chatform.yaml", "fail/chatform.yaml"
    }
}

/// The finding at a glob of `lint.overrides`, by the numbers of both.
pub fn glob_unmatched(entry: usize, position: usize, pattern: &str) -> Finding {
    let overrides = Path::root().join("lint").join("overrides").join(entry);
    let at = At::Value(overrides.join("files").join(position));
    Finding::new(&GLOB_UNMATCHED, at, format!("no template or message matches `{pattern}`"))
        .help("write it from the folder of chatform.yaml, as in `templates/old/**`, or take it out")
}

/// Whether a glob begins above the folder that it is relative to, or at the root of the machine.
fn leads_out(pattern: &str) -> bool {
    let mut depth = 0_i32;
    pattern.starts_with('/')
        || pattern.split('/').any(|part| {
            depth += match part {
                ".." => -1,
                "" | "." => 0,
                _ => 1,
            };
            depth < 0
        })
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
