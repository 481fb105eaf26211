//! Retired templates that a file still declares.

use std::collections::HashMap;

use super::template_check::TemplateCheck;
use crate::finding::{At, Finding, Path};
use crate::model::ProjectFile;
use crate::project::Project;
use crate::rules::retired_and_declared;

/// A language of a retired template that a file declares.
pub(super) struct StillDeclared<'c> {
    /// The index of the file.
    pub index: usize,
    /// Which entry of `retired`, and which of its languages.
    entry: (usize, usize),
    name: &'c str,
    language: &'c str,
}

/// What the project file retires, in all environments or in one, although a template file declares it.
pub(super) fn find<'c>(
    file: &'c ProjectFile,
    environment: Option<&str>,
    checks: &[TemplateCheck],
) -> Vec<StillDeclared<'c>> {
    let entries = file.retired.iter().flatten().enumerate();
    let is_here = |only: &[String]| environment.is_none_or(|here| only.iter().any(|name| name == here));
    let mut entries = entries.filter(|(_, retired)| retired.environments.as_deref().is_none_or(is_here)).peekable();
    if entries.peek().is_none() {
        return Vec::new();
    }
    let mut declared: HashMap<(&str, &str), usize> = HashMap::new();
    for (index, check) in checks.iter().enumerate() {
        for variant in &check.variants {
            declared.entry((&variant.name, &variant.language)).or_insert(index);
        }
    }
    let mut found = Vec::new();
    for (entry, retired) in entries {
        for (position, language) in retired.languages.iter().enumerate() {
            if let Some(index) = declared.get(&(retired.name.as_str(), language.as_str())) {
                let (index, entry) = (*index, (entry, position));
                found.push(StillDeclared { index, entry, name: &retired.name, language });
            }
        }
    }
    found
}

impl StillDeclared<'_> {
    /// The finding, in the project file.
    pub(super) fn finding(&self, project: &Project) -> Finding {
        let file = &project.files[self.index];
        let at = At::Key(Path::root().join("languages").join(self.language));
        let place = format!("{}:{}", file.source.name, file.source.position(file.locate(&at).start));
        let key = format!("{}/{}", self.name, self.language);
        retired_and_declared(self.entry.0, self.entry.1, &key, &place)
    }
}
