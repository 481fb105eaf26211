//! What globs match: quickly for those of the form `folder/**/*.ending`, which nearly all have.

use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};

/// Globs, ready to be asked about many paths.
pub(super) struct Matcher {
    /// What stands before `**/*` and behind it.
    plain: Vec<(String, String)>,
    /// All others; to build a set of them takes longer than to walk a small project.
    others: Option<GlobSet>,
}

impl Matcher {
    pub(super) fn of(globs: &[Glob]) -> Self {
        let (mut plain, mut others) = (Vec::new(), GlobSetBuilder::new());
        for glob in globs {
            match parts(glob.glob()) {
                Some((folder, ending)) => plain.push((folder.to_owned(), ending.to_owned())),
                None => drop(others.add(glob.clone())),
            }
        }
        let has_others = plain.len() < globs.len();
        let others = has_others.then(|| others.build().unwrap_or_else(|_| GlobSet::empty()));
        Self { plain, others }
    }

    /// Whether a path from the project's root matches one of them.
    pub(super) fn is_match(&self, path: &Path) -> bool {
        let text = path.to_string_lossy();
        let is_plain = |(folder, ending): &(String, String)| {
            text.strip_prefix(&**folder).is_some_and(|rest| rest.ends_with(&**ending))
        };
        self.plain.iter().any(is_plain) || self.others.as_ref().is_some_and(|others| others.is_match(path))
    }
}

fn parts(glob: &str) -> Option<(&str, &str)> {
    let (folder, rest) = glob.split_once("**/")?;
    let ending = rest.strip_prefix('*')?;
    let is_literal = |text: &str| !text.contains(['*', '?', '[', ']', '{', '}', '\\']);
    let is_whole_folder = folder.is_empty() || folder.ends_with('/');
    (is_whole_folder && is_literal(folder) && is_literal(ending) && !ending.contains('/')).then_some((folder, ending))
}
