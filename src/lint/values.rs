//! The build-time values of each environment.

use indexmap::IndexMap;

use crate::model::{Undeclared, Variant};
use crate::project::Project;

/// Values by environment. A project without environments has one without a name and without values.
pub(super) struct Values<'a> {
    environments: Vec<(Option<&'a str>, &'a IndexMap<String, String>)>,
    /// The project file cannot be trusted to hold all values: a missing one is no finding.
    doubtful: bool,
}

/// A variant with the values of some environments.
pub(super) struct Filled<'a> {
    pub variant: Variant,
    pub values: &'a IndexMap<String, String>,
    /// The environments that give the same variant; empty where it does not depend on them.
    pub environments: Vec<&'a str>,
}

static NO_VALUES: std::sync::LazyLock<IndexMap<String, String>> = std::sync::LazyLock::new(IndexMap::new);

impl<'a> Values<'a> {
    /// The values of all environments, or of one.
    pub(super) fn of(project: &'a Project, only: Option<&str>) -> Self {
        let all = project.file.environments.iter().flatten();
        let mut environments: Vec<(Option<&str>, &IndexMap<String, String>)> = all
            .filter(|(name, _)| only.is_none_or(|only| only == name.as_str()))
            .map(|(name, settings)| (Some(name.as_str()), settings.values.as_ref().unwrap_or(&NO_VALUES)))
            .collect();
        if environments.is_empty() {
            environments.push((None, &NO_VALUES));
        }
        Self { environments, doubtful: project.is_doubtful() }
    }

    /// How many environments there are.
    pub(super) fn environments(&self) -> usize {
        self.environments.len()
    }

    /// The variant as each environment sends it, each form once.
    pub(super) fn fill(&self, variant: &Variant) -> Vec<Filled<'a>> {
        let mut forms: Vec<Filled<'a>> = Vec::new();
        for (name, values) in &self.environments {
            let (filled, _) = variant.substituted(values);
            match forms.iter_mut().find(|form| form.variant == filled) {
                Some(form) => form.environments.extend(*name),
                None => forms.push(Filled { variant: filled, values, environments: name.iter().copied().collect() }),
            }
        }
        if let [form] = forms.as_mut_slice() {
            form.environments.clear();
        }
        forms
    }

    /// Every `${name}` of the variant that has no value somewhere, with the environments that lack it.
    pub(super) fn undeclared(&self, variant: &Variant) -> Vec<(Undeclared, Vec<&'a str>)> {
        let mut missing: Vec<(Undeclared, Vec<&'a str>)> = Vec::new();
        for (name, values) in self.environments.iter().filter(|_| !self.doubtful) {
            for undeclared in variant.substituted(values).1 {
                match missing.iter_mut().find(|(known, _)| *known == undeclared) {
                    Some((_, environments)) => environments.extend(*name),
                    None => missing.push((undeclared, name.iter().copied().collect())),
                }
            }
        }
        missing
    }
}
