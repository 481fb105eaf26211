//! `lint --show-settings`: what a run would use, without running. Names of values, never the values.

use super::focus::Focus;
use crate::model::{EnvironmentSettings, ProjectFile};
use crate::project::{DEFAULT_GLOBS, Project};
use crate::report::{counted, visible};

/// What a run of `lint` would use.
pub(super) struct Settings<'a> {
    /// The project.
    pub(super) project: &'a Project,
    /// The only environment whose values are used, where one was asked for.
    pub(super) environment: Option<&'a str>,
    /// The files that are shown, where not all are.
    pub(super) focus: Option<&'a Focus>,
    /// The file of findings that are not shown again.
    pub(super) baseline: Option<String>,
    /// How many warnings are allowed.
    pub(super) max_warnings: Option<usize>,
}

impl Settings<'_> {
    /// All of them as a table: a name, and one value or several below each other.
    pub(super) fn table(&self) -> String {
        let rows = [
            ("project file", vec![self.project_file()]),
            ("templates", self.globs()),
            ("files", vec![self.files()]),
            ("environments", self.environments()),
            ("levels", or_none(levels(&self.project.file), "as the rules have them")),
            ("baseline", vec![self.baseline.clone().unwrap_or("none".to_owned())]),
            ("max warnings", vec![self.max_warnings.map_or("no limit".to_owned(), |most| most.to_string())]),
        ];
        let mut table = String::new();
        for (name, values) in rows {
            for (index, value) in values.iter().enumerate() {
                let name = if index == 0 { name } else { "" };
                table.push_str(&format!("{name:13} {}\n", visible(value)));
            }
        }
        table
    }

    fn project_file(&self) -> String {
        self.project.document.as_ref().map_or("none".to_owned(), |document| document.source.name.clone())
    }

    fn globs(&self) -> Vec<String> {
        match &self.project.file.templates {
            _ if self.project.document.is_none() => vec!["as named".to_owned()],
            Some(globs) => or_none(globs.clone(), "none"),
            None => DEFAULT_GLOBS.iter().map(|glob| format!("{glob} (default)")).collect(),
        }
    }

    fn files(&self) -> String {
        let all = counted(self.project.files.len(), "template");
        match self.focus {
            Some(focus) => {
                let shown = self.project.files.iter().filter(|file| focus.has(&file.source.name)).count();
                format!("{all}, {shown} of them shown: {}", focus.reason)
            }
            None => all,
        }
    }

    fn environments(&self) -> Vec<String> {
        let all = self.project.file.environments.iter().flatten();
        let used = all.filter(|(name, _)| self.environment.is_none_or(|only| only == name.as_str()));
        or_none(used.map(|(name, settings)| environment(name, settings)).collect(), "none")
    }
}

fn environment(name: &str, settings: &EnvironmentSettings) -> String {
    let kind = if settings.emulator.is_some() { "emulator" } else { "service" };
    let names: Vec<&str> = settings.values.iter().flatten().map(|(name, _)| name.as_str()).collect();
    match names.as_slice() {
        [] => format!("{name} ({kind}), no values"),
        names => format!("{name} ({kind}), values: {}", names.join(", ")),
    }
}

/// The levels that the project gives, in the order in which they count: a later one over an earlier one.
fn levels(file: &ProjectFile) -> Vec<String> {
    let lint = || file.lint.iter();
    let everywhere = lint().flat_map(|lint| &lint.rules).map(|rules| (rules, String::new()));
    let in_files = lint().flat_map(|lint| lint.overrides.iter().flatten());
    let in_files = in_files.map(|given| (&given.rules, format!(" in {}", given.files.join(", "))));
    let said = everywhere
        .chain(in_files)
        .flat_map(|(rules, place)| rules.iter().map(move |(rule, level)| format!("{rule}: {}{place}", level.as_str())));
    said.collect()
}

fn or_none(values: Vec<String>, none: &str) -> Vec<String> {
    if values.is_empty() { vec![none.to_owned()] } else { values }
}
