//! The build-time values of each environment.

use std::borrow::Cow;
use std::path::Path as FolderPath;

use indexmap::IndexMap;

use crate::finding::Path;
use crate::model::{ProjectFile, Undeclared, Variant};
use crate::project::Project;

/// Values by environment. A project without environments has one without a name and without values.
pub(super) struct Values<'a> {
    environments: Vec<(Option<&'a str>, &'a IndexMap<String, String>)>,
    /// The project file cannot be trusted to hold all values: a missing one is no finding.
    doubtful: bool,
    /// Whether no value looks like a `${name}` itself.
    are_plain: bool,
    /// The project file that they are from.
    pub project_file: &'a ProjectFile,
    /// Where the project's media files are.
    pub root: &'a FolderPath,
}

/// A variant with the values of some environments.
pub(super) struct Filled<'a, 'v> {
    pub variant: Cow<'v, Variant>,
    pub values: &'a IndexMap<String, String>,
    /// The environments that give this variant; empty where it holds no value.
    pub environments: Vec<&'a str>,
    /// Every `${name}` that it still holds, because there is no value: nobody knows what its text will be.
    pub undeclared: Vec<Undeclared>,
}

/// A variant in every form that it takes.
#[derive(Default)]
pub(super) struct Forms<'a, 'v> {
    /// Each form once.
    pub filled: Vec<Filled<'a, 'v>>,
    /// Every `${name}` that has no value somewhere or is never closed, with the environments that lack it.
    pub undeclared: IndexMap<Undeclared, Vec<&'a str>>,
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
        let are_plain = environments.iter().flat_map(|(_, values)| values.values()).all(|value| !value.contains('$'));
        Self {
            environments,
            doubtful: project.is_doubtful(),
            are_plain,
            project_file: &project.file,
            root: &project.root,
        }
    }

    /// Shows the variant in every form to `is_clean`, the first one as such and the others with the paths of the texts
    /// in which they differ from it, for as long as it says yes. `false` too where a value is missing.
    pub(super) fn are_clean(
        &self,
        variant: &mut Variant,
        is_clean: impl Fn(&Variant, Option<&[Path]>) -> bool,
    ) -> bool {
        let texts = variant.take_build_texts();
        if texts.paths().is_empty() {
            return is_clean(variant, None);
        }
        let are_clean = self.are_plain
            && self.environments.iter().enumerate().all(|(position, (_, values))| {
                variant.fill(&texts, values) && is_clean(variant, (position > 0).then_some(texts.paths()))
            });
        variant.put_back(texts);
        are_clean
    }

    /// How many environments there are.
    pub(super) fn environments(&self) -> usize {
        self.environments.len()
    }

    /// The variant as each environment sends it.
    pub(super) fn fill<'v>(&self, variant: &'v Variant) -> Forms<'a, 'v> {
        let mut forms = Forms::default();
        // Most variants hold no value at all: they are the same everywhere.
        if !variant.holds_build_values() {
            forms.add_form(None, &NO_VALUES, Cow::Borrowed(variant), &[]);
            return forms;
        }
        for (name, values) in &self.environments {
            let (filled, undeclared) = variant.substituted(values);
            forms.add_form(*name, values, Cow::Owned(filled), &undeclared);
            if !self.doubtful {
                forms.add_undeclared(*name, undeclared);
            }
        }
        forms
    }
}

impl<'a, 'v> Forms<'a, 'v> {
    fn add_form(
        &mut self,
        environment: Option<&'a str>,
        values: &'a IndexMap<String, String>,
        variant: Cow<'v, Variant>,
        undeclared: &[Undeclared],
    ) {
        match self.filled.iter_mut().find(|form| form.variant == variant) {
            Some(form) => form.environments.extend(environment),
            None => {
                let (environments, undeclared) = (environment.into_iter().collect(), undeclared.to_vec());
                self.filled.push(Filled { variant, values, environments, undeclared });
            }
        }
    }

    fn add_undeclared(&mut self, environment: Option<&'a str>, undeclared: Vec<Undeclared>) {
        for undeclared in undeclared {
            self.undeclared.entry(undeclared).or_default().extend(environment);
        }
    }
}
