//! Retired templates that a file still declares.

use std::collections::HashMap;

use super::template_check::TemplateCheck;
use crate::finding::{At, Finding, Path};
use crate::project::Project;
use crate::rules::retired_and_declared;

/// What the project file retires, in all environments or in one, although a template file declares it.
pub(super) fn find(project: &Project, environment: Option<&str>, checks: &[TemplateCheck<'_>]) -> Vec<Finding> {
    let entries = project.file.retired.iter().flatten().enumerate();
    let is_here = |only: &[String]| environment.is_none_or(|here| only.iter().any(|name| name == here));
    let mut entries = entries.filter(|(_, retired)| retired.environments.as_deref().is_none_or(is_here)).peekable();
    if entries.peek().is_none() {
        return Vec::new();
    }
    let mut declared: HashMap<(&str, &str), &TemplateCheck<'_>> = HashMap::new();
    for check in checks {
        for variant in &check.variants {
            declared.entry((&variant.name, &variant.language)).or_insert(check);
        }
    }
    let mut found = Vec::new();
    for (entry, retired) in entries {
        for (position, language) in retired.languages.iter().enumerate() {
            if let Some(check) = declared.get(&(retired.name.as_str(), language.as_str())) {
                let key = format!("{}/{language}", retired.name);
                found.push(retired_and_declared(entry, position, &key, &place(check, language)));
            }
        }
    }
    found
}

fn place(check: &TemplateCheck<'_>, language: &str) -> String {
    let source = &check.file.source;
    let entry = At::Key(Path::root().join("languages").join(language));
    format!("{}:{}", source.name, source.position(check.file.locate(&entry).start))
}
