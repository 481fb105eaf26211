//! From an environment to its plan: what `plan`, `apply` and `status` have in common.

use std::collections::HashSet;

use super::checked::{self, Verdict};
use super::target::{self, OpenTarget};
use super::{Failure, Output};
use crate::context::Context;
use crate::lint::Approved;
use crate::model::EnvironmentSettings;
use crate::plan::{Actual, Declared, Desired, Plan, Retirement, build, desired, retirements};
use crate::project::Project;
use crate::remote::{RemoteError, RemoteVariant, Row};

/// A checked project, and the environment it is compared with.
pub(super) struct Planning {
    /// The project.
    pub(super) project: Project,
    /// The environment's name.
    pub(super) name: String,
    /// The environment.
    pub(super) settings: EnvironmentSettings,
    /// What linting alone could tell.
    verdict: Verdict,
}

impl Planning {
    /// Opens and checks the project for an environment.
    pub(super) fn begin(environment: Option<&str>, context: &Context, output: &Output) -> Result<Self, Failure> {
        let project = Project::open(&context.environment.current_dir, &[])?;
        let (name, settings) = target::environment(&project.file, environment)?;
        let (name, settings) = (name.to_owned(), settings.clone());
        let verdict = checked::check(&project, &name, context, output)?;
        Ok(Self { project, name, settings, verdict })
    }

    /// Opens the environment. Nothing is sent to the service.
    pub(super) async fn open(&self, context: &Context) -> Result<OpenTarget, Failure> {
        target::open(&self.project.root, &self.name, &self.settings, context).await
    }

    /// What the files say there shall be.
    pub(super) fn desired(&self) -> Vec<Desired> {
        desired(&self.project.files, self.settings.values.as_ref().unwrap_or(&indexmap::IndexMap::new()))
    }

    /// Refuses what breaks a grandfathered rule, unless the plan found it approved and as the files say.
    pub(super) fn settle(&self, plan: &Plan, context: &Context, output: &Output) -> Result<(), Failure> {
        if self.verdict == Verdict::Clean {
            return Ok(());
        }
        let mut approved = Approved::default();
        for desired in self.desired() {
            if plan.items.iter().any(|item| item.is_approved_as(&desired.variant)) {
                approved.add(&desired.variant);
            }
        }
        checked::settle(&self.project, &self.name, &approved, context, output)
    }

    /// Reads the service and compares.
    pub(super) async fn plan(&self, target: &OpenTarget, context: &Context, output: &Output) -> Result<Plan, Failure> {
        let (desired, retired) = (self.desired(), retirements(&self.project, &self.name));
        output.progress("reading the list of templates");
        let declared = Declared { desired: &desired, retired: &retired };
        let (rows, details) = actual(declared, target, output).await?;
        output.end_progress();
        let actual = Actual { rows: &rows, details: &details };
        let policy = target::policy(&self.settings)?;
        let plan = build(target.target.clone(), context.clock.now(), declared, actual, &policy);
        self.settle(&plan, context, output)?;
        Ok(plan)
    }
}

/// What the service has: its list, and the content of every declared or retired variant in it.
async fn actual(
    declared: Declared<'_>,
    target: &OpenTarget,
    output: &Output,
) -> Result<(Vec<Row>, Vec<RemoteVariant>), Failure> {
    let rows = target.space.list().await?;
    let (details, missing) = details(declared, &rows, target, output).await?;
    if missing.is_empty() {
        return Ok((rows, details));
    }
    // What was deleted since the list was read is absent for good reason; what is still listed is not.
    let again = target.space.list().await?;
    let identity = |row: &Row| (row.template_code.clone(), row.key());
    match missing.iter().find(|row| again.iter().any(|other| identity(other) == identity(row))) {
        Some(row) => Err(RemoteError::Contradiction { key: row.key() }.into()),
        None => Ok((again, details)),
    }
}

/// The content of every declared or retired variant in the list, and the rows whose content is not there.
async fn details(
    declared: Declared<'_>,
    rows: &[Row],
    target: &OpenTarget,
    output: &Output,
) -> Result<(Vec<RemoteVariant>, Vec<Row>), Failure> {
    let desired = declared.desired.iter().map(|desired| desired.variant.key());
    let keys: HashSet<String> = desired.chain(declared.retired.iter().map(Retirement::key)).collect();
    let wanted: Vec<&Row> = rows.iter().filter(|row| keys.contains(&row.key())).collect();
    let (mut details, mut missing) = (Vec::with_capacity(wanted.len()), Vec::new());
    for (index, row) in wanted.iter().enumerate() {
        output.progress(&format!("reading {} of {}: {}", index + 1, wanted.len(), row.key()));
        match target.space.detail(&row.name, &row.language, &row.template_code).await? {
            Some(detail) => details.push(detail),
            None => missing.push((*row).clone()),
        }
    }
    Ok((details, missing))
}
